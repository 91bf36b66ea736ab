import type { Decimal } from './decimal.ts';

export type Rounding = 'floor' | 'half-up' | 'ceil';

/** How a store turns money into points for orders paid from `fromMs` on. */
export interface PointsRule {
  readonly version: string;
  readonly fromMs: number;
  readonly pointsPerUnit: Decimal;
  readonly rounding: Rounding;
  /** Judged on the eligible part of what was paid for goods, refunded since or not. */
  readonly minimumOrder: Decimal;
  readonly maximumPoints: number | null;
  readonly tax: 'excluded' | 'included';
  readonly holdDays: number;
}

/** Multiplies the points of orders paid in `[fromMs, toMs)`. */
export interface Campaign {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly multiplier: Decimal;
}

/** The rule of the purchase: stored when the order is first entitled, used for every later reversal. */
export interface PinnedRule {
  readonly rule: PointsRule;
  readonly campaign: { readonly name: string; readonly multiplier: Decimal } | null;
  /** The store's `awardFrom`. Pinned, so that a later change of it takes no points back. */
  readonly awardFromMs: number;
}
