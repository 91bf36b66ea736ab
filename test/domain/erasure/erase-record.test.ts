import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeKey } from '../../../src/domain/change-key.ts';
import {
  concernOf,
  digestsUnder,
  type Erasure,
  entryInTheWay,
  erased,
  withoutPerson,
} from '../../../src/domain/erasure/erase-record.ts';
import { namesPerson, personOf } from '../../../src/domain/erasure/person.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import { customerNow, planEntries, postedPoints } from '../../../src/domain/plan-entries.ts';
import { anyOrderRecord } from '../../support/any-order-record.ts';
import { awardKey, awardWith } from '../../support/award-records.ts';
import { bodyOf, moneyOf } from '../../support/order-facts.ts';
import { pendingEntry } from '../../support/order-records.ts';
import { applied, book, NOW_MS, nothingKnown, settled, storeWith, told, withLast } from '../../support/planning.ts';

const person = personOf(['ana@example.com']) ?? { emails: [], numbers: [] };
const digest = digestsUnder(Buffer.from('a key that nobody keeps'));
const of = (words: Partial<Erasure> = {}): Erasure => ({ person, orders: new Set(), stores: null, ...words });
const money = moneyOf({ eligible: '100.00' });
const store = storeWith();
const given = settled(nothingKnown, store, bodyOf({ money, customer: 'ana@example.com' }));
/** printf %s ana@example.com | openssl dgst -sha256 -hmac 'a key that nobody keeps' */
const ANA = 'erased:bd45876f43059c9b6ca73a5e4c802303';

describe('a digest', () => {
  test('is of the customer, under the key of this erasure', () => {
    expect(digest('ana@example.com')).toBe(ANA);
    expect(digestsUnder(Buffer.from('another'))('ana@example.com')).not.toBe(ANA);
  });

  test('of a digest is itself: an erasure may be repeated', () => {
    expect(digestsUnder(Buffer.from('another'))(ANA)).toBe(ANA);
  });
});

describe('a record', () => {
  const other = settled(nothingKnown, store, bodyOf({ money, customer: 'bia@example.com' }));
  /** Corrected before the award was posted: the first entry, withdrawn, still has the wrong customer's key. */
  const corrected = applied(
    told(
      nothingKnown,
      store,
      bodyOf({ money, customer: 'ana@example.com' }),
      bodyOf({ at: 1, money, customer: 'bia@example.com' }),
    ),
  );

  test("is theirs: the customer's who got the points", () => expect(concernOf(of(), given)).toBe('theirs'));
  test('is theirs if the request names the order', () => {
    expect(concernOf(of({ orders: new Set(['acme/123']) }), other)).toBe('theirs');
    expect(concernOf(of({ orders: new Set(['acme/12']) }), other)).toBe('none');
  });
  test("is nobody's of theirs otherwise", () => expect(concernOf(of(), other)).toBe('none'));
  test('of another store is left alone', () =>
    expect(concernOf(of({ stores: new Set(['other']) }), given)).toBe('none'));
  test("of another names them in a withdrawn entry's key", () => {
    expect(book(corrected)).toEqual([
      'withdrawn 100 ADD-ana@example.com-100-123',
      'applied 100 ADD-bia@example.com-100-123-2',
    ]);
    expect(concernOf(of(), corrected)).toBe('within');
  });
  test('is theirs before anything is posted if its newest body names them', () => {
    const waits = told(
      nothingKnown,
      store,
      bodyOf({ customer: 'bia@example.com' }),
      bodyOf({ at: 1, customer: 'ana@example.com' }),
    );
    expect(concernOf(of(), waits)).toBe('theirs');
  });
  test('of an award is theirs', () => {
    expect(concernOf(of(), awardWith(awardKey(1), [pendingEntry()]))).toBe('theirs');
  });

  test('of another stays whole but for the person', () => {
    const after = withoutPerson(corrected, person, digest);
    expect(book(after)).toEqual([`withdrawn 100 ADD-${ANA}-100-123`, 'applied 100 ADD-bia@example.com-100-123-2']);
    expect(after).toMatchObject({ customer: 'bia@example.com', facts: { customer: { value: 'bia@example.com' } } });
    expect(after.erasedAtMs).toBeUndefined();
    expect(concernOf(of(), after)).toBe('none');
  });
  test('of another that was to give them points before its correction names them nowhere', () => {
    const returned = { kind: 'returned' } as const;
    const taken = told(
      nothingKnown,
      store,
      bodyOf({ money, customer: 'ana@example.com' }),
      bodyOf({ at: 1, standing: returned, money, customer: 'bia@example.com' }),
    );
    expect(concernOf(of(), taken)).toBe('within');
    const after = withoutPerson(taken, person, digest);
    expect(concernOf(of(), after)).toBe('none');
    expect(JSON.stringify(after)).not.toContain('ana@example.com');
    expect([customerNow(after), after.erasedAtMs]).toEqual(['bia@example.com', undefined]);
  });
  test('of another whose newest body names them posts nothing to a digest', () => {
    const named = bodyOf({ at: 1, money, customer: 'ana@example.com' });
    const unknown = withLast(told(nothingKnown, store, bodyOf({ money, customer: 'bia@example.com' })), {
      attempts: 1,
      unresolvedAttempts: [1],
    });
    const after = withoutPerson(told(unknown, store, named), person, digest);
    expect(after).toMatchObject({ customer: 'bia@example.com', facts: { customer: { value: ANA } } });
    const refused = withLast(after, { state: 'parked', parked: 'refused', parkedAtMs: 5, unresolvedAttempts: [] });
    expect(book(planEntries(refused, store, NOW_MS))).toEqual(['parked 100 ADD-bia@example.com-100-123']);
  });
});

