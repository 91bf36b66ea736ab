import { describe, expect, test } from 'vitest';
import type { ParkReason } from '../../src/domain/entry.ts';
import type { NotEntitledReason } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import type { PostResult } from '../../src/domain/post-result.ts';
import type { Reason } from '../../src/domain/reasons.ts';
import { describeOutcome } from '../../src/posting/describe-outcome.ts';
import type { Stop } from '../../src/posting/post-entries.ts';
import { bodyOf, moneyOf, orderId } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { applied, nothingKnown, storeWith, told, withLast } from '../support/planning.ts';
import { awarded } from '../support/posting-bench.ts';
import { refundOf } from '../support/shopify-facts.ts';

const code = { status: 400, codeName: null, errorCode: null, message: 'ana@example.com is disabled' };
const done: PostResult = { kind: 'applied', balance: 1, warning: null, code };
const earlier: PostResult = { kind: 'alreadyApplied', balance: 1, code };
const refused: PostResult = { kind: 'refused', code };
const settledStop: Stop = { kind: 'settled' };

function outcomeOf(
  record: OrderRecord,
  stop: Stop,
  results: readonly PostResult[] = [],
  recorded: { stale: boolean; changed: boolean; lookedFor?: string; leftOut?: boolean; inShadow?: number } | null = {
    stale: false,
    changed: true,
  },
) {
  const byNumber = new Map(results.map((result, index) => [index + 1, result]));
  return describeOutcome(
    { record, stop, results: byNumber },
    storeWith(),
    recorded && { lookedFor: null, leftOut: false, inShadow: 0, ...recorded },
  );
}

test('an order whose payment date is ahead is parked, with the reason', () => {
  const record = { ...nothingKnown, paymentAhead: { sinceMs: 5, untilMs: 90 } };
  const outcome = outcomeOf(record, { kind: 'paymentAhead', sinceMs: 5, untilMs: 90 });
  expect(outcome).toMatchObject({ kind: 'parked', reason: 'paymentAhead', order: '123', entries: [] });
  expect(outcome.message).toMatch(/payment date is more than a day ahead/);
});

describe('a settled order', () => {
  const given = applied(awarded);

  test('whose customer was erased is skipped when points would have moved', () => {
    const recorded = { stale: false, changed: false, leftOut: true };
    expect(outcomeOf(given, settledStop, [], recorded)).toMatchObject({ kind: 'skipped', reason: 'customerErased' });
  });

  test.each<[string, PostResult[], string]>([
    ['applied', [done], 'applied'],
    ['applied by an earlier attempt', [earlier], 'alreadyApplied'],
    ['one of both', [earlier, done], 'applied'],
    ['applied with the warning of the API', [{ ...done, warning: 'apiWarning' }], 'appliedWithWarning'],
    ['applied, the key used by something else', [{ ...done, warning: 'keyUsedByOther' }], 'appliedWithWarning'],
    ['one with a warning, one without', [done, { ...done, warning: 'apiWarning' }], 'appliedWithWarning'],
    ['refused, and withdrawn because the order was refunded meanwhile', [refused], 'nothingToDo'],
  ])('%s', (_, results, expected) => {
    expect(outcomeOf(given, settledStop, results).kind).toBe(expected);
  });

  test.each<[string, OrderRecord, { stale: boolean; changed: boolean } | null, Reason, RegExp]>([
    ['recorded, and nothing to post', given, { stale: false, changed: true }, 'pointsAreRight', /as they should be/],
    ['from the queue', given, null, 'pointsAreRight', /as they should be/],
    ['a stale body', given, { stale: true, changed: false }, 'stale', /newer state/],
    ['the same body again', given, { stale: false, changed: false }, 'duplicate', /already recorded/],
    [
      'a refund before its order',
      told(nothingKnown, storeWith(), { kind: 'refund', order: orderId('123'), refund: refundOf('7', '1.00') }),
      { stale: false, changed: true },
      'orderAwaited',
      /when its order comes/,
    ],
  ])('%s: nothing to do', (_, record, recorded, reason, message) => {
    const outcome = outcomeOf(record, settledStop, [], recorded);
    expect(outcome).toMatchObject({ kind: 'nothingToDo', reason, order: '123', entries: [] });
    expect(outcome.message).toMatch(message);
  });

  test.each<[NotEntitledReason, string]>([
    ['testOrder', 'skipped'],
    ['otherCurrency', 'skipped'],
    ['subOrder', 'skipped'],
    ['unpaid', 'nothingToDo'],
    ['deposit', 'nothingToDo'],
    ['cancelled', 'nothingToDo'],
    ['voided', 'nothingToDo'],
    ['noPaymentDate', 'nothingToDo'],
  ])('not due, as %s: %s', (reason, kind) => {
    const standing = { kind: 'notEntitled', because: reason } as const;
    const record = told(nothingKnown, storeWith(), bodyOf({ money: null, standing }));
    expect(outcomeOf(record, settledStop)).toMatchObject({ kind, reason });
  });

  test('a due order without a customer is skipped with a warning, one that earns nothing is not', () => {
    const anonymous = (eligible: string) =>
      told(nothingKnown, storeWith(), bodyOf({ customer: null, money: moneyOf({ eligible }) }));
    expect(outcomeOf(anonymous('100.00'), settledStop)).toMatchObject({ kind: 'skipped', reason: 'noCustomer' });
    expect(outcomeOf(anonymous('0.99'), settledStop)).toMatchObject({ kind: 'nothingToDo', reason: 'tooSmall' });
  });

  describe('that gives no points says why', () => {
    const small = told(nothingKnown, storeWith(), bodyOf({ money: moneyOf({ eligible: '0.99' }) }));

    test.each([
      ['from the queue', null, 'tooSmall'],
      ['with the same body again', { stale: false, changed: false }, 'tooSmall'],
      ['but not an older body, which says nothing of it', { stale: true, changed: true }, 'stale'],
    ])('%s', (_, recorded, reason) => {
      expect(outcomeOf(small, settledStop, [], recorded)).toMatchObject({ kind: 'nothingToDo', reason });
    });

    test('a skipped one with an older body, too', () => {
      const nobody = told(nothingKnown, storeWith(), bodyOf({ customer: null }));
      const older = { stale: true, changed: true };
      expect(outcomeOf(nobody, settledStop, [], older)).toMatchObject({ kind: 'skipped', reason: 'noCustomer' });
    });
  });

  test('that gives fewer points than its money would says so', () => {
    const capped = (maximumPoints: number) => told(nothingKnown, storeWith({ maximumPoints }), bodyOf({}));
    expect(outcomeOf(applied(capped(99)), settledStop, [done])).toMatchObject({
      kind: 'applied',
      reason: 'capped',
      message: 'applied; maximumPoints limits the order to 99 points',
    });
    expect(outcomeOf(applied(capped(100)), settledStop, [done])).toMatchObject({ kind: 'applied', reason: 'applied' });
  });
});

