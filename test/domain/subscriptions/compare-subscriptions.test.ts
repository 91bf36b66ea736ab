import { describe, expect, test } from 'vitest';
import { nearness, subscriptionAddress } from '../../../src/domain/subscriptions/address.ts';
import { compareSubscriptions } from '../../../src/domain/subscriptions/compare-subscriptions.ts';
import { planRepairs } from '../../../src/domain/subscriptions/plan-repairs.ts';
import type { Subscription, SubscriptionNeeds } from '../../../src/domain/subscriptions/subscription.ts';

const HERE = 'https://abc123.execute-api.sa-east-1.amazonaws.com/webhooks/shopify/my-shop';
const NEEDS: SubscriptionNeeds = {
  topics: ['paid', 'refunded'],
  optional: ['created'],
  format: 'json',
  versions: /^\d{4}-\d{2}$/,
};

function webhook(id: string, topic: string, changes: Partial<Subscription> = {}): Subscription {
  const state = { state: 'active', format: 'json', version: '2026-10', isPartial: false, changedAtMs: null } as const;
  return { id, topic, address: HERE, ...state, ...changes };
}

const paid = webhook('1', 'paid');
const refunded = webhook('2', 'refunded');
const found = (...there: Subscription[]) => compareSubscriptions(NEEDS, there, HERE);
const repairs = (...there: Subscription[]) => planRepairs(found(...there));

test('the address is that of the stage, with the platform and the store', () => {
  const store = { platform: 'woocommerce', id: 'my-shop' };
  expect(subscriptionAddress('https://x.example.com', store)).toBe(
    'https://x.example.com/webhooks/woocommerce/my-shop',
  );
  expect(subscriptionAddress('https://x.example.com/points/', store)).toBe(
    'https://x.example.com/points/webhooks/woocommerce/my-shop',
  );
});

test.each([
  [HERE, 'same'],
  [HERE.replace('abc123', 'ABC123'), 'same'],
  [HERE.replace('.com/', '.com:443/'), 'same'],
  [`${HERE}?from=shop`, 'same'],
  [`${HERE}/`, 'near'],
  [HERE.replace('https', 'http'), 'near'],
  [HERE.replace('/webhooks', '//webhooks'), 'near'],
  [HERE.replace('my-shop', 'My-Shop'), 'near'],
  [HERE.replace('abc123', 'def456'), 'elsewhere'],
  ['https://points.example.com/prod/webhooks/shopify/my-shop', 'elsewhere'],
  [HERE.replace('my-shop', 'other-shop'), 'other'],
  [HERE.replace('shopify', 'woocommerce'), 'other'],
  ['https://erp.example.com/orders', 'other'],
  ['arn:aws:events:sa-east-1::event-source/aws.partner/shopify.com/1/x', 'other'],
  ['no URL', 'other'],
  [null, 'other'],
])('the address %s is the %s one', (address, expected) => {
  expect(nearness(address, HERE)).toBe(expected);
});

describe('webhooks', () => {
  test('that are all there and active are fine, whatever else the shop has', () => {
    const others = [
      webhook('3', 'paid', { address: 'https://erp.example.com/', state: 'disabled' }),
      webhook('4', 'created'),
      webhook('5', 'products', { address: null }),
      webhook('6', 'paid', { address: HERE.replace('my-shop', 'other') }),
    ];
    expect(found(paid, refunded, ...others)).toEqual([]);
  });

  test('that are missing are made', () => {
    expect(found(paid)).toEqual([{ kind: 'missing', topic: 'refunded', elsewhere: [] }]);
    expect(repairs()).toEqual([
      { kind: 'create', topic: 'paid' },
      { kind: 'create', topic: 'refunded' },
    ]);
  });

  test('of another stage, or of a stack that is gone, are named and left alone', () => {
    const address = HERE.replace('abc123', 'def456');
    const other = webhook('2', 'refunded', { address });
    expect(found(paid, other)).toEqual([{ kind: 'missing', topic: 'refunded', elsewhere: [address] }]);
    expect(repairs(paid, other)).toEqual([{ kind: 'create', topic: 'refunded' }]);
  });

  test('that a person paused are switched on', () => {
    const paused = webhook('2', 'refunded', { state: 'paused' });
    expect(found(paid, paused)).toEqual([{ kind: 'off', topic: 'refunded', subscription: paused }]);
    expect(repairs(paid, paused)).toEqual([{ kind: 'update', topic: 'refunded', id: '2' }]);
  });

  test('that failed until they were switched off are replaced, the new one first', () => {
    const disabled = webhook('1', 'paid', { state: 'disabled' });
    expect(found(disabled)).toMatchObject([{ kind: 'off' }, { kind: 'missing' }]);
    expect(repairs(disabled)).toEqual([
      { kind: 'create', topic: 'paid' },
      { kind: 'create', topic: 'refunded' },
      { kind: 'remove', topic: 'paid', id: '1' },
    ]);
  });

  test.each<[string, Partial<Subscription>, string]>([
    ['to an address where none arrives', { address: `${HERE}/` }, 'wrongAddress'],
    ['in another format', { format: 'xml' }, 'wrongFormat'],
    ['without some fields', { isPartial: true }, 'partial'],
  ])('%s are put right', (_name, changes, kind) => {
    const wrong = webhook('2', 'refunded', changes);
    expect(found(paid, wrong)).toEqual([{ kind, topic: 'refunded', subscription: wrong }]);
    expect(repairs(paid, wrong)).toEqual([{ kind: 'update', topic: 'refunded', id: '2' }]);
  });

  test('of a version that is not released are told, and changed in the settings of the app', () => {
    const wrong = webhook('2', 'refunded', { version: 'unstable' });
    expect(found(paid, wrong)).toMatchObject([{ kind: 'wrongVersion' }]);
    expect(repairs(paid, wrong)).toEqual([]);
    expect(found(paid, webhook('2', 'refunded', { version: null }))).toEqual([]);
  });

  test('that are there twice lose one, and never the one that works', () => {
    const off = webhook('0', 'paid', { state: 'disabled' });
    const again = webhook('3', 'paid');
    expect(found(off, paid, refunded, again)).toEqual([
      { kind: 'twice', topic: 'paid', subscription: off },
      { kind: 'twice', topic: 'paid', subscription: again },
    ]);
    expect(repairs(off, paid, refunded, again)).toEqual([
      { kind: 'remove', topic: 'paid', id: '0' },
      { kind: 'remove', topic: 'paid', id: '3' },
    ]);
  });

  test('that nobody needs are told, and left to a person', () => {
    const products = webhook('3', 'products');
    expect(found(paid, refunded, products)).toEqual([{ kind: 'unneeded', topic: 'products', subscription: products }]);
    expect(repairs(paid, refunded, products)).toEqual([]);
  });
});
