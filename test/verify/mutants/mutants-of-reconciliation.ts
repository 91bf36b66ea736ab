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
];
