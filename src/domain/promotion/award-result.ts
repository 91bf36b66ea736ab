import type { AwardRecord } from '../award-record.ts';
import type { Entry } from '../entry.ts';
import { nextStep } from '../next-step.ts';
import type { AwardResult } from './progress.ts';

/** The result of an award that the ledger holds. */
export function awardResult({ entries }: Pick<AwardRecord, 'entries'>): AwardResult {
  const step = nextStep({ entries }, Number.NEGATIVE_INFINITY);
  if (step.kind === 'parked') return 'parked';
  if (step.kind !== 'settled') return 'waiting';
  if (entries.some(({ state }) => state === 'uncollected')) return 'uncollected';
  return entries.some(({ warning }) => warning !== null) ? 'warned' : settledBy(entries);
}

/** After a single attempt it was that one that applied it; after several it may have been any of them. */
function settledBy(entries: readonly Entry[]): 'applied' | 'alreadyApplied' {
  return entries.every(({ attempts }) => attempts <= 1) ? 'applied' : 'alreadyApplied';
}
