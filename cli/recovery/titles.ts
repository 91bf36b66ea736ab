import { sentCustomerReason } from '../../src/bonifiq/requests.ts';
import { customerReasonFor } from '../../src/domain/entry-reason.ts';
import { type OrderId, parseOrderId } from '../../src/domain/order-facts.ts';
import type { Claim } from '../../src/domain/recovery/match-history.ts';
import type { Store } from '../../src/domain/store.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';

type Titled = Pick<HistoryItem, 'points' | 'title'>;

/**
 * Whether a change of the history is an order's, by its title. That the title is the `CustomerReason` of the change is likely
 * and not documented: a title that differs proves nothing, and one that is ours names its order.
 */
export function claimOf(store: Store, order: OrderId, { points, title }: Titled): Claim {
  const sent = sentCustomerReason(customerReasonFor(store, order, points));
  if (sent === null) return 'possible';
  if (title?.trim() !== sent) return 'otherTitle';
  return templateFor(store, points).includes('{order}') ? 'named' : 'possible';
}

/** The order that a title names, or `null`. */
export function orderNamedIn(store: Store, item: Titled): OrderId | null {
  const pattern = templateFor(store, item.points).split('{order}').map(escaped).join('(\\d{1,40})');
  const [, digits = ''] = new RegExp(`^${pattern}$`).exec(item.title?.trim() ?? '') ?? [];
  const order = parseOrderId(digits);
  return order !== undefined && claimOf(store, order, item) === 'named' ? order : null;
}

function templateFor({ customerReason }: Store, points: number): string {
  return (points < 0 ? customerReason.reversal : customerReason.award)?.trim() ?? '';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