describe('an order that is not settled', () => {
  test.each<[ParkReason | null, RegExp]>([
    ['refused', /refused the entry/],
    ['needsChecking', /may or may not/],
    ['customerUnknown', /does not know the customer/],
    ['triesExhausted', /could not take the entry for too long/],
    ['storeRemoved', /no longer in ponte.config.ts/],
    ['pointsOutOfRange', /exceed/],
    [null, /refused the entry/],
  ])('parked, %s', (parked, message) => {
    const entry = pendingEntry({ state: 'parked', parked });
    const outcome = outcomeOf(withLast(awarded, { state: 'parked', parked }), { kind: 'parked', entry }, [refused]);
    expect(outcome).toMatchObject({ kind: 'parked', reason: parked ?? 'refused' });
    expect(outcome.message).toMatch(message);
    expect(outcome.message).toMatch(/a person has to look$/);
  });

  test.each<[string, Stop, Reason, RegExp]>([
    [
      'a hold',
      { kind: 'wait', entry: pendingEntry(), untilMs: 1 },
      'notDueYet',
      /once it is due, at 1970-01-01T00:00:00Z/,
    ],
    ['a retry', { kind: 'wait', entry: pendingEntry({ attempts: 1 }), untilMs: 1 }, 'triedAgain', /tried again/],
    [
      "another worker's attempt",
      { kind: 'wait', entry: pendingEntry({ attempts: 1, lease: { holder: 'other', untilMs: 1 } }), untilMs: 1 },
      'attemptUnderWay',
      /under way/,
    ],
    ['the time', { kind: 'outOfTime' }, 'queued', /from the queue/],
    [
      'a closed account',
      { kind: 'blocked', reason: 'secretUnusable', because: 'secret unavailable', untilMs: null },
      'secretUnusable',
      /secret unavailable/,
    ],
  ])('deferred by %s', (_, stop, reason, message) => {
    const outcome = outcomeOf(awarded, stop);
    expect(outcome).toMatchObject({
      kind: 'deferred',
      reason,
      entries: [{ changeKey: 'ADD-***-100-123', points: 100, outcome: 'pending' }],
    });
    expect(outcome.message).toMatch(message);
  });
});

describe('an order whose customer has spent the points', () => {
  const insufficient: PostResult = { kind: 'insufficientBalance', balance: 12, code };
  const given = applied(awarded);
  const left = pendingEntry({ number: 3, points: -18, state: 'uncollected' });
  const short = { ...given, entries: [...given.entries, left] };

  test.each<[string, PostResult[], string, RegExp]>([
    ['some could be taken', [insufficient, done], 'appliedWithWarning', /as far as the balance went/],
    ['some could be taken, in a later run', [done], 'appliedWithWarning', /as far as the balance went/],
    ['none could be taken', [insufficient], 'skipped', /nothing could be taken back/],
    ['nothing was tried', [], 'nothingToDo', /points/],
    ['the warning of the API goes first', [{ ...done, warning: 'keyUsedByOther' }], 'appliedWithWarning', /key/],
  ])('%s', (_, results, kind, message) => {
    const outcome = outcomeOf(short, settledStop, results);
    expect(outcome.kind).toBe(kind);
    expect(outcome.message).toMatch(message);
    expect(outcome.entries.at(-1)).toMatchObject({ points: -18, outcome: 'uncollected' });
  });

  test('parked', () => {
    const entry = pendingEntry({ state: 'parked', parked: 'insufficientBalance' });
    expect(outcomeOf(given, { kind: 'parked', entry }, [insufficient])).toMatchObject({
      kind: 'parked',
      message: 'the customer has spent the points that are to be taken back; a person has to look',
    });
  });
});

describe('the entries told', () => {
  const entries = [
    pendingEntry({ number: 1, state: 'applied' }),
    pendingEntry({ number: 2, state: 'withdrawn' }),
    pendingEntry({ number: 3, state: 'parked', parked: 'refused' }),
    pendingEntry({ number: 4, state: 'pending', points: -10 }),
  ];

  test('are those of this run and those still open', () => {
    const told = (results: readonly PostResult[]) =>
      outcomeOf({ ...nothingKnown, entries }, settledStop, results).entries.map(({ outcome }) => outcome);
    expect(told([])).toEqual(['parked', 'pending']);
    expect(told([done])).toEqual(['applied', 'parked', 'pending']);
  });

  test('hold no customer, nor does the message', () => {
    const outcome = outcomeOf(awarded, settledStop, [refused, done]);
    expect(JSON.stringify(outcome)).not.toMatch(/ana|@|%40/);
  });
});
