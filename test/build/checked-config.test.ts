import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkedConfig } from '../../build/checked-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'ponte-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function faultOf(file: string): Promise<string | null> {
  const loaded = await checkedConfig(file);
  return 'fault' in loaded ? loaded.fault : null;
}

test('a configuration made by defineConfig has no fault', async () => {
  expect(await faultOf(resolve('local/demo.config.ts'))).toBeNull();
});

test.each(['5', '{ stores: [] }', 'null'])('export default %s was not made by defineConfig', async (value) => {
  const file = join(folder, `config-${value.length}.mjs`);
  writeFileSync(file, `export default ${value};`);
  expect(await faultOf(file)).toMatch(/^config-\d+\.mjs must end in "export default defineConfig/);
});

test('a missing file and one that does not load are named in one line', async () => {
  expect(await faultOf(join(folder, 'none.ts'))).toMatch(/^There is no none\.ts;.*$/);
  const file = join(folder, 'broken.mjs');
  writeFileSync(file, 'export default {{;');
  expect(await faultOf(file)).toMatch(/^broken\.mjs.* could not be loaded: .*$/);
});

test('every schedule that would not be taken is named with its promotion', async () => {
  const file = join(folder, 'promotions.mjs');
  const store = `{ id: 'shop', account: 'shop', platform: 'woocommerce', siteUrl: 'https://shop.example.com', currency: 'EUR',
    timeZone: 'Europe/Amsterdam', awardFrom: '2026-12-01', rules: [{ version: '1', pointsPerUnit: '1' }] }`;
  const promotion = (id: string, schedule: string) =>
    `{ id: '${id}', store: 'shop', points: 1, schedule: '${schedule}', audience: { customers: ['a'] }, maximumPoints: 1 }`;
  writeFileSync(
    file,
    `import { defineConfig } from '${resolve('src/config/define-config.ts')}';
    export default defineConfig({ stores: [${store}], promotions: [
      ${promotion('weekly', 'cron(0 9 * * 8 *)')},
      ${promotion('monthly', 'cron(0 9 L * ? *)')},
      ${promotion('christmas', 'at(2026-03-29T02:30:00)')},
    ] });`,
  );
  expect(await faultOf(file)).toBe(
    [
      'promotions.mjs has to be put right first:',
      '  - promotion "weekly", schedule: one of day-of-month and day-of-week has to be "?", as in cron(0 9 * * ? *) or ' +
        'cron(0 9 ? * MON *), and only one',
      '  - promotion "christmas", schedule: there is no 2026-03-29T02:30 in Europe/Amsterdam',
    ].join('\n'),
  );
});

test('every pattern that a reply could hold a function up with is named with its store', async () => {
  const file = join(folder, 'patterns.mjs');
  writeFileSync(
    file,
    `import { defineConfig } from '${resolve('src/config/define-config.ts')}';
    export default defineConfig({ stores: [{ id: 'shop', platform: 'shopify', shopDomain: 'shop.myshopify.com', currency: 'EUR',
      timeZone: 'Europe/Amsterdam', awardFrom: '2026-12-01', rules: [{ version: '1', pointsPerUnit: '1' }],
      usedKey: { messages: ['^(a|a)*$'] } }] });`,
  );
  expect(await faultOf(file)).toMatch(
    /^patterns\.mjs has to be put right first:\n {2}- store "shop", usedKey, messages number 1: "\^\(a\|a\)\*\$" could take/,
  );
});
