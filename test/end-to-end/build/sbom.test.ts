import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { copyProject } from '../../support/project-copy.ts';

const hash = z.object({ alg: z.string(), content: z.string() });
const schema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.object({ component: z.looseObject({ name: z.string(), type: z.string() }) }),
  components: z.array(
    z.looseObject({ 'bom-ref': z.string(), type: z.string(), name: z.string(), hashes: z.tuple([hash]) }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

const folder = mkdtempSync(join(tmpdir(), 'ponte-sbom-'));
let text: string;
let document: z.infer<typeof schema>;
beforeAll(() => {
  const copy = copyProject(join(folder, 'project'));
  copy.run('build/sbom.ts');
  text = readFileSync(join(copy.folder, 'dist/sbom.cdx.json'), 'utf8');
  document = schema.parse(JSON.parse(text));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const ofType = (wanted: string) => document.components.filter(({ type }) => type === wanted);

test('it is of the project, whatever its folder is called', () => {
  expect(document.metadata.component).toMatchObject({ name: '@ponte/adapter', type: 'application' });
});

test('it names the packages that docs/licences.md names, and no others', () => {
  const listed = [...readFileSync('docs/licences.md', 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(listed.length).toBeGreaterThan(10);
  expect([...new Set(ofType('library').map(({ name }) => name))].toSorted()).toEqual(listed.toSorted());
});

test('each package has the hash under which the lock file pins it', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  for (const { name, hashes } of ofType('library')) {
    const [{ alg, content }] = hashes;
    expect([alg, `sha512-${Buffer.from(content, 'hex').toString('base64')}`]).toEqual([
      'SHA-512',
      packages[`node_modules/${name}`].integrity,
    ]);
  }
});

test('each bundle has its own hash, and what is in it', () => {
  const bundles = ofType('file');
  expect(bundles.map(({ name }) => name)).toEqual(
    ['park', 'promotions', 'reconcile', 'settle', 'shopify', 'sweep', 'woocommerce'].map((name) => `dist/${name}.cjs`),
  );
  for (const { name, hashes } of bundles) {
    const bytes = readFileSync(join(folder, 'project', name));
    expect(hashes).toEqual([{ alg: 'SHA-256', content: createHash('sha256').update(bytes).digest('hex') }]);
  }
  const inBundle = (name: string) =>
    document.dependencies.find(({ ref }) => ref === `dist/${name}.cjs`)?.dependsOn ?? [];
  // Only promotions read audiences; the sweep reads no secret.
  const having = (ref: RegExp) =>
    bundles.filter(({ name }) => inBundle(name.slice(5, -4)).some((one) => ref.test(one)));
  expect(having(/^csv-parse@/).map(({ name }) => name)).toEqual(['dist/promotions.cjs']);
  expect(having(/^@aws-sdk\/client-secrets-manager@/).map(({ name }) => name)).not.toContain('dist/sweep.cjs');
});

test('the same bundles have the same document: nothing in it is of the moment', () => {
  expect(text).not.toMatch(/timestamp|serialNumber/);
  const refs = new Set(document.components.map((one) => one['bom-ref']));
  expect(refs.size).toBe(document.components.length);
  expect(document.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
});