describe('erased', () => {
  test('a settled order keeps points, numbers and order in its keys, and is closed', () => {
    const refunded = settled(
      given,
      store,
      bodyOf({ at: 1, standing: { kind: 'returned' }, customer: 'ana@example.com' }),
    );
    const replied = withLast(refunded, {
      lastReply: { status: 200, codeName: null, errorCode: null, message: 'thanks, ana@example.com' },
      balanceAfter: 7,
    });
    const after = erased(replied, digest, NOW_MS);
    expect(book(after)).toEqual([`applied 100 ADD-${ANA}-100-123`, `applied -100 REMOVE-${ANA}-100-123-2`]);
    expect(after).toMatchObject({ customer: ANA, facts: { customer: { value: ANA } }, erasedAtMs: NOW_MS });
    expect(after.entries.map(({ lastReply, balanceAfter }) => [lastReply, balanceAfter])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(after.facts.money).toEqual(replied.facts.money);
  });

  test('what waits for a person is withdrawn', () => {
    const parked = withLast(told(nothingKnown, store, bodyOf({ money, customer: 'ana@example.com' })), {
      state: 'parked',
      parked: 'customerUnknown',
      parkedAtMs: 5,
      attempts: 3,
    });
    expect(entryInTheWay(parked, 'theirs', person)).toBeNull();
    expect(book(erased(parked, digest, NOW_MS))).toEqual([`withdrawn 100 ADD-${ANA}-100-123`]);
  });

  test('again it stays as it is', () => {
    const once = erased(given, digest, NOW_MS);
    expect(erased(once, digestsUnder(Buffer.from('another')), NOW_MS + 1)).toEqual(once);
  });

  test('an award of a promotion keeps its points and the rest of its key', () => {
    const entry = pendingEntry({
      state: 'applied',
      changeKey: 'ADD-ana@example.com-10-christmas-20261224T120000Z' as ChangeKey,
      customerReason: 'Happy birthday, Ana',
    });
    const after = erased(awardWith(awardKey(1), [entry]), digest, NOW_MS);
    expect(after).toEqual({
      key: awardKey(1),
      customer: ANA,
      entries: [{ ...entry, changeKey: `ADD-${ANA}-10-christmas-20261224T120000Z`, customerReason: null }],
    });
  });

  test('any order names its customer nowhere, and posts what it did', () => {
    fc.assert(
      fc.property(anyOrderRecord, fc.nat(), (record, at) => {
        const customer = customerId('ana@example.com');
        const theirs = {
          ...record,
          customer,
          entries: record.entries.map((entry, index) => ({
            ...entry,
            changeKey: `ADD-ana@example.com-1-${index + 1}` as ChangeKey,
            state: (['applied', 'withdrawn'] as const)[(index + at) % 2] ?? 'applied',
            unresolvedAttempts: [],
          })),
        };
        const after = erased(theirs, digest, NOW_MS);
        expect(namesPerson(person, { ...after, key: null })).toBe(false);
        expect(postedPoints(after)).toBe(postedPoints(theirs));
        expect(after.entries.map(({ number, points, state }) => [number, points, state])).toEqual(
          theirs.entries.map(({ number, points, state }) => [number, points, state]),
        );
      }),
    );
  });
});

describe('in the way is', () => {
  const pending = told(nothingKnown, store, bodyOf({ money, customer: 'ana@example.com' }));
  test('an entry that waits', () => expect(entryInTheWay(pending, 'theirs', person)?.number).toBe(1));
  test('one that may have been applied', () => {
    const unknown = withLast(pending, {
      state: 'parked',
      parked: 'needsChecking',
      unresolvedAttempts: [1],
      attempts: 1,
    });
    expect(entryInTheWay(unknown, 'theirs', person)?.number).toBe(1);
  });
  test('nothing of an order that is settled', () => expect(entryInTheWay(given, 'theirs', person)).toBeNull());
  test("no entry of another's that does not name them", () => {
    const waits = told(nothingKnown, store, bodyOf({ money, customer: 'bia@example.com' }));
    expect(entryInTheWay(waits, 'within', person)).toBeNull();
  });
});
