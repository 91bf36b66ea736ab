import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';

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
  /** One file, or all of a folder, in the order of their names. */
  | { readonly kind: 'found'; readonly files: readonly string[] }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'none' };

/** Whether it is one of those that come with Ponte, for its demo stores. */
export function isFixture(file: string): boolean {
  return file.startsWith(fixtures + sep);
}

/** A file or a folder by its path, or a fixture by its name, the beginning of it or, if only one has it, any part. */
export function findDelivery(asked: string, directory: string): Found {
  const path = resolve(directory, asked);
  if (existsSync(path)) return { kind: 'found', files: statSync(path).isDirectory() ? filesIn(path) : [path] };
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
  return { kind: 'found', files: [join(fixtures, first.folder, `${first.name}.json`)] };
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map(({ name }) => name).filter((name) => !name.startsWith('.'));
  return names
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map((name) => join(folder, name));
}
