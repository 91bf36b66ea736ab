import { countsAsPosted } from '../domain/entry.ts';
import type { CustomerId } from '../domain/order-facts.ts';
import { postedPoints, total } from '../domain/plan-entries.ts';
import type { Promotion } from '../domain/promotion/promotion.ts';
import { isOrder, type LedgerRecord, nameOf } from '../domain/record.ts';
import { targetOf } from '../domain/target-points.ts';
import type { HistoryItem, HistoryResult } from '../ports/loyalty-api.ts';
import type { CustomerExplanation } from './customer-explanation.ts';
import { type ClaimingRecord, type MatchedEntry, matchChanges } from './match-changes.ts';
import { promotionNamedIn } from './promotion-titles.ts';
import { instantText } from './values.ts';

/** What is known of a customer in one account. */
export interface KnownCustomer {
  readonly customer: CustomerId;
  readonly account: string;
  readonly stores: readonly string[];
  readonly withoutKey: readonly string[];
  readonly records: readonly ClaimingRecord[];
  /** Those of the account's stores. */
  readonly promotions: readonly Promotion[];
  readonly history: HistoryResult;
  readonly balance: number | null;
  readonly nowMs: number;
  readonly personal: boolean;
}

/** Sets the ledger's orders and awards beside BonifiQ's own history, and says what neither explains. */
export function explainCustomer(known: KnownCustomer): CustomerExplanation {
  const { records, history, balance, personal, nowMs } = known;
  const items = history.kind === 'read' ? history.items : [];
  const matched = matchChanges(records, items);
  const changes = items
    .toSorted((one, other) => one.atMs - other.atMs)
    .map((item) => ({
      at: instantText(item.atMs),
      points: item.points,
      title: personal ? item.title : null,
      isCanceled: item.isCanceled,
      by: byWhat(item, matched, known.promotions),
    }));
  const sumOf = (some: readonly { readonly points: number }[]) => some.reduce((sum, { points }) => sum + points, 0);
  const valid = changes.filter(({ isCanceled }) => !isCanceled);
  return {
    schema: 1,
    account: known.account,
    stores: [...known.stores],
    customer: personal ? known.customer : '***',
    at: instantText(nowMs),
    withoutKey: [...known.withoutKey],
    records: records.map(({ record }) => explainRecord(record, matched)),
    changes: history.kind === 'read' ? changes : null,
    unread: history.kind === 'read' ? null : history.because,
    sums: {
      balance,
      orders: records.reduce((sum, { record }) => sum + total(record.entries.filter(countsAsPosted)), 0),
      promotions: sumOf(valid.filter(({ by }) => by?.kind === 'promotion')),
      unexplained: sumOf(valid.filter(({ by }) => by === null)),
      notInHistory:
        history.kind === 'read' ? total(matched.filter(({ change }) => change === null).map(({ entry }) => entry)) : 0,
      beyondHistory: balance === null || history.kind !== 'read' ? null : balance - sumOf(valid),
    },
  };
}

function explainRecord(record: LedgerRecord, matched: readonly MatchedEntry[]): CustomerExplanation['records'][number] {
  return {
    kind: isOrder(record) ? 'order' : 'award',
    id: idOf(record),
    target: isOrder(record) ? targetOf(record.facts, record.pinned).points : null,
    shadow: isOrder(record) && record.shadowSinceMs !== undefined,
    posted: postedPoints({ entries: record.entries }),
    entries: record.entries.map((entry) => {
      const change = matched.find((one) => one.entry === entry)?.change ?? null;
      return {
        number: entry.number,
        points: entry.points,
        state: entry.state,
        counts: countsAsPosted(entry),
        inHistory: change && instantText(change.atMs),
      };
    }),
  };
}

function byWhat(
  item: HistoryItem,
  matched: readonly MatchedEntry[],
  promotions: readonly Promotion[],
): NonNullable<CustomerExplanation['changes']>[number]['by'] {
  const own = matched.find(({ change }) => change === item);
  if (own !== undefined) {
    return { kind: isOrder(own.record) ? 'order' : 'award', id: idOf(own.record), entry: own.entry.number };
  }
  const promotion = promotionNamedIn(promotions, item);
  return promotion && { kind: 'promotion', id: promotion.id };
}

function idOf({ key }: LedgerRecord): string {
  return `${key.store}/${nameOf(key)}`;
}
