import type { Entry } from './entry.ts';
import type { CustomerId } from './order-facts.ts';

declare const awardIdBrand: unique symbol;

/** `<promotion>-<run>-<number>`: the number of the customer in that run's audience. */
export type AwardId = string & { readonly [awardIdBrand]: true };

/** Names what a promotion means for one customer. */
export interface AwardKey {
  readonly store: string;
  readonly award: AwardId;
}

/**
 * What a promotion means for one customer, in the ledger only while it is not settled at once: unresolved, or for a person.
 * Nothing is planned anew: points, texts and customer are those that the run pinned.
 */
export interface AwardRecord {
  readonly key: AwardKey;
  readonly customer: CustomerId;
  /** One, and more where a balance did not cover what was to be taken back. */
  readonly entries: readonly Entry[];
}

/** What an award's id says. */
export interface AwardParts {
  readonly promotion: string;
  readonly occurrence: string;
  readonly number: number;
}

export function awardId({ promotion, occurrence, number }: AwardParts): AwardId {
  return `${promotion}-${occurrence}-${number}` as AwardId;
}

/** Reads an id back, or `undefined` when it is none. */
export function parseAwardId(text: string): AwardParts | undefined {
  const [, promotion, occurrence, number] = /^([a-z][a-z0-9_]*)-(\d{8}T\d{6}Z)-(\d{1,9})$/.exec(text) ?? [];
  if (promotion === undefined || occurrence === undefined) return undefined;
  return { promotion, occurrence, number: Number(number) };
}

export function partsOf(award: AwardId): AwardParts {
  const parts = parseAwardId(award);
  if (parts === undefined) throw new TypeError('not the id of an award');
  return parts;
}
