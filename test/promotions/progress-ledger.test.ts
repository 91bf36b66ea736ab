import { beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import { awardResult } from '../../src/domain/promotion/award-result.ts';
import { count, NO_PROGRESS, sumsOf } from '../../src/domain/promotion/progress.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import { progressLedger } from '../../src/promotions/progress-ledger.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { createModelLedger, type ModelLedger } from '../support/models/ledger.ts';
import { createModelRunStore, type ModelRunStore } from '../support/models/run-store.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';
import { keyOf } from '../support/promotion-runs.ts';

const { signal } = new AbortController();
let inner: ModelLedger;
let runs: ModelRunStore;
let ledger: ReturnType<typeof progressLedger>;
beforeEach(async () => {
  inner = createModelLedger();
  runs = createModelRunStore();
  ledger = progressLedger(inner, runs, () => 700);
  const counted = count(NO_PROGRESS, { from: 1, to: 20, results: new Map([[7, 'waiting']]) }, 1);
  await runs.saveProgress(keyOf(24), 0, counted, 0, signal);
});

const applied = pendingEntry({ state: 'applied', attempts: 2 });
const sums = async (number = 0) => {
  const loaded = await runs.loadProgress(keyOf(24), number, signal);
  return loaded === null ? null : sumsOf(loaded.record);
};
const none = { applied: 0, alreadyApplied: 0, warned: 0, waiting: 0, parked: 0, uncollected: 0 };

test('what becomes of an award moves from what waits', async () => {
  await ledger.save(awardWith(awardKey(7), [pendingEntry()]), 0, signal);
  expect(await sums()).toEqual({ ...none, waiting: 1 });
  await ledger.save(awardWith(awardKey(7), [pendingEntry({ state: 'parked', parked: 'refused' })]), 1, signal);
  expect(await sums()).toEqual({ ...none, parked: 1 });
  await ledger.save(awardWith(awardKey(7), [applied]), 2, signal);
  expect(await sums()).toEqual({ ...none, alreadyApplied: 1 });
  expect((await inner.load(awardKey(7), signal))?.version).toBe(3);
});

test('of an award beyond ten thousand lines another progress is told', async () => {
  await ledger.save(awardWith(awardKey(10_007), [applied]), 0, signal);
  expect(await sums()).toEqual({ ...none, waiting: 1 });
  expect((await runs.loadProgress(keyOf(24), 1, signal))?.record.early).toEqual({ 10007: 'alreadyApplied' });
});

test('what could not be written, since somebody else was faster, is not what the progress keeps', async () => {
  const uncollected = pendingEntry({ state: 'uncollected', points: -10 });
  await inner.save(awardWith(awardKey(7), [uncollected]), 0, signal);
  const parked = pendingEntry({ state: 'parked', parked: 'settlingFailed' });
  expect(await ledger.save(awardWith(awardKey(7), [parked]), 0, signal)).toBe('conflict');
  expect(await sums()).toEqual({ ...none, uncollected: 1 });
});

test('an order is told to nobody', async () => {
  await ledger.save(recordWith(orderKey(7), [applied]), 0, signal);
  expect(await sums()).toEqual({ ...none, waiting: 1 });
});

test('a part of the progress that cannot be told keeps the award from being written: it is tried again, and counted then', async () => {
  const down = { ...runs, saveProgress: () => Promise.reject(new LedgerUnreachable(new Error('down'))) };
  await expect(
    progressLedger(inner, down, () => 1).save(awardWith(awardKey(7), [applied]), 0, signal),
  ).rejects.toBeInstanceOf(LedgerUnreachable);
  expect(await inner.load(awardKey(7), signal)).toBeNull();
  await ledger.save(awardWith(awardKey(7), [applied]), 0, signal);
  expect(await sums()).toEqual({ ...none, alreadyApplied: 1 });
});

test('a write that fails after the progress was told is counted once when it is made again', async () => {
  expect(await ledger.save(awardWith(awardKey(7), [applied]), 5, signal)).toBe('conflict');
  await ledger.save(awardWith(awardKey(7), [applied]), 0, signal);
  expect(await sums()).toEqual({ ...none, alreadyApplied: 1 });
});

test.each<[string, readonly Partial<Entry>[], string]>([
  ['nobody tried', [{}], 'waiting'],
  ['an attempt is out', [{ attempts: 1, unresolvedAttempts: [1] }], 'waiting'],
  ['is for a person', [{ state: 'parked', parked: 'refused' }], 'parked'],
  ['was applied at once', [{ state: 'applied', attempts: 1 }], 'applied'],
  ['was applied by one of two attempts', [{ state: 'applied', attempts: 2 }], 'alreadyApplied'],
  ['was applied with a warning', [{ state: 'applied', attempts: 1, warning: 'apiWarning' }], 'warned'],
  ['was not to be had', [{ state: 'uncollected', attempts: 1 }], 'uncollected'],
  ['is to be had in part', [{ state: 'withdrawn' }, { state: 'pending' }, { state: 'uncollected' }], 'waiting'],
  ['was had in part', [{ state: 'withdrawn' }, { state: 'applied' }, { state: 'uncollected' }], 'uncollected'],
])('an award that %s', (_, entries, result) => {
  const numbered = entries.map((changes, index) => pendingEntry({ number: index + 1, ...changes }));
  expect(awardResult({ entries: numbered })).toBe(result);
});
