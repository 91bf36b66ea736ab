import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonText } from '../../../src/aws/dynamodb/json-text.ts';
import { writtenEntry } from '../../../src/aws/dynamodb/stored-entry.ts';
import { fromStored, toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import type { ChangeKey } from '../../../src/domain/change-key.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { anyOrderRecord } from '../../support/any-order-record.ts';
import { awardKey, awardWith } from '../../support/award-records.ts';
import { FULL_RECORD } from '../../support/full-record.ts';
import { AWARD_ITEM_1, SHOPIFY_ITEM_1, WOOCOMMERCE_ITEM_1 } from '../../support/items-of-version-1.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

/** The attributes of a record, with the JSON of its parts read. */
const partsOf = (item: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(item).map(([name, part]) => [
      name,
      ['facts', 'pinned', 'customer', 'entries', 'paymentAhead'].includes(name) ? jsonText.parse(part) : part,
    ]),
  );

const observed = [30, 4, 'hash', 20];

/** The full record as version 2 writes it. */
const WRITTEN_FACTS = {
  identity: [5, 'key'],
  standing: [observed, { kind: 'notDue', because: 'cancelled' }],
  money: [
    observed,
    [
      10,
      '268.00',
      'BRL',
      ['USD', '50.00'],
      {
        kind: 'lines',
        taxesIncluded: false,
        lines: [
          ['14', 'goods', 2, '180', '18'],
          ['15', 'tip', 1, '5', '0'],
        ],
        shipping: ['15', '1'],
      },
    ],
  ],
  unitsLeft: [observed, { 14: 1 }],
  customer: [observed, 'ana@example.com'],
  listedRefunds: [observed, [['91', '5']]],
  collectedRefunds: {
    91: [
      '91',
      [['72', 'success', '55.00', 'USD']],
      [['14', false, 1, '90', '9']],
      ['3', '0'],
      ['3', '0.3'],
      '-10',
      '2',
      ['50', '10'],
    ],
  },
  transactionStatuses: { 72: 'failure' },
  aheadBodies: { hash: 20 },
};

describe('a stored record', () => {
  test('reads back exactly', () => {
    fc.assert(
      fc.property(anyOrderRecord, (record) => {
        expect(fromStored(toStored(record))).toStrictEqual(record);
      }),
      { numRuns: 500 },
    );
  });

  test('is written in lists without names, so that it stays small', () => {
    const parts = partsOf(toStored(FULL_RECORD));
    expect(parts).toMatchObject({ schemaVersion: 2, store: 'acme', order: '820982911946154508' });
    expect(parts.facts).toStrictEqual(WRITTEN_FACTS);
    expect([parts.customer, parts.paymentAhead]).toStrictEqual(['ana@example.com', { sinceMs: 20, untilMs: 90 }]);
    expect(parts.pinned).toStrictEqual(FULL_RECORD.pinned);
  });

  test('is read as it was written by this version when it was young', () => {
    const parts = { ...toStored(FULL_RECORD), facts: JSON.stringify(WRITTEN_FACTS) };
    expect(fromStored({ pk: 'ORDER#…', version: 3, pendingAtMs: 7, ...parts })).toStrictEqual(FULL_RECORD);
  });

  test('has what is null, and a count of no rests, nowhere in its entries', () => {
    const entries = [
      pendingEntry(),
      pendingEntry({ number: 2, state: 'parked', parked: 'refused', parkedAtMs: 5 }),
      pendingEntry({ number: 3, partialReversals: 1, balanceAfter: 0 }),
    ];
    const written = {
      points: 10,
      changeKey: 'ADD-ana@example.com-10-1',
      reason: 'Order 1',
      attempts: 0,
      countedFrom: 0,
      unanswered: [],
      notBeforeMs: 0,
      plannedAtMs: 0,
    };
    expect(partsOf(toStored(recordWith(orderKey(1), entries))).entries).toStrictEqual([
      { number: 1, state: 'pending', ...written },
      { number: 2, state: 'parked', ...written, parked: 'refused', parkedAtMs: 5 },
      { number: 3, state: 'pending', ...written, rests: 1, balanceAfter: 0 },
    ]);
  });

  test('tells of a payment date that is ahead only where there is one', () => {
    expect(toStored(recordWith(orderKey(1)))).not.toHaveProperty('paymentAhead');
    expect(fromStored({ ...toStored(recordWith(orderKey(1))), paymentAhead: null })).toHaveProperty(
      'paymentAhead',
      null,
    );
  });

  test('has its long parts compressed, and its short ones as text', () => {
    const reason = 'a long reason '.repeat(100);
    const { facts, entries } = toStored(recordWith(orderKey(1), [pendingEntry({ reason })])) as never;
    expect([typeof facts, entries]).toEqual(['string', expect.any(Uint8Array)]);
  });

  test('of a promotion has its version, too', () => {
    expect(toStored(awardWith(awardKey(1), []))).toMatchObject({ schemaVersion: 2, store: 'acme', entries: '[]' });
  });
});

describe('an item', () => {
  const item = toStored(recordWith(orderKey(1)));

  test.each([3, 99, 0, 1.5, '2', null])('of schema version %j is refused', (schemaVersion) => {
    expect(() => fromStored({ ...item, schemaVersion })).toThrow('cannot be read: schemaVersion');
    expect(() => fromStored({ ...toStored(awardWith(awardKey(1), [])), schemaVersion })).toThrow('schemaVersion');
  });

  test('without a version is of the first; the facts of one version are none of the other', () => {
    expect(fromStored(SHOPIFY_ITEM_1)).toStrictEqual(fromStored({ ...SHOPIFY_ITEM_1, schemaVersion: 1 }));
    expect(() => fromStored({ ...SHOPIFY_ITEM_1, schemaVersion: 2 })).toThrow('cannot be read: facts');
    expect(() => fromStored({ ...item, schemaVersion: undefined })).toThrow('cannot be read: facts');
  });

  test('of a promotion, of the first version, is read', () => {
    const entry = pendingEntry({
      state: 'applied',
      attempts: 1,
      notBeforeMs: 5,
      firstAttemptAtMs: 5,
      plannedAtMs: 5,
      balanceAfter: 10,
      reason: 'Promotion christmas',
      changeKey: 'ADD-ana@example.com-10-christmas-20261224T120000Z' as ChangeKey,
    });
    expect(fromStored(AWARD_ITEM_1)).toStrictEqual(awardWith(awardKey(17), [entry]));
  });

  test('with attributes that this version does not know is read without them', () => {
    expect(fromStored({ ...item, ttl: 7, mood: { of: 'a newer version' } })).toStrictEqual(recordWith(orderKey(1)));
    expect(fromStored({ ...WOOCOMMERCE_ITEM_1, ttl: 7 })).toStrictEqual(fromStored(WOOCOMMERCE_ITEM_1));
  });

  test.each([
    ['no item', undefined],
    ['a missing part', { pinned: undefined }],
    ['a part that is not JSON', { entries: '[' }],
    ['an unknown state', { entries: JSON.stringify([{ ...writtenEntry(pendingEntry()), state: 'secret' }]) }],
    ['an order that is not an id', { order: 'secret' }],
    ['a customer that is no text', { customer: '["secret"]' }],
    ['a fact of another shape', { facts: JSON.stringify({ ...WRITTEN_FACTS, money: 'secret' }) }],
    [
      'units that are no whole number',
      { facts: JSON.stringify({ ...WRITTEN_FACTS, unitsLeft: [observed, { a: 0.5 }] }) },
    ],
    ['units below zero', { facts: JSON.stringify({ ...WRITTEN_FACTS, unitsLeft: [observed, { a: -1 }] }) }],
    ['a change key that is no text', { entries: JSON.stringify([{ ...writtenEntry(pendingEntry()), changeKey: 7 }]) }],
  ])('with %s is refused, without being quoted', (_, changes) => {
    const broken = changes && { ...item, ...changes };
    expect(() => fromStored(broken)).toThrow('cannot be read');
    expect(() => fromStored(broken)).not.toThrow('secret');
  });

  test.each([5, 'secret', '5 secret', 'secret 5', '1e3'])('with the amount %j is refused', (amount) => {
    const facts = JSON.stringify({ ...WRITTEN_FACTS, listedRefunds: [observed, [['1', amount]]] });
    expect(() => fromStored({ ...item, facts })).toThrow('cannot be read: facts');
  });

  test('is refused with what is wrong and where, but no deeper than its parts', () => {
    const entries = JSON.stringify([{ ...writtenEntry(pendingEntry()), lease: { holder: 7, untilMs: 'secret' } }]);
    expect(() => fromStored({ ...item, entries })).toThrow(
      new TypeError('the ledger holds an item that cannot be read: entries.0 invalid_type, entries.0 invalid_type'),
    );
  });

  /** As many copies of a value as it has lists and objects, at any depth: each with one thing more. */
  function withOneMore(value: unknown): unknown[] {
    if (typeof value !== 'object' || value === null) return [];
    const here = Array.isArray(value) ? [...value, 'secret'] : { ...value, secret: 'secret' };
    const deeper = Object.entries(value).flatMap(([name, part]) =>
      withOneMore(part).map((copy) =>
        Array.isArray(value) ? value.with(Number(name), copy) : { ...value, [name]: copy },
      ),
    );
    return [here, ...deeper];
  }

  test.each<[string, object]>([
    ['this version', toStored(FULL_RECORD)],
    ['the first version, of Shopify', SHOPIFY_ITEM_1],
    ['the first version, of WooCommerce', WOOCOMMERCE_ITEM_1],
    ['the first version, of a promotion', AWARD_ITEM_1],
    ['a promotion', toStored(awardWith(awardKey(1), [pendingEntry({ lease: { holder: 'a', untilMs: 1 } })]))],
  ])('of %s with anything unknown within its parts, at any depth, is refused', (_, whole) => {
    const parts = partsOf(whole);
    for (const [name, part] of Object.entries(parts)) {
      for (const copy of withOneMore(part)) {
        expect(() => fromStored({ ...whole, [name]: JSON.stringify(copy) }), JSON.stringify(copy)).toThrow(
          `cannot be read: ${name}`,
        );
      }
    }
  });
});

test.each([
  ['undefined', { points: undefined }],
  ['NaN', { balanceAfter: Number.NaN }],
  ['Infinity', { notBeforeMs: Number.POSITIVE_INFINITY }],
])('a record never holds %s', (_, changes) => {
  const record = { ...recordWith(orderKey(1)), entries: [{ ...pendingEntry(), ...changes }] } as OrderRecord;
  expect(() => toStored(record)).toThrow(TypeError);
});
