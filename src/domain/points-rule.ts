import type { Decimal } from './decimal.ts';

export type Rounding = 'floor' | 'half-up' | 'ceil';

/** Money → points, as a store promised it from `fromMs` on. */
export interface PointsRule {
  readonly version: string;
  readonly fromMs: number;
  readonly pointsPerUnit: Decimal;
  readonly rounding: Rounding;
  /** Judged on the eligible part of what was paid for goods, whether or not it went back since. */
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

/** The rule of the purchase: stored with the order when it is first seen due, used for every later reversal. */
export interface PinnedRule {
  readonly rule: PointsRule;
  readonly campaign: { readonly name: string; readonly multiplier: Decimal } | null;
  /** The store's start, pinned too: a later change of it takes no points back. */
  readonly awardFromMs: number;
}
