import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { forLambda } from '../../../build/bundle-handlers.ts';
import { configAsData } from '../../../build/config-as-data.ts';
import { type ConfigInput, configSchema } from '../../../src/config/config-schema.ts';
import { defineConfig, type PonteConfig } from '../../../src/config/define-config.ts';
import { shopifyInput, wooCommerceInput } from '../../support/config-inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'ponte-config-as-data-'));
afterAll(() => rmSync(folder, { recursive: true }));
const require = createRequire(import.meta.url);
let bundles = 0;

/** What a function that is bundled with this configuration imports as `ponte.config.ts`. */
async function inFunction(config: PonteConfig): Promise<unknown> {
  bundles += 1;
  const outfile = join(folder, `${bundles}.cjs`);
  await build({
    ...forLambda,
    stdin: { contents: "export { default } from '../ponte.config.ts';", resolveDir: resolve('handlers') },
    outExtension: {},
    outfile,
    plugins: [configAsData(config)],
  });
  return require(outfile).default;
}

const shopify = (fields: object) => ({ ...shopifyInput, ...fields });
const woocommerce = (fields: object) => ({ ...wooCommerceInput, ...fields });
const define = (input: object) => defineConfig(input as ConfigInput);

const everySetting = {
  tryForDays: 1.5,
  firstDelaySeconds: 1.1,
  longestDelayHours: 0.1,
  attemptTimeoutSeconds: 1.337,
  pauseAfterFailures: 1,
  firstPauseSeconds: 900,
  longestPauseSeconds: 900,
  unverifiedDeliveries: 100_000,
  unverifiedMegabytes: 10_000,
  callsPerSecond: 0.1,
};

const everyReconciliation = { graceMinutes: 5.5, sweepDays: 366, sweepEveryHours: 1.1, tellAfterHours: 744 };

const everyCommonField = {
  account: 'a "quoted" account \\ of München',
  orderPrefix: '2.',
  onUnknownCustomer: 'create',
  onInsufficientBalance: 'takeRest',
  settlement: 'queued',
  shadow: true,
  silence: { hours: 1.25 },
  webhooks: 'autoRepair',
  customerReason: { award: 'Ponts per a {order} · ½ 🎉', reversal: '' },
  usedKey: { codeNames: ['Repeated'], errorCodes: [57, -1], messages: ['^"used"$', '\\bchave\\s+já\\b', '\u2028'] },
  unknownCustomer: { codeNames: ['__proto__', 'constructor'] },
  insufficientBalance: { messages: ['</script>', '[\\]\\\\/`$]'] },
};

const everyRule = [
  { version: '1', pointsPerUnit: '1' },
  {
    version: '2',
    from: '2027-01-01T00:30',
    pointsPerUnit: '0.000000000001',
    rounding: 'half-up',
    minimumOrder: '999999999999999.999999999999',
    maximumPoints: 1,
    tax: 'included',
    holdDays: 365,
  },
  { version: '3', from: '2028-02-29', pointsPerUnit: '010.50', rounding: 'ceil', minimumOrder: '0.00' },
];

const campaigns = [
  { name: 'Weihnachten „doppelt“', from: '2026-12-18', to: '2026-12-26', multiplier: '2' },
  { name: 'x', from: '2026-12-20T23:59', to: '2027-01-06', multiplier: '1.333333333333' },
];

const promotion = {
  store: 'my-shopify',
  points: 10,
  schedule: 'rate(7 days)',
  audience: { file: 'vip.csv' },
  maximumPoints: Number.MAX_SAFE_INTEGER,
};

const everyShopifyField = shopify({
  ...everyCommonField,
  rules: everyRule,
  campaigns,
  shopDomain: ['my-shop.myshopify.com', 'my-older-shop.myshopify.com'],
  allowTestOrders: true,
  customer: { by: 'document', noteAttribute: 'CPF/CNPJ' },
});

const everyWooCommerceField = woocommerce({
  ...everyCommonField,
  rules: everyRule,
  campaigns,
  siteUrl: ['https://store.example.com/loja', 'http://old.example.com'],
  paidStatuses: [],
  notPaidStatuses: ['deposit', 'à payer'],
  subOrders: 'earn',
  customer: { by: 'document' },
});

const everyPromotionField = {
  ...promotion,
  id: 'all_1',
  takesBack: true,
  reason: '{promotion} {date} {points} {text} "\\"',
  customerReason: '{text} 🎂',
  timeZone: 'Asia/Tokyo',
  until: '2027-03-01T12:00',
};

/** Of wall clocks of which no two are alike: half hours, the dateline, a midnight that is skipped, the past of a zone. */
const zones = [
  ['Australia/Lord_Howe', '2026-04-05T02:00'],
  ['Pacific/Kiritimati', '2026-01-01'],
  ['Pacific/Apia', '2011-12-29'],
  ['Asia/Kathmandu', '1985-12-31'],
  ['America/Santiago', '2026-09-06'],
  ['Europe/Dublin', '2026-10-25T01:30'],
  ['Etc/GMT+12', '1969-12-31T23:59'],
] as const;

