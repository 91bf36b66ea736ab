import { describe, expect, test } from 'vitest';
import { configWarnings } from '../../src/config/config-warnings.ts';
import { defineConfig } from '../../src/config/define-config.ts';
import { shopifyInput, wooCommerceInput } from '../support/config-inputs.ts';

/** A month after the stores of these tests begin. */
const NOW_MS = Date.parse('2027-01-01T12:00:00Z');

type Input = Parameters<typeof defineConfig>[0];

/** The warnings about these stores, each as its name, its place and its words. */
function warned(...stores: readonly object[]): string[] {
  const config = defineConfig({ stores } as Input);
  return configWarnings(config, NOW_MS).map(({ warning, place, message }) => `${warning} ${place}: ${message}`);
}

const campaign = (name: string, from: string, to: string, multiplier = '2') => ({ name, from, to, multiplier });

test('what is meant has no warning', () => {
  const shopify = { ...shopifyInput, account: 'one', campaigns: [campaign('Christmas', '2026-12-18', '2026-12-26')] };
  expect(warned(shopify, { ...wooCommerceInput, account: 'two' })).toEqual([]);
});

describe('of one store', () => {
  test.each<[string, object, string[]]>([
    [
      'a currency that is none',
      { currency: 'BRR' },
      [
        'unknownCurrency store "my-shopify", currency: "BRR" is no currency of ISO 4217, and orders in another one earn no points',
      ],
    ],
    [
      'a beginning three years ago',
      { awardFrom: '2023-12-01' },
      [
        'awardFromLongAgo store "my-shopify", awardFrom: is 3 years ago: whatever changes any order paid since then earns its points, though they may have been given before',
      ],
    ],
    ['a beginning not two years ago', { awardFrom: '2025-01-10' }, []],
    [
      'a store in shadow',
      { shadow: true },
      [
        'shadow store "my-shopify", shadow: nothing of its orders is posted to BonifiQ; ./ponte shadow my-shopify tells what would have been',
      ],
    ],
    [
      'a beginning in another year than meant',
      { awardFrom: '2027-12-01' },
      ['awardFromAhead store "my-shopify", awardFrom: is 333 days ahead: no order earns points before'],
    ],
    ['a beginning next month', { awardFrom: '2027-02-01' }, []],
    [
      'a campaign before the beginning',
      {
        campaigns: [
          campaign('Black Friday', '2026-11-27', '2026-12-01'),
          campaign('to the last', '2026-11-27', '2026-12-01T00:01'),
        ],
      },
      [
        'campaignNeverApplies store "my-shopify", campaign "Black Friday": never applies: it ends before awardFrom, from which on orders earn points',
      ],
    ],
    [
      'a campaign within a larger one',
      {
        campaigns: [
          campaign('week', '2026-12-20', '2026-12-27', '1.5'),
          campaign('month', '2026-12-01', '2027-01-01', '2'),
        ],
      },
      [
        'campaignNeverApplies store "my-shopify", campaign "week": never applies: "month" has a larger multiplier all of that time',
      ],
    ],
    [
      'a campaign beside a larger one of the same days',
      {
        campaigns: [
          campaign('small', '2026-12-20', '2026-12-27', '1.5'),
          campaign('large', '2026-12-20', '2026-12-27', '2'),
        ],
      },
      [
        'campaignNeverApplies store "my-shopify", campaign "small": never applies: "large" has a larger multiplier all of that time',
      ],
    ],
    [
      'a larger campaign within another, and one that lasts longer',
      {
        campaigns: [
          campaign('week', '2026-12-20', '2026-12-27', '3'),
          campaign('month', '2026-12-01', '2027-01-01', '2'),
          campaign('on', '2026-12-20', '2027-01-02', '1.5'),
          campaign('early', '2026-11-30', '2026-12-27', '1.5'),
        ],
      },
      [],
    ],
  ])('%s', (_, changes, expected) => {
    expect(warned({ ...shopifyInput, ...changes })).toEqual(expected);
  });

  test('an address that is not encrypted, unless it is this machine', () => {
    const siteUrl = ['https://store.example.com', 'http://old.example.com', 'http://localhost:8080'];
    expect(warned({ ...wooCommerceInput, siteUrl })).toEqual([
      'plainHttp store "my-woocommerce", siteUrl: http://old.example.com is not encrypted: who buys what can be read on its way; write https:// once the shop has it',
    ]);
  });
});

describe('of the stores of one account', () => {
  const shared = { ...shopifyInput, account: 'acme' };
  const other = { ...shared, id: 'other', shopDomain: 'other.myshopify.com' };

  test('that name people differently', () => {
    const byDocument = { ...other, customer: { by: 'document', noteAttribute: 'cpf' } };
    expect(warned(shared, byDocument)).toEqual([
      'customersDiffer store "my-shopify", store "other", customer: account "acme": one person is several customers of it (my-shopify by email; other by document); name people in all its stores alike',
    ]);
    expect(warned(shared, { ...byDocument, account: 'another' })).toEqual([]);
  });

  test('that name people by the numbers of different shops', () => {
    const byNumber = { customer: { by: 'platformId' } };
    expect(warned({ ...shared, ...byNumber }, { ...other, ...byNumber })).toEqual([
      'customersDiffer store "my-shopify", store "other", customer: account "acme": each shop has customer numbers of its own: one person has several, and one number may be several people; name people by \'email\'',
    ]);
    expect(warned({ ...shared, ...byNumber })).toEqual([]);
  });

  test('that name them alike have no warning', () => {
    expect(warned(shared, other)).toEqual([]);
  });
});
