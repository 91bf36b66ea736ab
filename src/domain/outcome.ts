import { type OutcomeKind, outcomeTable, type Severity } from './outcome-table.ts';

/** What handling one delivery or one queued order came to. Holds no personal data. */
export interface Outcome {
  readonly kind: OutcomeKind;
  readonly message: string;
  readonly order: string | null;
  readonly entries: readonly EntryOutcome[];
}

export interface EntryOutcome {
  /** With the customer masked. */
  readonly changeKey: string;
  readonly points: number;
  readonly outcome: 'applied' | 'pending' | 'parked' | 'withdrawn' | 'uncollected';
}

/** The answer's body, as documented for merchants. */
export interface OutcomeBody {
  readonly severity: Severity;
  readonly outcome: OutcomeKind;
  readonly order?: string;
  readonly entries?: readonly EntryOutcome[];
  readonly message: string;
}

/** An outcome that concerns no entry. */
export function outcome(kind: OutcomeKind, message: string, order: string | null = null): Outcome {
  return { kind, message, order, entries: [] };
}

export function outcomeBody({ kind, message, order, entries }: Outcome): OutcomeBody {
  return {
    severity: outcomeTable[kind].severity,
    outcome: kind,
    ...(order !== null && { order }),
    ...(entries.length > 0 && { entries }),
    message,
  };
}
