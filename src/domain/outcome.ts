import { type OutcomeKind, outcomeTable, type Severity } from './outcome-table.ts';
import { type Explanation, explain, type Reason } from './reasons.ts';

/** The result of handling one delivery or one queued order. Holds no personal data. */
export interface Outcome {
  readonly kind: OutcomeKind;
  readonly reason: Reason;
  readonly message: string;
  readonly order: string | null;
  readonly entries: readonly EntryOutcome[];
  /** With the first facts that decide it: whether the order earns points. For the log and for the store's share of skipped orders. */
  readonly earns?: boolean;
}

export interface EntryOutcome {
  /** With the customer masked. */
  readonly changeKey: string;
  readonly points: number;
  readonly outcome: 'applied' | 'pending' | 'parked' | 'withdrawn' | 'uncollected' | 'shadow';
}

/** The answer's body, as documented for merchants. */
export interface OutcomeBody {
  readonly severity: Severity;
  readonly outcome: OutcomeKind;
  readonly reason: Reason;
  readonly order?: string;
  readonly entries?: readonly EntryOutcome[];
  readonly message: string;
}

/** An outcome without entries. A reason given alone is explained in its own words. */
export function outcome(kind: OutcomeKind, why: Reason | Explanation, order: string | null = null): Outcome {
  const { reason, because } = typeof why === 'string' ? explain(why) : why;
  return { kind, reason, message: because, order, entries: [] };
}

export function outcomeBody({ kind, reason, message, order, entries }: Outcome): OutcomeBody {
  return {
    severity: outcomeTable[kind].severity,
    outcome: kind,
    reason,
    ...(order !== null && { order }),
    ...(entries.length > 0 && { entries }),
    message,
  };
}
