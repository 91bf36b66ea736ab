import type { Mutant } from './mutant.ts';

/** Mistakes about what no webhook told, and only the shop's own API knows. */
export const MUTANTS_OF_RECONCILIATION: readonly Mutant[] = [
  {
    words: 'of the orders that a shop was asked for, those at rest are left out',
    file: 'src/reconciliation/record-page.ts',
    find: 'changedAtMs === null || changedAtMs <= window.storeUntilMs);',
    put: 'changedAtMs === null || changedAtMs > window.storeUntilMs);',
  },
  {
    words: 'a shop in trouble is not asked again',
    file: 'src/domain/reconciliation/reconciliation.ts',
    find: 'notBeforeMs: nowMs + pauseMs }',
    put: 'notBeforeMs: nowMs + 10_000 * pauseMs }',
  },
  {
    words: 'of what a shop lists, the first page alone is read',
    file: 'src/reconciliation/reconcile-store.ts',
    find: 'return isLast ? null : resume;',
    put: 'return isLast ? resume : null;',
  },
  {
    words: 'nobody looks back at what a wrong clock hid',
    file: 'src/domain/reconciliation/reconciliation.ts',
    find: 'return sweep === null && (sweptAtMs === null || nowMs - sweptAtMs >= sweepEveryMs);',
    put: 'return sweep === null && sweptAtMs === null && nowMs < sweepEveryMs;',
  },
];
