import { beforeEach, describe, expect, test } from 'vitest';
import { NO_PROGRESS } from '../../src/domain/promotion/progress.ts';
import type { RunRecord } from '../../src/domain/promotion/run.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { measureWaiting } from '../../src/posting/measure-waiting.ts';
import { createModelLedger, type ModelLedger } from '../support/models/ledger.ts';
import { createModelRunStore, type ModelRunStore } from '../support/models/run-store.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';
import { workOf } from '../support/posting-bench.ts';
import { keyOf, runWith } from '../support/promotion-runs.ts';

const NOON_MS = Date.UTC(2026, 11, 24, 12);
const HOUR_MS = 3_600_000;
const deadline = (now: number) => workOf({ now: () => now });
const signal = new AbortController().signal;

let ledger: ModelLedger;
let runs: ModelRunStore;
let events: PonteEvent[];
beforeEach(() => {
  ledger = createModelLedger();
  runs = createModelRunStore();
  events = [];
});

const measure = (changes: object, nowMs: number) =>
  measureWaiting({ ledger, runs, emit: (event) => void events.push(event), ...changes }, deadline(nowMs));

describe('what waits', () => {
  test('is nothing at first', async () => {
    expect(await measure({}, NOON_MS)).toEqual({ parkedMs: 0, runsOverdueMs: 0 });
  });

  test('is parked since the oldest of orders, bodies and runs', async () => {
    const parked = pendingEntry({ state: 'parked', parked: 'refused', parkedAtMs: NOON_MS - 5_000 });
    await ledger.save(recordWith(orderKey(1), [parked]), 0, signal);
    expect(await measure({}, NOON_MS)).toMatchObject({ parkedMs: 5_000 });
    const stopped = runWith({ phase: 'queuing', because: 'the file is missing', firedAtMs: NOON_MS - 9_000 });
    await runs.save(stopped, 0, signal);
    expect(await measure({}, NOON_MS)).toEqual({ parkedMs: 9_000, runsOverdueMs: 0 });
  });
});

describe('a run under way', () => {
  const counts = { rows: 9_000, awards: 9_000, points: 90_000, bad: 0, duplicates: 0, otherDays: 0 };
  const underWay = (changes: Partial<RunRecord> = {}) => runWith({ phase: 'queued', counts, ...changes });

  // 9,000 awards at 0.2 s each take half an hour.
  test.each([
    [0, 0],
    [HOUR_MS / 2, 0],
    [2 * HOUR_MS, 1.5 * HOUR_MS],
  ])('%d ms after it was fired is overdue by %d ms', async (afterMs, runsOverdueMs) => {
    await runs.save(underWay(), 0, signal);
    expect(await measure({}, NOON_MS + afterMs)).toEqual({ parkedMs: 0, runsOverdueMs });
  });

  test('whose audience is still being read has no time of its own', async () => {
    await runs.save(runWith(), 0, signal);
    expect(await measure({}, NOON_MS + HOUR_MS)).toMatchObject({ runsOverdueMs: HOUR_MS });
  });

  test('is looked at no more once all its awards are counted, though some wait as entries of their own', async () => {
    await runs.save(underWay(), 0, signal);
    const posted = { ...NO_PROGRESS, counted: [[1, 9_001] as const], applied: 8_999, open: { 7: 'waiting' as const } };
    await runs.saveProgress(keyOf(24), 0, posted, 0, signal);
    expect(await measure({}, NOON_MS + 5 * HOUR_MS)).toEqual({ parkedMs: 0, runsOverdueMs: 0 });
    expect(await runs.open(0, signal)).toEqual([]);
  });

  test('with bad rows is both for a person and under way', async () => {
    await runs.save(underWay({ counts: { ...counts, bad: 1 } }), 0, signal);
    expect(await measure({}, NOON_MS + HOUR_MS)).toEqual({ parkedMs: HOUR_MS, runsOverdueMs: HOUR_MS / 2 });
  });
});

test('what cannot be read is nothing that anybody can tell, with a warning, and hides nothing else', async () => {
  const down = () => Promise.reject(new LedgerUnreachable(new Error('down')));
  await runs.save(runWith({ phase: 'pinned' }), 0, signal);
  const noLedger = { ledger: { ...ledger, parkedSinceMs: down } };
  expect(await measure(noLedger, NOON_MS + HOUR_MS)).toEqual({ parkedMs: null, runsOverdueMs: HOUR_MS });
  expect(await measure({ runs: { ...runs, open: down } }, NOON_MS)).toEqual({ parkedMs: null, runsOverdueMs: null });
  expect(events.map(({ kind }) => kind)).toEqual(['warning', 'warning', 'warning']);
});
