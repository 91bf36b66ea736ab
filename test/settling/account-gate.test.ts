import { describe, expect, test } from 'vitest';
import { createAccountGate, type GatedStore } from '../../src/settling/account-gate.ts';

const MINUTE_MS = 60_000;

const shopify = (account: string): GatedStore => ({ platform: 'shopify', account, orderPrefix: '' });
const woocommerce = (account: string, orderPrefix = ''): GatedStore => ({
  platform: 'woocommerce',
  account,
  orderPrefix,
});

describe('refused credentials', () => {
  test.each<[string, string, number, boolean]>([
    ['at once', '1', 0, true],
    ['a millisecond before five minutes', '1', 5 * MINUTE_MS - 1, true],
    ['after five minutes: ask again', '1', 5 * MINUTE_MS, false],
    ['the secret has changed', '2', 0, false],
  ])('close their account: %s', (_, version, afterMs, expected) => {
    const gate = createAccountGate();
    gate.refuse('1', 1_000);
    expect(gate.closedBecause(shopify('demo'), version, 1_000 + afterMs)).toBe(
      expected ? 'the points API refuses the credentials of account "demo"' : null,
    );
  });

  test('the last refusal counts', () => {
    const gate = createAccountGate();
    gate.refuse('1', 0);
    gate.refuse('1', 4 * MINUTE_MS);
    expect(gate.closedBecause(shopify('demo'), '1', 8 * MINUTE_MS)).not.toBeNull();
    expect(gate.closedBecause(shopify('demo'), '1', 9 * MINUTE_MS)).toBeNull();
  });

  test('leave accounts with other credentials open', () => {
    const gate = createAccountGate();
    gate.refuse('1', 0);
    expect(gate.closedBecause(shopify('other'), '2', 0)).toBeNull();
  });
});

describe('one account under two names', () => {
  test('serves the first WooCommerce store, and no other: their order numbers meet in the same change keys', () => {
    const gate = createAccountGate();
    expect(gate.closedBecause(woocommerce('first'), '1', 0)).toBeNull();
    expect(gate.closedBecause(woocommerce('second'), '1', 0)).toBe(
      'its credentials are those of account "first", too; give both stores one account',
    );
    expect(gate.closedBecause(woocommerce('first'), '1', 0)).toBeNull();
  });

  test.each<[string, GatedStore, string]>([
    ['the same name', woocommerce('first'), '1'],
    ['other credentials', woocommerce('second'), '2'],
    ['numbers with another prefix', woocommerce('second', '2.'), '1'],
    ['the ids of Shopify, which are unique by themselves', shopify('second'), '1'],
  ])('serves a second store with %s', (_, store, version) => {
    const gate = createAccountGate();
    gate.closedBecause(woocommerce('first'), '1', 0);
    expect(gate.closedBecause(store, version, 0)).toBeNull();
  });
});

test('an account is open before anything happened', () => {
  expect(createAccountGate().closedBecause(shopify('demo'), '1', 0)).toBeNull();
});