describe('a function gets exactly what defineConfig makes', () => {
  test.each<[string, object]>([
    ['one Shopify store with nothing but what must be given', { stores: [shopifyInput] }],
    ['one WooCommerce store with nothing but what must be given', { stores: [wooCommerceInput] }],
    [
      'every field of a Shopify store',
      {
        stores: [everyShopifyField],
      },
    ],
    [
      'every field of a WooCommerce store',
      {
        stores: [everyWooCommerceField],
      },
    ],
    ['customers known by their ids', { stores: [shopify({ customer: { by: 'platformId' } })] }],
    [
      'every setting',
      {
        stores: [shopifyInput],
        settling: everySetting,
        reconciliation: everyReconciliation,
      },
    ],
    [
      'silence by habit and off',
      { stores: [shopify({ silence: 'off', account: 'a' }), woocommerce({ account: 'b' })] },
    ],
    [
      'time zones',
      {
        stores: zones.map(([timeZone, awardFrom], index) =>
          shopify({ id: `shop-${index}`, shopDomain: `shop-${index}.myshopify.com`, timeZone, awardFrom }),
        ),
      },
    ],
    [
      'stores that share an account',
      {
        stores: [
          woocommerce({ account: 'one', orderPrefix: '1.' }),
          woocommerce({ account: 'one', orderPrefix: '2.', id: 'other', siteUrl: 'https://other.example.com' }),
        ],
      },
    ],
    [
      'every field of a promotion',
      {
        stores: [shopifyInput],
        promotions: [everyPromotionField],
      },
    ],
    [
      'every kind of audience',
      {
        stores: [shopifyInput],
        promotions: [
          { ...promotion, id: 'file' },
          { ...promotion, id: 'birthdays', audience: { birthdays: 'a/b.jsonl.gz' } },
          { ...promotion, id: 'list', audience: { customers: ['a@example.com', { customer: 'b', text: '\ud83c' }] } },
          { ...promotion, id: 'own', points: 'audience', audience: { customers: [{ customer: 'c', points: 1 }] } },
        ],
      },
    ],
    [
      'a hundred stores with a promotion each',
      {
        stores: Array.from({ length: 100 }, (_, index) =>
          shopify({ id: `shop-${index}`, shopDomain: `shop-${index}.myshopify.com`, rules: everyRule, campaigns }),
        ),
        promotions: Array.from({ length: 100 }, (_, index) => ({
          ...promotion,
          id: `promotion_${index}`,
          store: `shop-${index}`,
        })),
      },
    ],
  ])('%s', async (_, input) => {
    const config = define(input);
    const got = await inFunction(config);
    expect(isDeepStrictEqual(got, config)).toBe(true);
    expect(got).not.toBe(config);
  });

  test('any text, number and amount', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${length}}$`));
    const amount = fc.tuple(digits(14), digits(12)).map(([whole, part]) => `1${whole}.${part}`);
    const store = fc.record({
      account: text,
      customerReason: fc.record({ award: text, reversal: text }),
      usedKey: fc.record({ codeNames: fc.array(text), errorCodes: fc.array(fc.integer()) }),
      silence: fc.record({ hours: fc.double({ min: 1, max: 744, noNaN: true }) }),
      rules: fc.tuple(fc.record({ version: text, pointsPerUnit: amount, minimumOrder: amount })),
      campaigns: fc.uniqueArray(
        fc.record({
          name: text,
          multiplier: amount,
          from: fc.constant('2026-12-01'),
          to: fc.constantFrom('2026-12-02', '2027-01-01T00:01'),
        }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(store, async (fields) => {
        const config = define({ stores: [shopify(fields)] });
        expect(isDeepStrictEqual(await inFunction(config), config)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test('every field of the configuration is among these', () => {
  const { settling, stores, promotions, reconciliation } = configSchema.shape;
  const fieldsOf = (platform: string) =>
    Object.keys(stores.element.options.find(({ shape }) => shape.platform.value === platform)?.shape ?? {}).toSorted();
  expect(Object.keys(everySetting).toSorted()).toEqual(Object.keys(settling.unwrap().shape).toSorted());
  expect(Object.keys(everyReconciliation).toSorted()).toEqual(Object.keys(reconciliation.unwrap().shape).toSorted());
  expect(Object.keys(everyShopifyField).toSorted()).toEqual(fieldsOf('shopify'));
  expect(Object.keys(everyWooCommerceField).toSorted()).toEqual(fieldsOf('woocommerce'));
  expect(Object.keys(everyPromotionField).toSorted()).toEqual(
    Object.keys(promotions.unwrap().element.shape).toSorted(),
  );
  expect([...new Set(everyRule.flatMap((rule) => Object.keys(rule)))].toSorted()).toEqual(
    Object.keys(stores.element.options[0].shape.rules.element.shape).toSorted(),
  );
});

test.each([
  ['undefined', undefined],
  ['a negative zero', -0],
  ['no number', Number.NaN],
  ['a date', new Date(0)],
  ['a map', new Map([[1, 2]])],
  ['a regular expression', /x/],
  ['a function', () => 1],
  ['an instance of a class', new (class {})()],
])('%s, which would not come back as it is, is not bundled', (_, value) => {
  const config = define({ stores: [shopifyInput] });
  const settling = { ...config.settling, attemptTimeoutMs: value as never };
  expect(() => configAsData({ ...config, settling })).toThrow(TypeError);
});
