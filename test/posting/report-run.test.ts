import { describe, expect, test } from 'vitest';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import type { PostResult } from '../../src/domain/post-result.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import type { Stop } from '../../src/posting/post-entries.ts';
import { reportRun } from '../../src/posting/report-run.ts';
import { bodyOf, moneyOf, PAID_AT_MS } from '../support/order-facts.ts';
import { NOW_MS, nothingKnown, storeWith, told, withLast } from '../support/planning.ts';
import { awarded, workOf } from '../support/posting-bench.ts';

const HOUR_MS = 3_600_000;
const [entry] = awarded.entries;
if (entry === undefined) throw new Error('the award is missing');
const wait: Stop = { kind: 'wait', entry, untilMs: NOW_MS + 9 * HOUR_MS };

function resultOf(kind: 'unknown' | 'refused', status: number): PostResult {
  const code = { status, codeName: 'Somebody', errorCode: 57, message: 'ana@example.com is not active' };
  return kind === 'unknown' ? { kind, retryAfterMs: null, code } : { kind, code };
}

/** What is told of a run that ends an hour after the award was planned. */
function toldOf(
  record: OrderRecord,
  stop: Stop,
  { result, timeMs = 3_600 }: { result?: PostResult; timeMs?: number } = {},
): PonteEvent[] {
  const events: PonteEvent[] = [];
  const results = new Map(result === undefined ? [] : [[1, result]]);
  const now = () => NOW_MS + HOUR_MS;
  reportRun((event) => events.push(event), { record, stop, results }, workOf({ now, timeMs }));
  return events;
}

const LEFT = {
  kind: 'entryLeft',
  store: 'acme',
  order: '123',
  entry: 1,
  attempts: 0,
  ageMs: HOUR_MS,
  nextInMs: 0,
} as const;
const NOT_TRIED = { result: null, status: null, errorCode: null };

describe('an entry that a run leaves', () => {
  test('after an attempt is told with what came back, by its numbers alone, and how old it is', () => {
    const record = withLast(awarded, { attempts: 3, notBeforeMs: NOW_MS + 9 * HOUR_MS });
    expect(toldOf(record, wait, { result: resultOf('unknown', 503) })).toEqual([
      { ...LEFT, attempts: 3, result: 'unknown', status: 503, errorCode: 57, nextInMs: 8 * HOUR_MS },
    ]);
  });

  test.each<Stop>([
    { kind: 'outOfTime' },
    { kind: 'interrupted' },
    { kind: 'blocked', reason: 'secretUnusable', because: 'its secret is unavailable', untilMs: null },
  ])('without an attempt is told all the same: $kind', (stop) => {
    expect(toldOf(awarded, stop)).toEqual([{ ...LEFT, ...NOT_TRIED }]);
  });

  test('is as old as the time since its hold', () => {
    const held = told(
      nothingKnown,
      storeWith({ holdDays: 1 }),
      bodyOf({ money: moneyOf({ eligible: '100.00' }), customer: 'ana@example.com' }),
    );
    const dayLater = withLast(held, { plannedAtMs: PAID_AT_MS });
    expect(toldOf(dayLater, { kind: 'outOfTime' })).toMatchObject([{ ageMs: HOUR_MS }]);
  });

  test('is never younger than nothing, whatever the clocks say', () => {
    expect(toldOf(withLast(awarded, { plannedAtMs: NOW_MS + 2 * HOUR_MS }), { kind: 'outOfTime' })).toMatchObject([
      { ageMs: 0 },
    ]);
  });

  test('to itself, because it has to wait, is not told', () => {
    expect(toldOf(awarded, wait)).toEqual([]);
  });

  test.each<[string, OrderRecord, Stop]>([
    ['settled', withLast(awarded, { state: 'applied' }), { kind: 'settled' }],
    ['parked', withLast(awarded, { state: 'parked', parked: 'refused' }), { kind: 'parked', entry }],
  ])('is none when the order is %s', (_, record, stop) => {
    expect(toldOf(record, stop, { result: resultOf('refused', 400), timeMs: 0 })).toEqual([]);
  });
});

describe('that the time ran out', () => {
  const OUT = { kind: 'outOfTime', left: 'entries', count: 1, store: 'acme', order: '123' };

  test.each<[string, Stop, PostResult | undefined]>([
    ['before an attempt', { kind: 'outOfTime' }, undefined],
    ['in the middle of writing', { kind: 'interrupted' }, undefined],
    ['in the middle of a call', wait, resultOf('unknown', 0)],
  ])('is told: %s', (_, stop, result) => {
    expect(toldOf(awarded, stop, { timeMs: 799, ...(result && { result }) })[1]).toEqual(OUT);
    expect(toldOf(awarded, stop, { timeMs: 800, ...(result && { result }) })[1]).toBeUndefined();
  });

  test.each<[string, Stop, PostResult | undefined]>([
    ['the API answered that it cannot', wait, resultOf('unknown', 503)],
    ['the account is closed', { kind: 'blocked', reason: 'secretUnusable', because: 'a', untilMs: null }, undefined],
  ])('is not told when it was not the time: %s', (_, stop, result) => {
    expect(toldOf(awarded, stop, { timeMs: 0, ...(result && { result }) })).toHaveLength(1);
  });
});
