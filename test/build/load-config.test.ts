import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { configFault } from '../../build/load-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'ponte-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a configuration made by defineConfig has no fault', async () => {
  expect(await configFault(resolve('local/demo.config.ts'))).toBeNull();
});

test.each(['5', '{ stores: [] }', 'null'])('export default %s was not made by defineConfig', async (value) => {
  const file = join(folder, `config-${value.length}.mjs`);
  writeFileSync(file, `export default ${value};`);
  expect(await configFault(file)).toMatch(/^config-\d+\.mjs must end in "export default defineConfig/);
});

test('a missing file and one that does not load are named in one line', async () => {
  expect(await configFault(join(folder, 'none.ts'))).toMatch(/^There is no none\.ts;.*$/);
  const file = join(folder, 'broken.mjs');
  writeFileSync(file, 'export default {{;');
  expect(await configFault(file)).toMatch(/^broken\.mjs.* could not be loaded: .*$/);
});
