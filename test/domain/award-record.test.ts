import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRecordPk, recordPk } from '../../src/aws/dynamodb/item-keys.ts';
import { fromStored, toStored } from '../../src/aws/dynamodb/stored-record.ts';
import { awardId, parseAwardId, partsOf, readAwardId } from '../../src/domain/award-record.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import { isOrder, nameOf } from '../../src/domain/record.ts';
import { recordChangeKey } from '../../src/domain/record-change-key.ts';
import { anyAwardKey, anyAwardParts, anyAwardRecord } from '../support/any-award-record.ts';
import { anyOrderKey } from '../support/any-order-record.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';

const parts = { promotion: 'christmas', occurrence: '20261224T120000Z', number: 17 };

describe("an award's id", () => {
  test('names promotion, run and place, and no customer', () => {
    expect(awardId(parts)).toBe('christmas-20261224T120000Z-17');
    expect(parseAwardId('christmas-20261224T120000Z-17')).toStrictEqual(parts);
  });

  test('reads back exactly', () => {
    fc.assert(
      fc.property(anyAwardParts, (any) => {
        expect(parseAwardId(awardId(any))).toStrictEqual(any);
        expect(partsOf(awardId(any))).toStrictEqual(any);
        expect(readAwardId(awardId(any))).toBe(awardId(any));
      }),
    );
  });

  test.each([
    '',
    '123',
    'christmas',
    'christmas-20261224T120000Z',
    'christmas-20261224T120000Z-',
    'christmas-20261224T120000Z-1234567890',
    'christmas-20261224T1200Z-1',
    'christmas-20261224T120000Z-1-2',
    'Christmas-20261224T120000Z-1',
    '1christmas-20261224T120000Z-1',
    'christ-mas-20261224T120000Z-1',
    ' christmas-20261224T120000Z-1',
  ])('%j is none', (text) => {
    expect(parseAwardId(text)).toBeUndefined();
    expect(readAwardId(text)).toBeUndefined();
    expect(() => partsOf(text as never)).toThrow(TypeError);
  });
});

describe("an award's item", () => {
  test('has a key of its own kind', () => {
    expect(recordPk(awardKey(17))).toBe('AWARD#acme#christmas-20261224T120000Z-17');
    expect(parseRecordPk('AWARD#acme#christmas-20261224T120000Z-17')).toStrictEqual(awardKey(17));
  });

  test('is found by its key, and by no other', () => {
    const anyKey = fc.oneof(anyAwardKey, anyOrderKey);
    fc.assert(
      fc.property(anyKey, anyKey, (one, other) => {
        expect(parseRecordPk(recordPk(one))).toStrictEqual(one);
        const isSame = one.store === other.store && nameOf(one) === nameOf(other);
        expect(recordPk(one) === recordPk(other)).toBe(isSame);
      }),
    );
  });

  test.each([
    'AWARD#acme#7',
    'ORDER#acme#christmas-20261224T120000Z-17',
    'AWARD#acme#',
    'AWARD#christmas-20261224T120000Z-17',
    'OCCURRENCE#christmas#20261224T120000Z',
    'TALLY#christmas#20261224T120000Z#1',
  ])('%s is the key of no record', (pk) => {
    expect(parseRecordPk(pk)).toBeUndefined();
  });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyAwardRecord, (record) => {
        expect(fromStored({ pk: 'AWARD#…', version: 1, ...toStored(record).attributes })).toStrictEqual(record);
      }),
    );
  });

  test('is no order', () => {
    expect(isOrder(awardWith(awardKey(1), []))).toBe(false);
    expect(isOrder(recordWith(orderKey(1)))).toBe(true);
  });

  test.each([
    ['award', 'christmas'],
    ['customer', 'null'],
    ['entries', '{"customer":"ana@example.com"}'],
  ])('whose %s cannot be read is refused without quoting it', (attribute, text) => {
    const stored = { ...toStored(awardWith(awardKey(1), [pendingEntry()])).attributes, [attribute]: text };
    expect(() => fromStored(stored)).toThrow(new RegExp(`cannot be read: ${attribute}`));
    expect(() => fromStored(stored)).not.toThrow(/ana|christmas/);
  });
});

describe("the change key of a record's entry", () => {
  const entry = { customer: customerId('ana@example.com'), points: 10, number: 1 };

  test('is that of its kind', () => {
    const store = { orderPrefix: '2.' };
    expect(recordChangeKey(orderKey(123), entry, store)).toBe('ADD-ana@example.com-10-2.123');
    expect(recordChangeKey(awardKey(17), entry, store)).toBe('ADD-ana@example.com-10-christmas-20261224T120000Z');
  });

  test("of an award does not depend on its place, nor on the store's prefix: the customer gets the points once", () => {
    fc.assert(
      fc.property(anyAwardKey, fc.integer({ min: 1, max: 999 }), ({ store, award }, number) => {
        const moved = { store, award: awardId({ ...partsOf(award), number }) };
        expect(recordChangeKey(moved, entry, { orderPrefix: '9.' })).toBe(
          recordChangeKey({ store, award }, entry, { orderPrefix: '' }),
        );
      }),
    );
  });
});
