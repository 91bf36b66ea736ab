import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import type { Bundle } from './bundle-handlers.ts';

/** A package of someone else's, code of which is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its `package.json` states it. */
  readonly licence: string;
  /** Where it is installed. */
  readonly folder: string;
}

const root = resolve(import.meta.dirname, '..');
const manifest = z.object({ name: z.string(), version: z.string(), license: z.string().catch('not stated') });

/** What was bundled besides the project's own code. */
export function bundledPackages(bundles: readonly Bundle[]): BundledPackage[] {
  const folders = new Set(bundles.flatMap(({ sources }) => sources.flatMap(packageFolder)));
  return [...folders].map((folder) => {
    const { name, version, license } = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { name, version, licence: license, folder };
  });
}

/** The last `node_modules` of a path counts: packages may have packages of their own. */
function packageFolder(source: string): string[] {
  const [, folder] = /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
  return folder === undefined ? [] : [resolve(root, folder)];
}

/** A page whose last part, from its mark on, is the table of these packages. */
export function withLicences(page: string, packages: readonly BundledPackage[]): string {
  const rows = new Set(packages.map(({ name, licence }) => `| \`${name}\` | ${licence} |`));
  const table = ['| package | licence |', '| --- | --- |', ...[...rows].toSorted(), ''].join('\n');
  return page.replace(/(?<=<!-- bundled -->\n).*$/s, () => table);
}
