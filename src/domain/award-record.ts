import type { Entry } from './entry.ts';
import type { CustomerId } from './order-facts.ts';

declare const awardIdBrand: unique symbol;

/** `<promotion>-<run>-<number>`; the number is the customer's line in the run's audience. */
export type AwardId = string & { readonly [awardIdBrand]: true };

/** Identifies one customer's award of one run. */
export interface AwardKey {
  readonly store: string;
  readonly award: AwardId;
}

/**
 * One customer's award of one run. The ledger holds it only if it was not settled at once: unresolved, or parked.
 * Points, texts and customer are those that the run pinned.
 */
export interface AwardRecord {
  readonly key: AwardKey;
  readonly customer: CustomerId;
  /** One; more after a partial reversal. */
  readonly entries: readonly Entry[];
}

/** The parts of an award's id. */
export interface AwardParts {
  readonly promotion: string;
  readonly occurrence: string;
  readonly number: number;
}

export function awardId({ promotion, occurrence, number }: AwardParts): AwardId {
  return `${promotion}-${occurrence}-${number}` as AwardId;
}

/** The parts of an award's id; `undefined` where the text is not one. */
export function parseAwardId(text: string): AwardParts | undefined {
  const [, promotion, occurrence, number] = /^([a-z][a-z0-9_]*)-(\d{8}T\d{6}Z)-(\d{1,9})$/.exec(text) ?? [];
  if (promotion === undefined || occurrence === undefined) return undefined;
  return { promotion, occurrence, number: Number(number) };
}

/** Reads an award's id; `undefined` where the text is not one. */
export function readAwardId(text: string): AwardId | undefined {
  const parts = parseAwardId(text);
  return parts && awardId(parts);
}

export function partsOf(award: AwardId): AwardParts {
  const parts = parseAwardId(award);
  if (parts === undefined) throw new TypeError('not the id of an award');
  return parts;
}
