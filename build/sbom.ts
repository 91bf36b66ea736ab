import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { print } from '../cli/terminal.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import { hashBundle } from './hash-bundle.ts';

/** `npm run sbom`: bundles, and writes what is in the bundles to `dist/sbom.cdx.json`, in CycloneDX. Needs no network. */
const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const bundles = await bundleHandlers({ config: 'ponte.config.ts', outDirectory: 'dist' });
const printed = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 100 * 1024 * 1024,
  // On Windows npm is a script.
  shell: process.platform === 'win32',
});
const document = billOfMaterials(
  JSON.parse(printed),
  bundles.map((bundle) => hashBundle(bundle, dist)),
);
writeFileSync(join(dist, 'sbom.cdx.json'), `${JSON.stringify(document, null, 2)}\n`);
print('dist/sbom.cdx.json');
