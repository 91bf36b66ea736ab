import { describe, expect, test } from 'vitest';
import type { ConfigInput } from '../../src/config/config-schema.ts';
import { ConfigError, defineConfig, type PonteConfig } from '../../src/config/define-config.ts';
import { shopifyInput, without, wooCommerceInput } from '../support/config-inputs.ts';

/** As JavaScript would call it: nothing that the compiler refuses is out of reach. */
const define = (input: unknown): PonteConfig => defineConfig(input as ConfigInput);
const defineStores = (...stores: unknown[]): PonteConfig => define({ stores });

function faultsOf(input: unknown): readonly string[] {
  try {
    define(input);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}
const faultsOfStores = (...stores: unknown[]) => faultsOf({ stores });
const faultsWith = (fields: object) => faultsOfStores({ ...shopifyInput, ...fields });
const faultsWithRule = (fields: object) => faultsWith({ rules: [{ version: '2026', pointsPerUnit: '1', ...fields }] });
const faultsWithCampaign = (fields: object) =>
  faultsWith({ campaigns: [{ name: 'double', from: '2026-12-18', to: '2026-12-26', multiplier: '2', ...fields }] });

const SILENCE = `store "my-shopify", silence: write 'habit', 'off', or the hours after which a person is told, such as { hours: 48 }; from 1 to 744`;

test('what is written as const, with its readonly lists, is taken by type and value', () => {
  const written = {
    stores: [
      {
        id: 'my-shop',
        platform: 'shopify',
        shopDomain: ['my-shop.myshopify.com', 'my-other-shop.myshopify.com'],
        currency: 'BRL',
        timeZone: 'America/Sao_Paulo',
        awardFrom: '2026-12-01',
        rules: [{ version: '2026', pointsPerUnit: '1', rounding: 'ceil' }],
        campaigns: [{ name: 'double', from: '2026-12-18', to: '2026-12-26', multiplier: '2' }],
      },
    ],
    promotions: [
      {
        id: 'vip',
        store: 'my-shop',
        points: 5,
        reason: 'VIP day',
        schedule: 'rate(1 day)',
        audience: { customers: ['ana@example.com'] },
        maximumPoints: 9,
      },
    ],
  } as const;
  // Without `define`, which is blind to types.
  const { stores, promotions } = defineConfig(written);
  expect([stores[0]?.rules[0]?.rounding, promotions[0]?.id]).toEqual(['ceil', 'vip']);
});

describe('a store with nothing but what must be given', () => {
  test('Shopify', () => {
    expect(defineStores(shopifyInput).stores).toEqual([
      {
        id: 'my-shopify',
        platform: 'shopify',
        account: 'my-shopify',
        shopDomains: ['my-shop.myshopify.com'],
        currency: 'BRL',
        timeZone: 'America/Sao_Paulo',
        awardFromMs: Date.parse('2026-12-01T03:00:00Z'),
        orderPrefix: '',
        rules: [
          {
            version: '2026',
            fromMs: 0,
            pointsPerUnit: '1',
            rounding: 'floor',
            minimumOrder: '0',
            maximumPoints: null,
            tax: 'excluded',
            holdDays: 0,
          },
        ],
        campaigns: [],
        customer: { by: 'email' },
        onUnknownCustomer: 'retry',
        onInsufficientBalance: 'park',
        settlement: 'inline',
        shadow: false,
        silence: 'habit',
        webhooks: 'watch',
        allowTestOrders: false,
        customerReason: { award: null, reversal: null },
        usedKey: { codeNames: [], errorCodes: [], messages: [] },
        unknownCustomer: { codeNames: [], errorCodes: [], messages: [] },
        insufficientBalance: { codeNames: [], errorCodes: [], messages: [] },
      },
    ]);
  });

  test('WooCommerce', () => {
    expect(defineStores(wooCommerceInput).stores).toMatchObject([
      {
        platform: 'woocommerce',
        siteUrls: ['https://store.example.com'],
        orderPrefix: '',
        paidStatuses: ['processing'],
        notPaidStatuses: [],
        subOrders: 'ignore',
      },
    ]);
  });
});

describe('what is written is what is done', () => {
  test('a shop may have several hosts', () => {
    const siteUrl = ['https://store.example.com', 'https://shop.example.org/pt'];
    expect(defineStores({ ...wooCommerceInput, siteUrl }).stores).toMatchObject([{ siteUrls: siteUrl }]);
    const shopDomain = ['my-shop.myshopify.com', 'my-old-shop.myshopify.com'];
    expect(defineStores({ ...shopifyInput, shopDomain }).stores).toMatchObject([{ shopDomains: shopDomain }]);
  });

  test('local times are instants of the zone of the store', () => {
    const { stores } = defineStores({
      ...shopifyInput,
      timeZone: 'Europe/Amsterdam',
      awardFrom: '2026-03-29T03:00',
      campaigns: [{ name: 'summer', from: '2026-03-29', to: '2026-10-25T12:00', multiplier: '1.5' }],
    });
    expect(stores[0]).toMatchObject({
      awardFromMs: Date.parse('2026-03-29T01:00:00Z'),
      campaigns: [
        {
          name: 'summer',
          fromMs: Date.parse('2026-03-28T23:00:00Z'),
          toMs: Date.parse('2026-10-25T11:00:00Z'),
          multiplier: '1.5',
        },
      ],
    });
  });

  test('rules stand newest first; one without "from" applies from the beginning', () => {
    const rules = [
      { version: 'second', pointsPerUnit: '2', from: '2027-01-01' },
      { version: 'first', pointsPerUnit: '1' },
      { version: 'third', pointsPerUnit: '0.5', from: '2028-06-01T12:00', maximumPoints: 2_147_483_647 },
    ];
    expect(defineStores({ ...shopifyInput, rules }).stores[0]?.rules).toMatchObject([
      { version: 'third', fromMs: Date.parse('2028-06-01T15:00:00Z'), maximumPoints: 2_147_483_647 },
      { version: 'second', fromMs: Date.parse('2027-01-01T03:00:00Z'), maximumPoints: null },
      { version: 'first', fromMs: 0 },
    ]);
  });

  test("a store's own matches, without those of the API's adapter", () => {
    const usedKey = { codeNames: ['Repeated'], errorCodes: [57], messages: ['^used$'] };
    const insufficientBalance = { codeNames: ['TooFew'] };
    const [store] = defineStores({ ...shopifyInput, usedKey, insufficientBalance }).stores;
    expect(store?.insufficientBalance).toEqual({ codeNames: ['TooFew'], errorCodes: [], messages: [] });
    expect(store?.usedKey).toEqual(usedKey);
  });

  test('an amount keeps its digits', () => {
    const rules = [{ version: '1', pointsPerUnit: '0.10', minimumOrder: '49.90' }];
    expect(defineStores({ ...shopifyInput, rules }).stores[0]?.rules).toMatchObject([
      { pointsPerUnit: '0.10', minimumOrder: '49.90' },
    ]);
  });
});

describe('what is missing is named, with what to write', () => {
  test.each([
    ['id', 'store number 1, id: is missing: name the store, such as "my-shop"; its webhook URL ends with this name'],
    ['platform', 'store "my-shopify", platform: write "shopify" or "woocommerce"'],
    [
      'shopDomain',
      'store "my-shopify", shopDomain: is missing: write the shop\'s own domain, such as "my-shop.myshopify.com"',
    ],
    [
      'currency',
      'store "my-shopify", currency: is missing: write the currency of the shop, such as "BRL"; orders in another one earn no points',
    ],
    [
      'timeZone',
      'store "my-shopify", timeZone: is missing: write the time zone of the shop, such as "America/Sao_Paulo"; its dates are read in it',
    ],
    [
      'awardFrom',
      'store "my-shopify", awardFrom: is missing: write the day from which paid orders earn points, such as "2026-12-01". Without it, the next change to any old order would earn points again',
    ],
    [
      'rules',
      'store "my-shopify", rules: is missing: write a points rule, such as [{ version: "2026", pointsPerUnit: "1" }]',
    ],
  ])('%s', (field, fault) => {
    expect(faultsOfStores(without(shopifyInput, field))).toEqual([fault]);
  });

  test.each([
    [undefined, 'the configuration: write an object, in { }'],
    [{}, 'stores: is missing: list your shops in it'],
    [{ stores: [] }, 'stores: at least one store is needed'],
    [{ stores: shopifyInput }, 'stores: write a list, in [ ]'],
    [{ stores: [null] }, 'store number 1: write an object, in { }'],
    [{ stores: [shopifyInput, 'my-shop'] }, 'store number 2: write an object, in { }'],
  ])('%j', (input, fault) => {
    expect(faultsOf(input)).toEqual([fault]);
  });

  test.each([
    ['version', 'rule number 1, version: is missing: name the rule, such as "2026"; the name is kept with every order'],
    [
      'pointsPerUnit',
      'rule "2026", pointsPerUnit: is missing: write how many points one unit of the currency earns, such as "1" or "0.5"',
    ],
  ])('%s of a rule', (field, fault) => {
    const [rule = {}] = shopifyInput.rules;
    expect(faultsWith({ rules: [without(rule, field)] })).toEqual([`store "my-shopify", ${fault}`]);
  });

  test.each([
    ['name', 'campaign number 1, name: is missing: name the campaign'],
    ['from', 'campaign "double", from: is missing: write when the campaign begins, such as "2026-11-27"'],
    [
      'to',
      'campaign "double", to: is missing: write when the campaign ends, such as "2026-12-01"; that moment is no longer part of it',
    ],
    ['multiplier', 'campaign "double", multiplier: is missing: write by what the points are multiplied, such as "2"'],
  ])('%s of a campaign', (field, fault) => {
    expect(faultsWithCampaign({ [field]: undefined })).toEqual([`store "my-shopify", ${fault}`]);
  });

  test('noteAttribute, where Shopify customers are known by document', () => {
    expect(faultsWith({ customer: { by: 'document' } })).toEqual([
      'store "my-shopify", customer, noteAttribute: is missing: write the name of the note attribute that holds the document, such as "cpf"',
    ]);
  });
});

describe('a misspelt or unknown field is named', () => {
  test.each<[object, string]>([
    [{ shopdomain: 'x' }, 'store "my-shopify": there is no field "shopdomain"; did you mean "shopDomain"?'],
    [{ timezone: 'UTC' }, 'store "my-shopify": there is no field "timezone"; did you mean "timeZone"?'],
    [{ awardsFrom: '2026-12-01' }, 'store "my-shopify": there is no field "awardsFrom"; did you mean "awardFrom"?'],
    [
      { usedKey: { code: [1] } },
      'store "my-shopify", usedKey: there is no field "code"; there are codeNames, errorCodes, messages',
    ],
    [
      { customer: { by: 'email', field: 'x' } },
      'store "my-shopify", customer: there is no field "field"; there are by',
    ],
  ])('%j', (fields, fault) => {
    expect(faultsWith(fields)).toEqual([fault]);
  });

  test('in a rule, in a campaign and beside the stores', () => {
    expect(faultsWithRule({ pointPerUnit: '1', holdDay: 2 })).toEqual([
      'store "my-shopify", rule "2026": there is no field "pointPerUnit"; did you mean "pointsPerUnit"?; there is no field "holdDay"; did you mean "holdDays"?',
    ]);
    expect(faultsWithCampaign({ multiply: '2' })).toEqual([
      'store "my-shopify", campaign "double": there is no field "multiply"; there are name, from, to, multiplier',
    ]);
    expect(faultsOf({ stores: [shopifyInput], store: 1 })).toEqual([
      'the configuration: there is no field "store"; did you mean "stores"?',
    ]);
  });

  test("a field of the other platform, with the platform's own", () => {
    const [fault] = faultsOfStores({ ...wooCommerceInput, shopDomain: 'my-shop.myshopify.com' });
    expect(fault).toMatch(/^store "my-woocommerce": there is no field "shopDomain"; there are .*\bsiteUrl\b/);
  });
});

describe('a value that cannot be is refused with what can be', () => {
  test.each<[object, string]>([
    [
      { id: 'My Shop' },
      'store "My Shop", id: use 1 to 63 lower-case letters, digits and dashes, beginning with a letter: it stands in the webhook URL',
    ],
    [{ platform: 'Shopify' }, 'store "my-shopify", platform: write "shopify" or "woocommerce"'],
    [{ platform: 'magento' }, 'store "my-shopify", platform: write "shopify" or "woocommerce"'],
    [
      { shopDomain: 'www.my-shop.com' },
      'store "my-shopify", shopDomain: use the shop\'s own domain, such as "my-shop.myshopify.com"',
    ],
    [
      { shopDomain: 'https://my-shop.myshopify.com' },
      'store "my-shopify", shopDomain: use the shop\'s own domain, such as "my-shop.myshopify.com"',
    ],
    [{ currency: 'brl' }, 'store "my-shopify", currency: use the three capital letters of ISO 4217, such as "BRL"'],
    [{ currency: 986 }, 'store "my-shopify", currency: write it as text, in quotes: "986"'],
    [
      { timeZone: 'Brazil' },
      'store "my-shopify", timeZone: is not a time zone; use a name such as "America/Sao_Paulo"',
    ],
    [
      { awardFrom: '01/12/2026' },
      'store "my-shopify", awardFrom: write a date as "2026-11-27", or with a time as "2026-11-27T18:30", in the store\'s time zone',
    ],
    [{ awardFrom: new Date(0) }, 'store "my-shopify", awardFrom: write text, in quotes'],
    [{ awardFrom: '2026-02-30' }, 'store "my-shopify", awardFrom: there is no 2026-02-30'],
    [{ rules: [] }, 'store "my-shopify", rules: at least one points rule is needed'],
    [{ onUnknownCustomer: 'ignore' }, 'store "my-shopify", onUnknownCustomer: write "retry" or "create" or "park"'],
    [
      { onInsufficientBalance: 'ignore' },
      'store "my-shopify", onInsufficientBalance: write "park" or "retry" or "takeRest"',
    ],
    [
      { insufficientBalance: { messages: ['('] } },
      'store "my-shopify", insufficientBalance, messages number 1: is not a regular expression',
    ],
    [{ silence: 'never' }, SILENCE],
    [{ silence: 48 }, SILENCE],
    [{ silence: null }, SILENCE],
    [{ silence: { hours: 0.5 } }, 'store "my-shopify", silence, hours: must be at least 1'],
    [{ silence: { hours: 745 } }, 'store "my-shopify", silence, hours: must be at most 744'],
    [{ silence: { hours: 48, days: 2 } }, 'store "my-shopify", silence: there is no field "days"; there are hours'],
    [{ settlement: 'later' }, 'store "my-shopify", settlement: write "inline" or "queued"'],
    [{ allowTestOrders: 'yes' }, 'store "my-shopify", allowTestOrders: write true or false, without quotes'],
    [{ customer: { by: 'phone' } }, 'store "my-shopify", customer, by: write "email" or "platformId" or "document"'],
    [{ customer: 'email' }, 'store "my-shopify", customer: write an object, in { }'],
    [{ account: '' }, 'store "my-shopify", account: must not be empty'],
    [{ account: 'a'.repeat(61) }, 'store "my-shopify", account: must have at most 60 characters'],
    [{ orderPrefix: 'B' }, 'store "my-shopify", orderPrefix: begin with a digit and end with a dot, such as "2."'],
    [
      { usedKey: { messages: ['used', '('] } },
      'store "my-shopify", usedKey, messages number 2: is not a regular expression',
    ],
    [
      { usedKey: { errorCodes: ['57'] } },
      'store "my-shopify", usedKey, errorCodes number 1: write a whole number, without quotes',
    ],
  ])('%j', (fields, fault) => {
    expect(faultsWith(fields)).toEqual([fault]);
  });

  test.each<[object, string]>([
    [{ version: '' }, 'rule number 1, version: must not be empty'],
    [{ pointsPerUnit: 1 }, 'rule "2026", pointsPerUnit: write it as text, in quotes: "1"'],
    [{ pointsPerUnit: '0' }, 'rule "2026", pointsPerUnit: must be more than zero'],
    [{ pointsPerUnit: '0.00' }, 'rule "2026", pointsPerUnit: must be more than zero'],
    [{ pointsPerUnit: '-1' }, 'rule "2026", pointsPerUnit: write a plain number without a sign, such as "1" or "0.25"'],
    [
      { pointsPerUnit: '1,5' },
      'rule "2026", pointsPerUnit: write a plain number without a sign, such as "1" or "0.25"',
    ],
    [
      { pointsPerUnit: '1e3' },
      'rule "2026", pointsPerUnit: write a plain number without a sign, such as "1" or "0.25"',
    ],
    [{ minimumOrder: '-5' }, 'rule "2026", minimumOrder: write a plain number without a sign, such as "1" or "0.25"'],
    [{ rounding: 'up' }, 'rule "2026", rounding: write "floor" or "half-up" or "ceil"'],
    [{ tax: 'in' }, 'rule "2026", tax: write "excluded" or "included"'],
    [{ maximumPoints: 0 }, 'rule "2026", maximumPoints: must be more than 0'],
    [{ maximumPoints: 2_147_483_648 }, 'rule "2026", maximumPoints: the API takes at most 2147483647 points'],
    [{ maximumPoints: 1.5 }, 'rule "2026", maximumPoints: write a whole number, without quotes'],
    [{ holdDays: -1 }, 'rule "2026", holdDays: must be at least 0'],
    [{ holdDays: 366 }, 'rule "2026", holdDays: must be at most 365'],
    [{ holdDays: '7' }, 'rule "2026", holdDays: write a whole number, without quotes'],
  ])('a rule with %j', (fields, fault) => {
    expect(faultsWithRule(fields)).toEqual([`store "my-shopify", ${fault}`]);
  });

  test.each<[object, string]>([
    [{ multiplier: '0' }, 'multiplier: must be more than zero'],
    [{ multiplier: 2 }, 'multiplier: write it as text, in quotes: "2"'],
    [
      { from: '2026-12-18 18:00' },
      'from: write a date as "2026-11-27", or with a time as "2026-11-27T18:30", in the store\'s time zone',
    ],
  ])('a campaign with %j', (fields, fault) => {
    expect(faultsWithCampaign(fields)).toEqual([`store "my-shopify", campaign "double", ${fault}`]);
  });

  test.each(['store.example.com', 'ftp://store.example.com', 'https://', ''])('the site %j', (siteUrl) => {
    expect(faultsOfStores({ ...wooCommerceInput, siteUrl })).toEqual([
      'store "my-woocommerce", siteUrl: write the address of the site, such as "https://store.example.com"',
    ]);
  });

  test("a text in which the entry's number might be cut off", () => {
    // 206 characters, 40 of an order's id and 9 of an entry's number are 255.
    const text = (length: number) => `${'x'.repeat(length)}{order}{entry}`;
    expect(faultsWith({ customerReason: { award: text(206) } })).toEqual([]);
    expect(faultsWith({ customerReason: { award: text(207) } })).toEqual([
      expect.stringContaining('with {entry}, it must have at most 255 characters'),
    ]);
    expect(faultsWith({ customerReason: { award: `${'x'.repeat(300)}{order}` } })).toEqual([]);
  });

  test('sites of which one is none, and none at all', () => {
    const faultsOfSites = (siteUrl: unknown) => faultsOfStores({ ...wooCommerceInput, siteUrl });
    const address = 'write the address of the site, such as "https://store.example.com"';
    expect(faultsOfSites(['https://store.example.com', 'store.example.com'])).toEqual([
      `store "my-woocommerce", siteUrl number 2: ${address}`,
    ]);
    expect(faultsOfSites([])).toEqual(['store "my-woocommerce", siteUrl: write at least one']);
    expect(faultsOfSites([7])).toEqual([`store "my-woocommerce", siteUrl: ${address}`]);
    expect(faultsOfSites(7)).toEqual([`store "my-woocommerce", siteUrl: ${address}`]);
  });

  test('domains of which one is none, and none at all', () => {
    const own = 'use the shop\'s own domain, such as "my-shop.myshopify.com"';
    expect(faultsWith({ shopDomain: ['my-shop.myshopify.com', 'www.my-shop.com'] })).toEqual([
      `store "my-shopify", shopDomain number 2: ${own}`,
    ]);
    expect(faultsWith({ shopDomain: [] })).toEqual(['store "my-shopify", shopDomain: write at least one']);
    expect(faultsWith({ shopDomain: 7 })).toEqual([`store "my-shopify", shopDomain: ${own}`]);
  });

  test('paid statuses that are no list', () => {
    expect(faultsOfStores({ ...wooCommerceInput, paidStatuses: 'processing' })).toEqual([
      'store "my-woocommerce", paidStatuses: write a list, in [ ]',
    ]);
  });
});

describe('times that cannot be', () => {
  const amsterdam = { timeZone: 'Europe/Amsterdam' };
  const skipped = 'the clocks of Europe/Amsterdam skip 2026-03-29T02:30; write the hour before or after';

  test('an hour that clocks put forward skip, wherever it stands', () => {
    expect(
      faultsWith({
        ...amsterdam,
        awardFrom: '2026-03-29T02:30',
        rules: [
          { version: '1', pointsPerUnit: '1' },
          { version: '2', pointsPerUnit: '2', from: '2026-03-29T02:30' },
        ],
        campaigns: [{ name: 'night', from: '2026-03-29T02:30', to: '2026-03-29T02:30', multiplier: '2' }],
      }),
    ).toEqual([
      `store "my-shopify", awardFrom: ${skipped}`,
      `store "my-shopify", rule "2", from: ${skipped}`,
      `store "my-shopify", campaign "night", from: ${skipped}`,
      `store "my-shopify", campaign "night", to: ${skipped}`,
    ]);
  });

  test.each([
    ['2026-12-26', '2026-12-18'],
    ['2026-12-18', '2026-12-18'],
    ['2026-12-18', '2026-12-18T00:00'],
    // The hour that comes twice is the first of both.
    ['2026-10-25T02:30', '2026-10-25T02:30'],
  ])('a campaign from %s to %s', (from, to) => {
    expect(faultsWith({ ...amsterdam, campaigns: [{ name: 'double', from, to, multiplier: '2' }] })).toEqual([
      'store "my-shopify", campaign "double": "to" must be later than "from"',
    ]);
  });

  test('a campaign of one minute can be', () => {
    expect(faultsWithCampaign({ from: '2026-12-18', to: '2026-12-18T00:01' })).toEqual([]);
  });
});

describe('the rules of a store', () => {
  test('no two share a version or a beginning', () => {
    const rules = [
      { version: '1', pointsPerUnit: '1' },
      { version: '1', pointsPerUnit: '2' },
    ];
    expect(faultsWith({ rules })).toEqual([
      'store "my-shopify", rules: two rules share the version "1"',
      'store "my-shopify", rules: two rules begin together; give the newer one its own "from"',
    ]);
    const written = [
      { version: '1', pointsPerUnit: '1', from: '2026-01-01' },
      { version: '2', pointsPerUnit: '2', from: '2026-01-01T00:00' },
    ];
    expect(faultsWith({ rules: written })).toEqual([
      'store "my-shopify", rules: two rules begin together; give the newer one its own "from"',
    ]);
  });

  test('one of them covers the first order', () => {
    const rule = { version: '2027', pointsPerUnit: '1' };
    expect(faultsWith({ rules: [{ ...rule, from: '2026-12-01T00:01' }] })).toEqual([
      'store "my-shopify", rules: no rule covers orders paid at awardFrom (2026-12-01); leave out "from" in the first one',
    ]);
    expect(faultsWith({ rules: [{ ...rule, from: '2026-12-01T00:00' }] })).toEqual([]);
  });
});

describe('stores beside each other', () => {
  const other = { ...shopifyInput, id: 'other', shopDomain: 'other.myshopify.com' };
  const twoSites = [
    { ...wooCommerceInput, id: 'one', account: 'shared' },
    { ...wooCommerceInput, id: 'two', account: 'shared', siteUrl: 'https://two.example.com' },
  ];

  /** Each with an account of its own. */
  const apart = (...stores: readonly (object & { readonly id: string; readonly [field: string]: unknown })[]) =>
    faultsOfStores(...stores.map((store) => ({ account: store.id, ...store })));

  test('may be as many as one likes', () => {
    expect(apart(shopifyInput, other, wooCommerceInput)).toEqual([]);
  });

  test('say which account they post to, as soon as a WooCommerce store is among them', () => {
    const missing = (id: string) =>
      `store "${id}", account: is missing: name the BonifiQ account it posts to, with the same name in stores that share one`;
    expect(faultsOfStores(shopifyInput, wooCommerceInput)).toEqual([missing('my-shopify'), missing('my-woocommerce')]);
    expect(faultsOfStores({ ...shopifyInput, account: 'a' }, wooCommerceInput)).toEqual([missing('my-woocommerce')]);
    expect(faultsOfStores(wooCommerceInput)).toEqual([]);
    expect(faultsOfStores(shopifyInput, other)).toEqual([]);
  });

  test('do not share an id', () => {
    expect(
      apart(shopifyInput, { ...other, id: 'my-shopify' }, { ...wooCommerceInput, id: 'my-shopify', orderPrefix: '2.' }),
    ).toEqual(['store "my-shopify": two stores share this id']);
  });

  test('WooCommerce stores that share an account need an orderPrefix each', () => {
    const needs = (id: string) =>
      `store "${id}": shares the account "shared", so its order numbers need an orderPrefix such as "2."`;
    expect(faultsOfStores(...twoSites)).toEqual([needs('one'), needs('two')]);
    expect(faultsOfStores({ ...shopifyInput, account: 'shared' }, twoSites[0])).toEqual([needs('one')]);
    expect(faultsOfStores({ ...twoSites[0], orderPrefix: '1.' }, { ...twoSites[1], orderPrefix: '2.' })).toEqual([]);
  });

  test('stores that share an account do not share an orderPrefix', () => {
    expect(faultsOfStores(...twoSites.map((store) => ({ ...store, orderPrefix: '2.' })))).toEqual([
      'orderPrefix "2.": two stores of the account "shared" share it',
    ]);
    expect(faultsOfStores(...twoSites.map((store) => ({ ...store, account: store.id, orderPrefix: '2.' })))).toEqual(
      [],
    );
  });

  test('Shopify order ids are unique by themselves', () => {
    expect(faultsOfStores({ ...shopifyInput, account: 'shared' }, { ...other, account: 'shared' })).toEqual([]);
  });

  test('one shop is one store: its orders would earn points in each', () => {
    expect(apart(shopifyInput, { ...shopifyInput, id: 'again', currency: 'USD' })).toEqual([
      'store "my-shopify" and store "again": they are one shop, my-shop.myshopify.com, whose orders would earn points in each',
    ]);
    expect(apart(wooCommerceInput, { ...wooCommerceInput, id: 'again', siteUrl: 'http://STORE.example.com/' })).toEqual(
      [
        'store "my-woocommerce" and store "again": they are one shop, store.example.com in BRL, whose orders would earn points in each',
      ],
    );
  });

  test('so are two that share any of their hosts, with www. or without', () => {
    const moved = { ...shopifyInput, shopDomain: ['new.myshopify.com', 'my-shop.myshopify.com'] };
    expect(apart(moved, { ...shopifyInput, id: 'again' })).toEqual([
      'store "my-shopify" and store "again": they are one shop, my-shop.myshopify.com, whose orders would earn points in each',
    ]);
    const sites = ['https://new.example.com', 'https://www.store.example.com/'];
    expect(apart(wooCommerceInput, { ...wooCommerceInput, id: 'again', siteUrl: sites })).toEqual([
      'store "my-woocommerce" and store "again": they are one shop, store.example.com in BRL, whose orders would earn points in each',
    ]);
  });

  test('a store may name the same host twice', () => {
    const siteUrl = ['https://store.example.com', 'https://www.store.example.com'];
    expect(apart({ ...wooCommerceInput, siteUrl }, other)).toEqual([]);
  });

  test('a WooCommerce shop may have a store for each currency, and a host several shops', () => {
    expect(apart(wooCommerceInput, { ...wooCommerceInput, id: 'euro', currency: 'EUR' })).toEqual([]);
    expect(apart(wooCommerceInput, { ...wooCommerceInput, id: 'b', siteUrl: 'https://store.example.com/b' })).toEqual(
      [],
    );
  });
});

test.each(['paidStatuses', 'notPaidStatuses'])('a status of %s has no wc- prefix', (field) => {
  expect(faultsOfStores({ ...wooCommerceInput, [field]: ['processing', 'wc-packed'] })).toEqual([
    expect.stringMatching(new RegExp(`${field}.*: write the status without "wc-", such as "processing"$`)),
  ]);
});

test('sub-orders earn or do not', () => {
  expect(defineStores({ ...wooCommerceInput, subOrders: 'earn' }).stores).toMatchObject([{ subOrders: 'earn' }]);
  expect(faultsOfStores({ ...wooCommerceInput, subOrders: 'yes' })).toHaveLength(1);
});

describe('all faults come together', () => {
  const broken = {
    stores: [
      {
        ...without(shopifyInput, 'awardFrom'),
        id: 'one',
        account: 'shared',
        currency: 'real',
        rules: [
          { version: '1', pointsPerUnit: 1 },
          { version: '1', pointsPerUnit: '1', from: '2026-02-30' },
        ],
        campaigns: [{ name: 'double', from: '2026-12-26', to: '2026-12-18', multiplier: '0' }],
      },
      { ...without(wooCommerceInput, 'siteUrl'), id: 'one', account: 'shared', settlment: 'queued' },
      { ...wooCommerceInput, account: 'own', platform: 'magento', awardFrom: '2026-13-01' },
    ],
  };

  test('those of fields, of stores, and between stores', () => {
    expect(faultsOf(broken).toSorted()).toEqual(
      [
        'store "one", currency: use the three capital letters of ISO 4217, such as "BRL"',
        'store "one", awardFrom: is missing: write the day from which paid orders earn points, such as "2026-12-01". Without it, the next change to any old order would earn points again',
        'store "one", rule "1", pointsPerUnit: write it as text, in quotes: "1"',
        'store "one", rule "1", from: there is no 2026-02-30',
        'store "one", rules: two rules share the version "1"',
        'store "one", campaign "double", multiplier: must be more than zero',
        'store "one", campaign "double": "to" must be later than "from"',
        'store "one": there is no field "settlment"; did you mean "settlement"?',
        'store "one", siteUrl: write the address of the site, such as "https://store.example.com"',
        'store "one": shares the account "shared", so its order numbers need an orderPrefix such as "2."',
        'store "one": two stores share this id',
        'store "my-woocommerce", platform: write "shopify" or "woocommerce"',
        'store "my-woocommerce", awardFrom: there is no 2026-13-01',
      ].toSorted(),
    );
  });

  test('the message says where, and lists them', () => {
    const faults = faultsOf(broken);
    expect(() => define(broken)).toThrow(
      ['ponte.config.ts has to be put right first:', ...faults.map((fault) => `  - ${fault}`)].join('\n'),
    );
  });
});
