import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { billOfMaterials } from '../../build/bill-of-materials.ts';

const { version } = JSON.parse(readFileSync('node_modules/zod/package.json', 'utf8'));
const zod = { 'bom-ref': `zod@${version}`, type: 'library', name: 'zod', version, hashes: [] };
const bundle = { name: 'sweep', bytes: 1, sources: ['src/a.ts', 'node_modules/zod/index.js'], sha256: 'ab12' };

const printed = (...components: object[]) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:1',
  metadata: {
    timestamp: '2026-11-30T08:00:00Z',
    component: { 'bom-ref': '@ponte/adapter@0.1.0', type: 'library', name: 'some-folder', version: '0.1.0' },
  },
  components,
});

test('bundles and what is in them, and nothing else of what npm lists', () => {
  expect(billOfMaterials(printed({ ...zod, name: 'vitest', 'bom-ref': 'vitest@1' }, zod), [bundle])).toEqual({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { 'bom-ref': '@ponte/adapter@0.1.0', type: 'application', name: '@ponte/adapter', version: '0.1.0' },
    },
    components: [
      {
        'bom-ref': 'dist/sweep.cjs',
        type: 'file',
        name: 'dist/sweep.cjs',
        hashes: [{ alg: 'SHA-256', content: 'ab12' }],
      },
      zod,
    ],
    dependencies: [
      { ref: '@ponte/adapter@0.1.0', dependsOn: ['dist/sweep.cjs'] },
      { ref: 'dist/sweep.cjs', dependsOn: [`zod@${version}`] },
    ],
  });
});

test('a bundle with a package, or a version of one, that the lock file has not', () => {
  expect(() => billOfMaterials(printed({ ...zod, version: '0.0.1' }), [bundle])).toThrow(
    `npm does not know zod@${version}, which is in a bundle: run npm ci`,
  );
});
