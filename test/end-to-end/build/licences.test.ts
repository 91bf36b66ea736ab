import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleHandlers } from '../../../build/bundle-handlers.ts';
import { type BundledPackage, bundledPackages, withLicences } from '../../../build/bundled-packages.ts';

/** They ask for no more than that their text and notices travel with copies. */
const PERMISSIVE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const folder = mkdtempSync(join(tmpdir(), 'ponte-licences-'));
let packages: BundledPackage[];
beforeAll(async () => {
  packages = bundledPackages(await bundleHandlers({ config: 'local/demo.config.ts', outDirectory: folder }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is not so; nothing, of packages that are in order. */
const those = (fault: (one: BundledPackage) => boolean) => packages.filter(fault).map(({ name }) => name);
const holds = ({ folder }: BundledPackage, file: RegExp) => readdirSync(folder).some((name) => file.test(name));

test('the packages are those that are called, and what they call', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining([...Object.keys(dependencies), '@smithy/core', '@aws-sdk/credential-provider-env']),
  );
});

test('docs/licences.md is up to date; npm run licences writes it anew', () => {
  const page = readFileSync('docs/licences.md', 'utf8');
  expect(page).toBe(withLicences(page, packages));
  expect(page).toContain('| `zod` | MIT |');
});

test('every licence is a permissive one', () => {
  expect(those(({ licence }) => !PERMISSIVE.includes(licence))).toEqual([]);
});

test('every package has the text of its licence, and none a notice that would have to go with it', () => {
  expect(those((one) => !holds(one, /^LICENSE/))).toEqual([]);
  expect(those((one) => holds(one, /^notice/i))).toEqual([]);
});

test('every package is one that npm audit --omit=dev --omit=optional asks about', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const locked = ({ name }: BundledPackage) => lock.packages[`node_modules/${name}`];
  expect(those((one) => typeof locked(one)?.integrity !== 'string')).toEqual([]);
  expect(those((one) => locked(one).dev || locked(one).optional || locked(one).devOptional)).toEqual([]);
});

test('a table is written anew, in order, each package once', () => {
  const of = (name: string) => ({ name, version: '1.0.0', licence: 'MIT', folder: '' });
  const page = withLicences('# A page\n\n<!-- bundled -->\nan older table\n', [of('b'), of('$&'), of('b')]);
  expect(page).toBe(
    '# A page\n\n<!-- bundled -->\n| package | licence |\n| --- | --- |\n| `$&` | MIT |\n| `b` | MIT |\n',
  );
});
