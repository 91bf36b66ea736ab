import type { CustomerId } from '../order-facts.ts';
import type { RunKey } from './run-key.ts';

/** What one customer gets, or with negative points gives back. */
export interface PlannedAward {
  /** Of the audience's row; of a list, its place from 1. */
  readonly line: number;
  readonly customer: CustomerId;
  readonly points: number;
  readonly text: string | null;
}

/** The awards of a part of an audience: of its lines `from ≤ line < to`, but for rows that are none. */
export interface AwardBatch {
  readonly key: RunKey;
  readonly store: string;
  readonly reason: string;
  readonly customerReason: string | null;
  readonly from: number;
  readonly to: number;
  /** Some of it may have been posted before. */
  readonly isRepeated: boolean;
  /** How often it, or what it was left over from, was put back into the queue. */
  readonly returns: number;
  readonly awards: readonly PlannedAward[];
}
