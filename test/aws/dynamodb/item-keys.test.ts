import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecordPk, pendingShard, recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { PENDING_SHARDS } from '../../../src/aws/dynamodb/table-definition.ts';
import { anyOrderKey } from '../../support/any-order-record.ts';
import { orderKey } from '../../support/order-records.ts';

describe('keys of items', () => {
  test('an order key reads back exactly', () => {
    fc.assert(
      fc.property(anyOrderKey, (key) => {
        expect(parseRecordPk(recordPk(key))).toStrictEqual(key);
      }),
    );
  });

  test.each(['', 'ORDER#acme#', 'ORDER#acme#01', 'PARKED#acme#12'])('%j names no order', (pk) => {
    expect(parseRecordPk(pk)).toBeUndefined();
  });

  test('orders spread over every shard', () => {
    const shards = Array.from({ length: 1_000 }, (_, id) => pendingShard(recordPk(orderKey(id + 1))));
    expect(new Set(shards).size).toBe(PENDING_SHARDS);
  });
});
