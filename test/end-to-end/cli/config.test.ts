import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function ponte(...words: readonly string[]) {
  return spawnSync(join(root, 'ponte'), ['config', ...words], { cwd: folder, encoding: 'utf8' });
}

/** A configuration of one store, with some fields changed. */
function written(name: string, changes: string): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    `import { defineConfig } from '${join(root, 'src/config/define-config.ts')}';
    export default defineConfig({ stores: [{ id: 'shop', platform: 'woocommerce', siteUrl: 'https://shop.example.com', currency: 'EUR',
      timeZone: 'Europe/Amsterdam', awardFrom: '2026-12-01', rules: [{ version: '1', pointsPerUnit: '1' }], ${changes} }] });`,
  );
  return file;
}

test('ponte config check warns in words and as JSON, and ends with 0', () => {
  const file = written('warned.config.mjs', "currency: 'EUX'");
  const message = '"EUX" is no currency of ISO 4217, and orders in another one earn no points';
  const inWords = ponte('check', '--config', file);
  expect([inWords.stdout, inWords.status]).toEqual([`Warning: store "shop", currency: ${message}\n`, 0]);
  const asJson = ponte('check', '--json', '--config', file);
  expect(JSON.parse(asJson.stdout)).toEqual({
    file: 'warned.config.mjs',
    fault: null,
    warnings: [{ warning: 'unknownCurrency', place: 'store "shop", currency', message }],
  });
  expect([asJson.stderr, asJson.status]).toEqual(['', 0]);
});

test('ponte config check names what is wrong, and ends with 1', () => {
  const file = written('wrong.config.mjs', "currency: 'euro'");
  const { stdout, stderr, status } = ponte('check', '--config', file);
  expect([stdout, status]).toEqual(['', 1]);
  expect(stderr).toMatch(/^wrong\.config\.mjs has to be put right first:\n/);
  expect(stderr).toContain('store "shop", currency: use the three capital letters of ISO 4217');
  const asJson = ponte('check', '--json', '--config', file);
  expect(JSON.parse(asJson.stdout)).toMatchObject({ fault: expect.stringContaining('currency'), warnings: [] });
  expect(asJson.status).toBe(1);
});

test('ponte config schema prints JSON that says what each field means', () => {
  const { stdout, status } = ponte('schema');
  const schema = JSON.parse(stdout);
  expect(schema.properties.stores.description).toMatch(/^your shops/);
  expect(status).toBe(0);
});
