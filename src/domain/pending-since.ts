import type { Entry } from './entry.ts';
import type { OrderRecord } from './order-record.ts';
import type { PinnedRule } from './points-rule.ts';
import { isOrder, type LedgerRecord } from './record.ts';

const DAY_MS = 86_400_000;

/**
 * Until when the rule holds back an entry planned at `plannedAtMs`; 0 without a hold. The hold begins with the payment, or
 * with the planning where the payment date is ahead, so that it is never longer than the rule says.
 */
export function holdEndsAtMs({ facts }: OrderRecord, { rule }: PinnedRule, plannedAtMs: number): number {
  if (rule.holdDays === 0) return 0;
  return Math.min(facts.money?.value.paidAtMs ?? 0, plannedAtMs) + rule.holdDays * DAY_MS;
}

/** Since when an entry could have been posted: since it was planned, or since the end of its hold. */
export function pendingSinceMs(record: LedgerRecord, entry: Entry): number {
  const holdsUntilMs =
    isOrder(record) && record.pinned !== null ? holdEndsAtMs(record, record.pinned, entry.plannedAtMs) : 0;
  return Math.max(entry.plannedAtMs, holdsUntilMs);
}
