import type { BonifiqCredentials, HistoryItem, HistoryResult, LoyaltyHistory } from '../ports/loyalty-api.ts';
import { parseJson } from '../shared/parse-json.ts';
import { type BonifiqClientOptions, openBonifiq, type Reply } from './client.ts';
import { type Fields, fieldsOf, isSet, isStated, listOf, numberOf, textOf } from './field-readers.ts';
import { historyRequest } from './history-request.ts';

/** Of fifty changes each; somebody with more is looked at by a person. */
const MAX_PAGES = 200;

/** The calls that read histories. The functions make none: it is no part of their bundles. Never rejects. */
export interface BonifiqHistoryClient {
  /** `page` from 1. */
  history(customer: string, page: number, credentials: BonifiqCredentials, signal: AbortSignal): Promise<Reply>;
}

/** Throws only when `baseUrl` is no HTTP URL. */
export function createBonifiqHistoryClient(options: BonifiqClientOptions): BonifiqHistoryClient {
  const send = openBonifiq(options);
  return {
    history: (customer, page, credentials, signal) => send(historyRequest(customer, page), credentials, signal),
  };
}

export interface BonifiqHistoryOptions {
  /** Reads a time that says no zone, such as `2026-11-30T09:15:00`; the documents do not say what it means. */
  readonly instantOf: (zonelessTime: string) => number | undefined;
}

/**
 * BonifiQ's history of a customer. In which order its pages come is not documented, so that all of them are read.
 *
 * @see https://developers.bonifiq.com.br/api-reference/customer/returns-a-timeline-history-of-points-usage-from-the-customer
 */
export function createBonifiqHistory(client: BonifiqHistoryClient, options: BonifiqHistoryOptions): LoyaltyHistory {
  return {
    async history(customer, sinceMs, { credentials }, signal) {
      const items: HistoryItem[] = [];
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const read = readHistoryPage(await client.history(customer, page, credentials, signal), options);
        if (read.kind === 'unread') return read;
        items.push(...read.items);
        if (!read.hasNext) return { kind: 'read', items: items.filter(({ atMs }) => atMs >= sinceMs) };
      }
      return unread(`the history has more than ${MAX_PAGES} pages`);
    },
  };
}

export type HistoryPage = (Extract<HistoryResult, { kind: 'read' }> & { readonly hasNext: boolean }) | Unread;
type Unread = Extract<HistoryResult, { kind: 'unread' }>;

/** One page as a reply tells it. Total: what it cannot read in full it does not read in part. */
export function readHistoryPage(reply: Reply, { instantOf }: BonifiqHistoryOptions): HistoryPage {
  if (reply.kind === 'unanswered') return unread(`the points API was not heard (${reply.why})`);
  if (reply.status < 200 || reply.status > 299) return unread(`the points API answered ${reply.status}`);
  const root = fieldsOf(parseJson(reply.body));
  if (root === null || isSet(root.get('haserror')) || listOf(root.get('errormessages')).some(isStated)) {
    return unread('the points API answered with an error, or nothing that can be read');
  }
  const list = root.get('items');
  if (!Array.isArray(list)) return unread('the points API answered without items');
  const items: HistoryItem[] = [];
  for (const one of list) {
    const fields = fieldsOf(one);
    // A customer who rises to another tier gets no points by that.
    if (fields !== null && isSet(fields.get('istierhistory'))) continue;
    const item = fields && readItem(fields, instantOf);
    if (typeof item === 'string') return unread(item);
    if (item === null) return unread('the history holds something that cannot be read');
    if (item.points !== 0) items.push(item);
  }
  return { kind: 'read', items, hasNext: isSet(root.get('hasnextpage')) };
}

function readItem(fields: Fields, instantOf: BonifiqHistoryOptions['instantOf']): HistoryItem | string | null {
  const points = numberOf(fields.get('points'));
  const date = textOf(fields.get('date'));
  if (points === null || !Number.isSafeInteger(points) || date === null) return null;
  const atMs = ZONED.test(date) ? Date.parse(date) : instantOf(date);
  if (atMs === undefined) return 'the history has times without a time zone: say which with --zone';
  if (Number.isNaN(atMs)) return null;
  const byItself = BY_ITSELF.get(numberOf(fields.get('pointtype')) ?? Number.NaN);
  return {
    atMs,
    points,
    title: textOf(fields.get('title')),
    isCanceled: isSet(fields.get('iscanceled')),
    ...(byItself !== undefined && { byItself }),
  };
}

/**
 * By the list of webhooks; that a history's `PointType` is of the same list is likely, and not documented. 3 is what an administrator
 * grants, and probably what the API is called for.
 * @see https://developers.bonifiq.com.br/webhooks/01-introducao
 */
const BY_ITSELF: ReadonlyMap<number, NonNullable<HistoryItem['byItself']>> = new Map([
  [0, 'purchase'],
  [6, 'purchaseBack'],
  [11, 'purchaseBack'],
  ...[1, 2, 4, 5, 7, 8, 9, 10, 12, 13, 14].map((type) => [type, 'other'] as const),
]);

const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/i;

function unread(because: string): Unread {
  return { kind: 'unread', because };
}
