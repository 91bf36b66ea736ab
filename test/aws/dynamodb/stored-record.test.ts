import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonText } from '../../../src/aws/dynamodb/json-text.ts';
import { namedEntry } from '../../../src/aws/dynamodb/stored-entry.ts';
import { fromStored, pagesOf, toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import type { ChangeKey } from '../../../src/domain/change-key.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import type { LedgerRecord } from '../../../src/domain/record.ts';
import { anyOrderRecord } from '../../support/any-order-record.ts';
import { awardKey, awardWith } from '../../support/award-records.ts';
import { FULL_RECORD } from '../../support/full-record.ts';
import { AWARD_ITEM_1, SHOPIFY_ITEM_1, WOOCOMMERCE_ITEM_1 } from '../../support/items-of-version-1.ts';
import { APPLIED_ITEM_2, FULL_ITEM_2 } from '../../support/items-of-version-2.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const itemOf = (record: LedgerRecord) => toStored(record).attributes;

/** The attributes that are JSON, in any version. */
const JSON_PARTS = new Set(['record', 'facts', 'pinned', 'customer', 'entries', 'paymentAhead']);

/** The attributes of a record, with their JSON read. */
const partsOf = (item: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(item).map(([name, part]) => [name, JSON_PARTS.has(name) ? jsonText.parse(part) : part]),
  );

/** The full record as version 3 writes it. */
const WRITTEN_RECORD = {
  facts: [
    [[30, 4, 'hash', 20]],
    [5, 'key'],
    [0, { kind: 'notDue', because: 'cancelled' }],
    [
      0,
      [
        10,
        '268.00',
        'BRL',
        ['USD', '50.00'],
        [
          'lines',
          false,
          [2, ['t', ['d', '14', 1], ['v', 'goods', 'tip'], ['d', 2, -1], ['d', '180', -175], ['d', '18', -18]]],
          ['15', '1'],
        ],
      ],
    ],
    [0, { 14: 1 }],
    [0, 'ana@example.com'],
    [0],
    { hash: 20 },
  ],
  pinned: [['first', 0, '1', 'floor', '0', null, 'excluded', 0], 0, ['campaign', '2']],
  paymentAhead: { sinceMs: 20, untilMs: 90 },
  rows: {
    refunds: [
      1,
      [
        't',
        '91',
        ['t', ['t', '72', 'success', '55.00', 'USD']],
        ['t', ['t', '14', false, 1, '90', '9']],
        ['t', '3', '0'],
        ['t', '3', '0.3'],
        '-10',
        '2',
        ['t', '50', '10'],
      ],
    ],
    listed: [1, ['t', '91', '5']],
    statuses: [1, ['t', '72', 'failure']],
  },
  entries: [
    [
      1,
      10,
      'ADD-ana@example.com-10-1',
      'Order 1',
      'pending',
      0,
      0,
      0,
      0,
      [],
      0,
      null,
      [503, 'Busy', 7, 'later'],
    ].concat([null, null, null, null, null, ['worker', 40]] as never),
  ],
};

describe('a stored record', () => {
  test('reads back exactly', () => {
    fc.assert(
      fc.property(anyOrderRecord, (record) => {
        const { attributes, pages } = toStored(record);
        expect(fromStored(attributes, pages)).toStrictEqual(record);
      }),
      { numRuns: 500 },
    );
  });

  test('is written in lists and columns without names, and each observation once, so that it stays small', () => {
    const parts = partsOf(itemOf(FULL_RECORD));
    expect(parts).toMatchObject({ schemaVersion: 3, store: 'acme', order: '820982911946154508' });
    expect(parts.record).toStrictEqual(WRITTEN_RECORD);
  });

  test('is read as it was written by this version when it was young', () => {
    const item = { ...itemOf(FULL_RECORD), record: JSON.stringify(WRITTEN_RECORD) };
    expect(fromStored({ pk: 'ORDER#…', version: 3, pendingAtMs: 7, ...item })).toStrictEqual(FULL_RECORD);
  });

  test('has each of several observations once', () => {
    const { money, ...facts } = FULL_RECORD.facts;
    const observed = { observedAtMs: 31, rank: 5, bodyHash: 'newer', aheadSinceMs: null };
    const record = { ...FULL_RECORD, facts: { ...facts, money: money && { ...money, observed } } };
    const { record: written } = partsOf(itemOf(record)) as never as { record: { facts: [unknown[], ...unknown[]] } };
    expect(written.facts[0]).toEqual([
      [30, 4, 'hash', 20],
      [31, 5, 'newer'],
    ]);
    expect(fromStored(itemOf(record))).toStrictEqual(record);
  });

  test.each([
    ['that of the facts', customerId('ana@example.com'), undefined],
    ['an older one', customerId('old@example.com'), 'old@example.com'],
    ['none yet', null, null],
  ])('has a customer of its own only where it is not %s', (_, customer, written) => {
    const record = { ...FULL_RECORD, customer };
    expect((partsOf(itemOf(record)).record as Record<string, unknown>).customer).toBe(written);
    expect(fromStored(itemOf(record))).toStrictEqual(record);
  });

  test('has nothing of what there is not', () => {
    expect(partsOf(itemOf(recordWith(orderKey(1)))).record).toStrictEqual({ facts: [[]] });
  });

  test('has the entries before the first that may change as rows', () => {
    const states = ['applied', 'withdrawn', 'pending', 'applied'] as const;
    const entries = states.map((state, at) => pendingEntry({ number: at + 1, state }));
    const { rows, entries: later } = partsOf(itemOf(recordWith(orderKey(1), entries))).record as never as {
      rows: { entries: [number, unknown] };
      entries: unknown[][];
    };
    expect([rows.entries[0], later.map(([number]) => number)]).toEqual([2, [3, 4]]);
  });

  test('is text as long as it is short, and compressed where it would fill a write unit', () => {
    const withReason = (reason: string) =>
      (itemOf(recordWith(orderKey(1), [pendingEntry({ reason })])) as { record: string | Uint8Array }).record;
    const { length: others } = withReason('');
    expect(withReason('a'.repeat(739 - others))).toHaveLength(739);
    expect(withReason('a'.repeat(740 - others))).toBeInstanceOf(Uint8Array);
  });

  test('of a promotion stays as it was in version 2, which older versions read', () => {
    const award = itemOf(awardWith(awardKey(1), [pendingEntry()]));
    expect(partsOf(award)).toEqual({
      schemaVersion: 2,
      store: 'acme',
      award: awardKey(1).award,
      customer: 'ana@example.com',
      entries: [namedEntry(pendingEntry())],
    });
  });
});

test('an entry of a promotion has what is null, and a count of no rests, nowhere', () => {
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
  expect(namedEntry(pendingEntry())).toStrictEqual({ number: 1, state: 'pending', ...written });
  const parked = pendingEntry({ number: 2, state: 'parked', parked: 'refused', parkedAtMs: 5 });
  expect(namedEntry(parked)).toStrictEqual({
    number: 2,
    state: 'parked',
    ...written,
    parked: 'refused',
    parkedAtMs: 5,
  });
  const partial = pendingEntry({ number: 3, partialReversals: 1, balanceAfter: 0 });
  expect(namedEntry(partial)).toStrictEqual({ number: 3, state: 'pending', ...written, rests: 1, balanceAfter: 0 });
});

describe('an item', () => {
  const item = itemOf(recordWith(orderKey(1)));
  const award = itemOf(awardWith(awardKey(1), []));

  test.each([4, 99, 0, 1.5, '3', null])('of schema version %j is refused', (schemaVersion) => {
    expect(() => fromStored({ ...item, schemaVersion })).toThrow('cannot be read: schemaVersion');
    expect(() => fromStored({ ...award, schemaVersion })).toThrow('schemaVersion');
  });

  test('of a promotion has no version 3 yet', () => {
    expect(() => fromStored({ ...award, schemaVersion: 3 })).toThrow('cannot be read: schemaVersion');
  });

  test('of version 2 is read', () => {
    expect(fromStored(FULL_ITEM_2)).toStrictEqual(FULL_RECORD);
    expect(fromStored({ ...FULL_ITEM_2, paymentAhead: undefined })).toStrictEqual({
      ...FULL_RECORD,
      paymentAhead: null,
    });
    expect(fromStored({ ...FULL_ITEM_2, paymentAhead: null })).toStrictEqual({ ...FULL_RECORD, paymentAhead: null });
  });

  test.each([FULL_ITEM_2, APPLIED_ITEM_2, SHOPIFY_ITEM_1, WOOCOMMERCE_ITEM_1])(
    'of an earlier version is the same in this one',
    (before) => {
      const record = fromStored(before);
      expect(fromStored(itemOf(record))).toStrictEqual(record);
    },
  );

  test('without a version is of the first; the facts of one version are none of the other', () => {
    expect(fromStored(SHOPIFY_ITEM_1)).toStrictEqual(fromStored({ ...SHOPIFY_ITEM_1, schemaVersion: 1 }));
    expect(() => fromStored({ ...SHOPIFY_ITEM_1, schemaVersion: 2 })).toThrow('cannot be read: facts');
    expect(() => fromStored({ ...SHOPIFY_ITEM_1, schemaVersion: 3 })).toThrow('cannot be read: record');
    expect(() => fromStored({ ...FULL_ITEM_2, schemaVersion: undefined })).toThrow('cannot be read: facts');
    expect(() => fromStored({ ...item, schemaVersion: 2 })).toThrow('cannot be read: pinned');
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

  const changed = (changes: object) => ({ record: JSON.stringify({ ...WRITTEN_RECORD, ...changes }) });
  const factsWith = (place: number, fact: unknown) =>
    changed({ facts: WRITTEN_RECORD.facts.with(place, fact as never) });
  const entryWith = (place: number, value: unknown) =>
    changed({ entries: WRITTEN_RECORD.entries.map((entry) => entry.with(place, value as never)) });

  test.each([
    ['no item', undefined],
    ['a missing part', { record: undefined }],
    ['a record that is not JSON', { record: '[' }],
    ['a record without facts', changed({ facts: undefined })],
    ['an unknown state', entryWith(4, 'secret')],
    ['an order that is not an id', { order: 'secret' }],
    ['a customer that is no text', changed({ customer: ['secret'] })],
    ['a fact of another shape', factsWith(3, 'secret')],
    ['a fact of an observation that is not there', factsWith(5, [1, 'secret'])],
    ['a fact without an observation', factsWith(5, ['secret', 'secret'])],
    ['units that are no whole number', factsWith(4, [0, { secret: 0.5 }])],
    ['units below zero', factsWith(4, [0, { secret: -1 }])],
    ['a change key that is no text', entryWith(2, 7)],
    ['rows that are no column', changed({ rows: { refunds: [1, ['secret']] } })],
    ['fewer rows than they count', changed({ rows: { listed: [2, ['v', ['1', '5']]] } })],
    ['rows that are no rows', changed({ rows: { listed: [1, 'secret'] } })],
    ['pages that are not there', { pages: ['secret'] }],
  ])('with %s is refused, without being quoted', (_, changes) => {
    const broken = changes && { ...item, ...changes };
    expect(() => fromStored(broken)).toThrow('cannot be read');
    expect(() => fromStored(broken)).not.toThrow('secret');
  });

  test.each([5, 'secret', '5 secret', 'secret 5', '1e3'])('with the amount %j is refused', (amount) => {
    const record = JSON.stringify({ ...WRITTEN_RECORD, rows: { listed: [1, ['t', '1', amount]] } });
    expect(() => fromStored({ ...item, record })).toThrow('cannot be read: record.rows');
  });

  test('is refused with what is wrong and where, but no deeper than its parts', () => {
    const lease = { holder: 7, untilMs: 'secret' };
    const entries = JSON.stringify([{ ...namedEntry(pendingEntry()), lease }]);
    expect(() => fromStored({ ...FULL_ITEM_2, entries })).toThrow(
      new TypeError('the ledger holds an item that cannot be read: entries.0 invalid_type, entries.0 invalid_type'),
    );
  });

  test('names its pages, or none', () => {
    expect(pagesOf({ ...item, pages: ['a', 'b'] })).toEqual(['a', 'b']);
    for (const other of [item, undefined, { pages: 'secret' }, { pages: [7] }]) expect(pagesOf(other)).toEqual([]);
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
    ['this version', itemOf(FULL_RECORD)],
    ['version 2', FULL_ITEM_2],
    ['the first version, of Shopify', SHOPIFY_ITEM_1],
    ['the first version, of WooCommerce', WOOCOMMERCE_ITEM_1],
    ['the first version, of a promotion', AWARD_ITEM_1],
    ['a promotion', itemOf(awardWith(awardKey(1), [pendingEntry({ lease: { holder: 'a', untilMs: 1 } })]))],
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
  expect(() => toStored(record)).toThrow();
});
