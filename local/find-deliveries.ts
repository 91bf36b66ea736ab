import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, '../test/fixtures');

/** What a person can name: the folders of fixtures, and the names in them without `.json`. */
export function listFixtures(): readonly { readonly folder: string; readonly names: readonly string[] }[] {
  return ['shopify', 'woocommerce'].map((folder) => ({
    folder,
    names: readdirSync(join(fixtures, folder))
      .filter((file) => file.endsWith('.json'))
      .map((file) => basename(file, '.json'))
      .sort(),
  }));
}

export type Found =
  | { readonly kind: 'found'; readonly file: string }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'none' };

/** A file by its path, or a fixture by its name, the beginning of it or, if only one has it, any part. */
export function findDelivery(asked: string, directory: string): Found {
  const path = resolve(directory, asked);
  if (existsSync(path)) return { kind: 'found', file: path };
  const all = listFixtures().flatMap(({ folder, names }) => names.map((name) => ({ folder, name })));
  const wanted = asked.replace(/\.json$/, '');
  const fits = [
    all.filter(({ name }) => name === wanted),
    all.filter(({ name }) => name.startsWith(wanted)),
    all.filter(({ name }) => name.includes(wanted)),
  ].find((found) => found.length > 0);
  const [first, ...others] = fits ?? [];
  if (first === undefined || wanted === '') return { kind: 'none' };
  if (others.length > 0) return { kind: 'several', names: [first, ...others].map(({ name }) => name) };
  return { kind: 'found', file: join(fixtures, first.folder, `${first.name}.json`) };
}
