import type { Entry } from '../domain/entry.ts';
import type { OrderId } from '../domain/order-facts.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import type { Promotion } from '../domain/promotion/promotion.ts';
import { isOrder, type LedgerRecord } from '../domain/record.ts';
import { beganMs, type ClaimingRecord, type MatchedEntry, matchChanges } from '../explain/match-changes.ts';
import { promotionNamedIn } from '../explain/promotion-titles.ts';
import type { HistoryItem } from '../ports/loyalty-api.ts';

/** One customer's orders and awards of one account, beside the account's whole history of that customer. */
export interface ComparedCustomer {
  readonly records: readonly ClaimingRecord[];
  /** False where some of the customer's orders or awards may not be among them. */
  readonly isComplete: boolean;
  /** Those of the account's stores. */
  readonly promotions: readonly Promotion[];
  readonly history: readonly HistoryItem[];
  /** The order that a title names by a text of the account's stores. */
  readonly orderNamedIn: (change: HistoryItem) => { readonly store: string; readonly order: OrderId } | null;
}

/** What is looked at. What came last may not be everywhere yet. */
export interface ComparedTime {
  readonly sinceMs: number;
  readonly untilMs: number;
}

export type HistoryFinding =
  /** The ledger has it as applied, and the history has no such change. */
  | { readonly kind: 'notAtBonifiq'; readonly record: LedgerRecord; readonly entry: Entry }
  /** It was applied, and somebody has canceled it there. */
  | {
      readonly kind: 'canceledAtBonifiq';
      readonly record: LedgerRecord;
      readonly entry: Entry;
      readonly change: HistoryItem;
    }
  /** A change under our title for an order, which no entry of it explains. */
  | { readonly kind: 'entryLost'; readonly record: OrderRecord; readonly change: HistoryItem }
  /** The API gave points for a purchase, or took them back, that the ledger's entries gave or took, too. */
  | {
      readonly kind: 'doubleAward' | 'doubleReversal';
      readonly record: OrderRecord;
      readonly change: HistoryItem;
      /** The API says what it was for, and it is of no other order. */
      readonly isSure: boolean;
    }
  /** Nothing that Ponte knows explains it. */
  | { readonly kind: 'unexplained'; readonly change: HistoryItem };

/** A shop may have its points wait for the delivery. */
const NEAR_MS = 14 * 86_400_000;

/**
 * Compares what the ledger has posted for a customer with what the account's history shows: what is not there, what is there twice, and
 * what nobody explains. The history names no change key: entries and changes are matched by points, time and title.
 */
export function compareHistory(customer: ComparedCustomer, time: ComparedTime): readonly HistoryFinding[] {
  const { records, history } = customer;
  const matched = matchChanges(heard(records, history), history);
  const explained = new Set(matched.map(({ change }) => change));
  const changes = history.filter(
    (change) => !explained.has(change) && !change.isCanceled && isWithin(change.atMs, time),
  );
  return [
    ...matched.flatMap((one) => ofEntry(one, time)),
    ...changes.toSorted((one, other) => one.atMs - other.atMs).flatMap((change) => ofChange(change, customer, matched)),
  ];
}

/** Where no change bears any text of ours, titles are something else than our texts, and say nothing. */
function heard(records: readonly ClaimingRecord[], history: readonly HistoryItem[]): readonly ClaimingRecord[] {
  const tell = records.some(({ record, claim }) =>
    record.entries.some(
      (entry) => entry.customerReason !== null && history.some((change) => claim(change, entry) !== 'otherTitle'),
    ),
  );
  return tell ? records : records.map(({ record }) => ({ record, claim: () => 'possible' }));
}

function ofEntry({ record, entry, change }: MatchedEntry, time: ComparedTime): readonly HistoryFinding[] {
  // What is not answered yet may be there or not.
  if (entry.state !== 'applied' || !isWithin(beganMs(entry), time)) return [];
  if (change === null) return [{ kind: 'notAtBonifiq', record, entry }];
  return change.isCanceled ? [{ kind: 'canceledAtBonifiq', record, entry, change }] : [];
}

function ofChange(
  change: HistoryItem,
  { records, isComplete, promotions, orderNamedIn }: ComparedCustomer,
  matched: readonly MatchedEntry[],
): readonly HistoryFinding[] {
  const orders = records.flatMap(({ record }) => (isOrder(record) ? [record] : []));
  const named = orderNamedIn(change);
  const lost = named && orders.find(({ key }) => key.store === named.store && key.order === named.order);
  if (lost) return [{ kind: 'entryLost', record: lost, change }];
  if (change.byItself === 'other') return [];
  const double = doubled(change, matched, isComplete);
  if (double !== null) return [double];
  if (promotionNamedIn(promotions, change) !== null) return [];
  return isComplete || change.byItself !== undefined ? [{ kind: 'unexplained', change }] : [];
}

function doubled(change: HistoryItem, matched: readonly MatchedEntry[], isComplete: boolean): HistoryFinding | null {
  const isOwn = change.byItself === (change.points > 0 ? 'purchase' : 'purchaseBack');
  // Another order, which is not among them, may have the same points.
  if (!isOwn && !isComplete) return null;
  const near = matched
    .filter(({ record, entry }) => isOrder(record) && Math.sign(entry.points) === Math.sign(change.points))
    .filter(({ entry }) => Math.abs(beganMs(entry) - change.atMs) <= NEAR_MS)
    .sort((one, other) => distance(one.entry, change) - distance(other.entry, change));
  const equal = near.filter(({ entry }) => entry.points === change.points);
  const [found] = equal.length > 0 ? equal : isOwn ? near : [];
  if (found === undefined || !isOrder(found.record)) return null;
  const kind = change.points > 0 ? 'doubleAward' : 'doubleReversal';
  const isOnly = new Set((equal.length > 0 ? equal : near).map(({ record }) => record)).size === 1;
  return { kind, record: found.record, change, isSure: isOwn && isOnly };
}

function distance(entry: Entry, { atMs }: HistoryItem): number {
  return Math.abs(beganMs(entry) - atMs);
}

function isWithin(atMs: number, { sinceMs, untilMs }: ComparedTime): boolean {
  return atMs >= sinceMs && atMs <= untilMs;
}
