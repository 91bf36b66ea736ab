import type { CustomerId } from '../order-facts.ts';
import type { RunKey } from './run-key.ts';

/** What one customer gets; negative points are taken back. */
export interface PlannedAward {
  /** The line of the audience's row, or the place in its list; from 1. */
  readonly line: number;
  readonly customer: CustomerId;
  readonly points: number;
  readonly text: string | null;
}

/** The awards of a part of an audience: its lines `from ≤ line < to`, except those that earn none. */
export interface AwardBatch {
  readonly key: RunKey;
  readonly store: string;
  readonly reason: string;
  readonly customerReason: string | null;
  readonly from: number;
  readonly to: number;
  /** Some of it may have been posted before. */
  readonly isRepeated: boolean;
  /** How often it, or the batch it is the remainder of, was put back into the queue. */
  readonly returns: number;
  readonly awards: readonly PlannedAward[];
}
