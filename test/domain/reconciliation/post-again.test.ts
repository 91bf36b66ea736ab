import { expect, test } from 'vitest';
import { priorAttempts } from '../../../src/domain/attempt.ts';
import { nextStep } from '../../../src/domain/next-step.ts';
import { postedPoints } from '../../../src/domain/plan-entries.ts';
import { postedAgain } from '../../../src/domain/reconciliation/post-again.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const NOW = 5_000;
const applied = pendingEntry({ state: 'applied', attempts: 2, firstAttemptAtMs: 1, backoffBase: 0, balanceAfter: 10 });

test('an applied entry is posted again under its key, as if its answer had been lost, and counts meanwhile', () => {
  const again = postedAgain(recordWith(orderKey(1), [applied]), 1, NOW);
  const [entry] = again?.entries ?? [];
  expect(entry).toMatchObject({ state: 'pending', changeKey: applied.changeKey, points: 10, notBeforeMs: NOW });
  expect(entry && priorAttempts(entry)).toBe('unknown');
  expect(again && postedPoints(again)).toBe(10);
  expect(again && nextStep(again, NOW).kind).toBe('attempt');
});

test('nothing else is', () => {
  expect(postedAgain(recordWith(orderKey(1), [applied]), 2, NOW)).toBeNull();
  expect(postedAgain(recordWith(orderKey(1), [pendingEntry({ state: 'parked' })]), 1, NOW)).toBeNull();
  expect(postedAgain({ ...recordWith(orderKey(1), [applied]), erasedAtMs: 1 }, 1, NOW)).toBeNull();
});
