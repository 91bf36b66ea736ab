import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { OrderRecord } from '../../domain/order-record.ts';
import { type JsonText, jsonText, toJson } from './json-text.ts';
import { type Page, type PagedRows, pagedRows } from './pages.ts';
import { storedEntry } from './stored-entry.ts';
import { storedFacts, writtenFacts } from './stored-facts.ts';
import { customer, order, paymentAhead } from './stored-fields.ts';
import { storedPinned } from './stored-pinned.ts';
import { rowsOf, storedRows, together } from './stored-rows.ts';

/** A kilobyte is one write unit. The other attributes and their names take up to 280 bytes of it. */
const COMPRESS_FROM = 740;

/**
 * The attributes of an order. Its record is JSON and not a DynamoDB map, because it must come back exactly: DynamoDB takes no
 * numbers of more than 38 digits and no empty keys, and the client's marshalling options would change other values.
 */
export interface StoredOrder {
  readonly store: string;
  readonly order: string;
  readonly record: JsonText;
  /** The names of its pages. Absent without one. */
  readonly pages?: readonly string[];
}

/** An order as it is stored if these pages of it are. Throws on values that JSON would silently change. */
export function writtenOrder(
  { key, ...record }: OrderRecord,
  written: readonly Page[],
): Omit<PagedRows, 'rest'> & { readonly attributes: StoredOrder } {
  const { pages, added, rest } = pagedRows(rowsOf(record), written);
  const attributes = {
    store: key.store,
    order: key.order,
    record: toJson(whatIsNoPage(record, rest), COMPRESS_FROM),
    ...(pages.length > 0 && { pages: pages.map(({ name }) => name) }),
  };
  return { attributes, pages, added };
}

/** As they were written last: an order is written again after each answer, mostly with the same facts, which are never changed in place. */
const written = new WeakMap<OrderRecord['facts'], unknown>();

function factsWritten(facts: OrderRecord['facts']): unknown {
  const { listedRefunds } = facts;
  const known = written.get(facts);
  if (known !== undefined) return known;
  const now = writtenFacts({ ...facts, listedRefunds: listedRefunds && { ...listedRefunds, value: null } });
  written.set(facts, now);
  return now;
}

function whatIsNoPage(record: Omit<OrderRecord, 'key'>, rows: object): object {
  const { facts, pinned, customer, paymentAhead, entries, erasedAtMs, shadowSinceMs } = record;
  const later = entries.slice(rowsOf(record).entries.length);
  return {
    facts: factsWritten(facts),
    ...(pinned !== null && { pinned: z.encode(storedPinned, pinned) }),
    // Most orders have the customer of their newest body.
    ...(customer !== (facts.customer?.value ?? null) && { customer }),
    ...(paymentAhead !== null && { paymentAhead }),
    ...(Object.keys(rows).length > 0 && { rows }),
    ...(later.length > 0 && { entries: later.map((entry) => z.encode(storedEntry, entry)) }),
    ...(erasedAtMs !== undefined && { erasedAtMs }),
    ...(shadowSinceMs !== undefined && { shadowSinceMs }),
  };
}

const recordParts = z.strictObject({
  facts: storedFacts,
  pinned: z._default(z.nullable(storedPinned), null),
  customer: z.optional(z.nullable(customer)),
  paymentAhead: z._default(z.nullable(paymentAhead), null),
  rows: z.prefault(storedRows, {}),
  entries: z._default(z.array(storedEntry), []),
  erasedAtMs: z.optional(z.number()),
  shadowSinceMs: z.optional(z.number()),
});

/** An order as `writtenOrder` wrote it, less what is in its pages. */
export const storedOrder = z.object({
  store: z.string(),
  order,
  record: z.pipe(jsonText, recordParts),
  pages: z._default(z.array(z.string()), []),
});

/** The whole order; `null` if these are not all of its pages. */
export function wholeOrder(
  { store, order, record, pages: names }: z.output<typeof storedOrder>,
  pages: readonly Page[],
): OrderRecord | null {
  const isAll = isDeepStrictEqual(
    names,
    pages.map(({ name }) => name),
  );
  return isAll ? { key: { store, order }, ...whole(record, pages) } : null;
}

function whole(
  { facts, rows: rest, entries, ...record }: z.output<typeof recordParts>,
  pages: readonly Page[],
): Omit<OrderRecord, 'key'> {
  const rows = together([...pages.map((page) => page.rows), rest]);
  const { listedRefunds } = facts;
  return {
    facts: {
      ...facts,
      listedRefunds: listedRefunds && { ...listedRefunds, value: rows.listed },
      collectedRefunds: Object.fromEntries(rows.refunds.map((refund) => [refund.id, refund])),
      transactionStatuses: Object.fromEntries(rows.statuses),
    },
    pinned: record.pinned,
    paymentAhead: record.paymentAhead,
    customer: record.customer === undefined ? (facts.customer?.value ?? null) : record.customer,
    entries: [...rows.entries, ...entries],
    ...(record.erasedAtMs !== undefined && { erasedAtMs: record.erasedAtMs }),
    ...(record.shadowSinceMs !== undefined && { shadowSinceMs: record.shadowSinceMs }),
  };
}
