import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { copyProject } from '../../support/project-copy.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ponte-build-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('npm run build prints the hash of each bundle, which is the same wherever the project is', () => {
  const first = copyProject(join(scratch, 'first'));
  const second = copyProject(join(scratch, 'elsewhere/and/deeper'));
  const printed = first.run('build/main.ts');
  const lines = [...printed.matchAll(/^(dist\/\w+\.cjs) .* sha256 ([0-9a-f]{64})$/gm)];
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(first.folder, file)))
      .digest('hex');
  expect(lines.map(([, file]) => file)).toHaveLength(7);
  expect(lines.map(([, , sha256]) => sha256)).toEqual(lines.map(([, file = '']) => hash(file)));
  expect(second.run('build/main.ts')).toBe(printed);
}, 60_000);

test('npm run build warns of what is hardly meant, and builds', () => {
  const { folder } = copyProject(join(scratch, 'warned'));
  const file = join(folder, 'ponte.config.ts');
  writeFileSync(
    file,
    `import { defineConfig } from '@ponte/adapter';
    export default defineConfig({ stores: [{ id: 'shop', platform: 'woocommerce', siteUrl: 'http://shop.example.com', currency: 'BRR',
      timeZone: 'America/Sao_Paulo', awardFrom: '2016-12-01', rules: [{ version: '1', pointsPerUnit: '1' }] }] });`,
  );
  const built = spawnSync(process.execPath, [join(folder, 'build/main.ts')], { cwd: folder, encoding: 'utf8' });
  const places = [...built.stderr.matchAll(/^Warning: store "shop", (\w+): /gm)].map(([, place]) => place);
  expect(places).toEqual(['currency', 'awardFrom', 'siteUrl']);
  expect(built.stdout).toMatch(/^dist\/shopify\.cjs /m);
  expect(built.status).toBe(0);
}, 60_000);
