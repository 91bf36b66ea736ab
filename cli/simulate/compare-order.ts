import { chooseRule } from '../../src/domain/choose-rule.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow } from '../../src/domain/plan-entries.ts';
import type { Store } from '../../src/domain/store.ts';
import { claimOf, targetOf } from '../../src/domain/target-points.ts';

/** What an order is to give by the rule that it has, and what another configuration of its store would have it give. */
export interface ComparedOrder {
  readonly before: number;
  readonly after: number;
}

/**
 * `null` for an order that no rule gives points: without a claim to any, without a customer, or whose customer was erased. What depends on
 * the bodies themselves, such as who the customer is or which currency counts, stays as it was read.
 */
export function compareOrder(record: OrderRecord, changed: Store): ComparedOrder | null {
  const claim = claimOf(record.facts);
  if (claim === null || record.erasedAtMs !== undefined || customerNow(record) === null) return null;
  const before = targetOf(record.facts, record.pinned).points;
  const after = targetOf(record.facts, chooseRule(changed, claim.paidAtMs)).points;
  return { before, after };
}
