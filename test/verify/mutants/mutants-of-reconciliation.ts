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
    words: 'the guard takes a webhook that was switched off for one that sends',
    file: 'src/domain/subscriptions/compare-subscriptions.ts',
    find: "if (state !== 'active') return 'off';",
    put: "if (state === 'paused') return 'off';",
  },
  {
    words: 'webhooks that were deleted are told of, and not made again',
    file: 'src/domain/subscriptions/plan-repairs.ts',
    find: "if (fault.kind === 'missing') return [{ kind: 'create', topic }];",
    put: "if (fault.kind === 'missing') return [];",
  },
  {
    words: 'once webhooks are whole again, what was changed meanwhile counts as read',
    file: 'src/domain/reconciliation/reconciliation.ts',
    find: 'const storeThroughMs = state.recent.storeThroughMs - gapMs;',
    put: 'const storeThroughMs = Math.max(state.recent.storeThroughMs, nowMs);',
  },
  {
    words: 'what was changed is read since a quarter of an hour, however far the reading had come',
    file: 'src/reconciliation/readings.ts',
    find: '{ sinceMs: recentSinceMs(recent, nowMs) }',
    put: '{ sinceMs: Math.max(recentSinceMs(recent, nowMs), nowMs - 900_000) }',
  },
];
