import { sentCustomerReason } from '../../src/bonifiq/requests.ts';
import { customerReasonFor } from '../../src/domain/entry-reason.ts';
import { type OrderId, parseOrderId } from '../../src/domain/order-facts.ts';
import type { Claim } from '../../src/domain/recovery/match-history.ts';
import type { Store } from '../../src/domain/store.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';

type Titled = Pick<HistoryItem, 'points' | 'title'>;
type Texts = Pick<Store, 'customerReason'>;

/**
 * Whether a change of the history is an order's, by its title. That the title is the `CustomerReason` of the change is likely
 * and not documented: a title that differs proves nothing, and one that is ours names its order.
 */
export function claimOf(store: Texts, order: OrderId, { points, title }: Titled): Claim {
  const template = templateFor(store, points);
  if (sentCustomerReason(template) === null) return 'possible';
  const read = title?.trim() ?? '';
  const number = template.includes('{entry}') ? entryNamedIn(template, order, read) : 1;
  const sent = number === null ? null : sentCustomerReason(customerReasonFor(store, { order, number, points }));
  if (sent === null || read !== sent) return 'otherTitle';
  return template.includes('{order}') ? 'named' : 'possible';
}

/** The order that a title names, or `null`. */
export function orderNamedIn(store: Texts, item: Titled): OrderId | null {
  const places = { order: '(\\d{1,40})', entry: '\\d{1,9}' };
  const pattern = patternOf(templateFor(store, item.points), places);
  const [, digits = ''] = new RegExp(`^${pattern}$`).exec(item.title?.trim() ?? '') ?? [];
  const order = parseOrderId(digits);
  return order !== undefined && claimOf(store, order, item) === 'named' ? order : null;
}

/** The same for one entry, by the text that was sent with it, whatever the configuration says by now. */
export function entryClaimOf(sent: string | null, order: OrderId | null, { title }: Titled): Claim {
  const text = sentCustomerReason(sent);
  if (text === null) return 'possible';
  if (title?.trim() !== text) return 'otherTitle';
  return order !== null && new RegExp(`(?<!\\d)${order}(?!\\d)`).test(text) ? 'named' : 'possible';
}

function entryNamedIn(template: string, order: OrderId, title: string): number | null {
  const pattern = patternOf(template, { order, entry: '(\\d{1,9})' });
  const [, digits] = new RegExp(`^${pattern}$`).exec(title) ?? [];
  return digits === undefined ? null : Number(digits);
}

function patternOf(template: string, { order, entry }: { readonly order: string; readonly entry: string }): string {
  const places = new Map([
    ['{order}', order],
    ['{entry}', entry],
  ]);
  const sent = sentCustomerReason(template) ?? '';
  return sent
    .split(/(\{order\}|\{entry\})/)
    .map((part) => places.get(part) ?? escaped(part))
    .join('');
}

function templateFor({ customerReason }: Texts, points: number): string {
  return (points < 0 ? customerReason.reversal : customerReason.award)?.trim() ?? '';
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
