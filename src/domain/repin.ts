import { isDeepStrictEqual } from 'node:util';
import { chooseRule } from './choose-rule.ts';
import type { OrderRecord } from './order-record.ts';
import { planEntries } from './plan-entries.ts';
import type { Store } from './store.ts';
import { claimOf } from './target-points.ts';

/** Why an order keeps the rule that it has. */
export type KeptRule = 'noClaim' | 'sameRule' | 'noRule' | 'erased';

export type Repinned =
  | { readonly kind: 'kept'; readonly because: KeptRule }
  /** `record` has the rule, and an entry for the difference where there is one. */
  | { readonly kind: 'repinned'; readonly record: OrderRecord };

/**
 * Gives an order the rule and the campaign that the store's configuration has for its payment date, in place of those that were pinned
 * when it was first entitled. It is the one way in which a pinned rule changes: a person decides it, and the points follow as an
 * entry for the difference. An order for which the configuration has no rule keeps its own: nobody's points are taken back for that.
 */
export function repinned(record: OrderRecord, store: Store, nowMs: number): Repinned {
  if (record.erasedAtMs !== undefined) return { kind: 'kept', because: 'erased' };
  const claim = claimOf(record.facts);
  if (claim === null || record.pinned === null) return { kind: 'kept', because: 'noClaim' };
  const pinned = chooseRule(store, claim.paidAtMs);
  if (pinned === null) return { kind: 'kept', because: 'noRule' };
  if (isDeepStrictEqual(pinned, record.pinned)) return { kind: 'kept', because: 'sameRule' };
  return { kind: 'repinned', record: planEntries({ ...record, pinned }, store, nowMs) };
}
