import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecordPk, pendingShard, recordPk } from '../../src/ledger/item-keys.ts';
import type { OrderRecord } from '../../src/ledger/order-record.ts';
import { fromStored, toStored } from '../../src/ledger/stored-record.ts';
import { PENDING_SHARDS } from '../../src/ledger/table-definition.ts';
import { anyOrderKey, anyOrderRecord } from './any-order-record.ts';
import { orderKey, pendingEntry, recordWith } from './order-records.ts';

describe('a stored record', () => {
  test('reads back exactly', () => {
    fc.assert(
      fc.property(anyOrderRecord, (record) => {
        expect(fromStored(toStored(record))).toStrictEqual(record);
      }),
      { numRuns: 500 },
    );
  });

  test('has a time of parking, and a count of rests, only where there is one, so that an earlier version reads the others', () => {
    const parked = pendingEntry({ number: 2, state: 'parked', parked: 'refused', parkedAtMs: 5 });
    const rest = pendingEntry({ number: 3, rests: 1 });
    const entries = JSON.parse(toStored(recordWith(orderKey(1), [pendingEntry(), parked, rest])).entries);
    expect(entries.map((entry: object) => ['parkedAtMs' in entry, 'rests' in entry])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
  });

  test('is written as it has always been', () => {
    const stored = {
      store: 'acme',
      order: '820982911946154508',
      facts:
        '{"standing":{"observed":{"observedAtMs":1,"rank":0,"bodyHash":""},"value":{"kind":"due"}},"money":null,"customer":null,"listedRefunds":null,"collectedRefunds":{},"transactionStatuses":{"9007199254740993":"pending"}}',
      pinned: 'null',
      customer: '"ana@example.com"',
      entries: '[]',
    };
    const record = fromStored({ pk: 'ORDER#acme#820982911946154508', version: 3, ...stored });
    expect(record.customer).toBe('ana@example.com');
    expect(record).toHaveProperty(['facts', 'transactionStatuses'], { '9007199254740993': 'pending' });
    expect(toStored(record)).toStrictEqual(stored);
  });

  test.each([
    ['no item', undefined],
    ['a missing part', { pinned: undefined }],
    ['a part that is not JSON', { entries: '[' }],
    ['an unknown state', { entries: JSON.stringify([{ ...pendingEntry(), state: 'secret' }]) }],
    ['a field that this version does not know', { entries: JSON.stringify([{ ...pendingEntry(), secret: 1 }]) }],
    ['an order that is not an id', { order: 'secret' }],
    ['a fact of another shape', { facts: factsWith({ money: 'secret' }) }],
  ])('is refused with %s, without being quoted', (_, changes) => {
    const item = changes && { ...toStored(recordWith(orderKey(1))), ...changes };
    expect(() => fromStored(item)).toThrow('cannot be read');
    expect(() => fromStored(item)).not.toThrow('secret');
  });

  test.each([
    ['undefined', { points: undefined }],
    ['NaN', { balanceAfter: Number.NaN }],
    ['Infinity', { notBeforeMs: Number.POSITIVE_INFINITY }],
  ])('never holds %s', (_, changes) => {
    const record = { ...recordWith(orderKey(1)), entries: [{ ...pendingEntry(), ...changes }] } as OrderRecord;
    expect(() => toStored(record)).toThrow(TypeError);
  });
});

describe('keys of items', () => {
  test('an order key reads back exactly', () => {
    fc.assert(
      fc.property(anyOrderKey, (key) => {
        expect(parseRecordPk(recordPk(key))).toStrictEqual(key);
      }),
    );
  });

  test.each(['', 'ORDER#acme#', 'ORDER#acme#01', 'PARKED#acme#12'])('%j names no order', (pk) => {
    expect(() => parseRecordPk(pk)).toThrow(TypeError);
  });

  test('orders spread over every shard', () => {
    const shards = Array.from({ length: 1_000 }, (_, id) => pendingShard(recordPk(orderKey(id + 1))));
    expect(new Set(shards).size).toBe(PENDING_SHARDS);
  });
});

function factsWith(changes: object): string {
  return JSON.stringify({ ...recordWith(orderKey(1)).facts, ...changes });
}
