import * as z from 'zod/mini';
import { isOrder, type LedgerRecord } from '../../domain/record.ts';
import { jsonText } from './json-text.ts';
import type { NewPage, Page } from './pages.ts';
import { type StoredAward, storedAward, writtenAward } from './stored-award.ts';
import { type StoredOrder, storedOrder, writtenOrder } from './stored-order.ts';
import { storedOrder1, storedOrder2 } from './stored-order-2.ts';
import { storedRows } from './stored-rows.ts';

/** The versions that are written. Older ones are read, newer ones refused. */
const ORDER_VERSION = 3;
const AWARD_VERSION = 2;

/** A record as it is stored. Its item names the pages: those that are added have to be written before it. */
export interface StoredRecord {
  readonly attributes: (StoredOrder | StoredAward) & { readonly schemaVersion: number };
  readonly pages: readonly Page[];
  readonly added: readonly NewPage[];
}

/** A record as it is stored if these pages of it are. Throws on values that JSON would silently change. */
export function toStored(record: LedgerRecord, written: readonly Page[] = []): StoredRecord {
  if (!isOrder(record)) {
    return { attributes: { schemaVersion: AWARD_VERSION, ...writtenAward(record) }, pages: [], added: [] };
  }
  const { attributes, ...paged } = writtenOrder(record, written);
  return { attributes: { schemaVersion: ORDER_VERSION, ...attributes }, ...paged };
}

const named = z.object({ pages: z.array(z.string()) });

/** The names of the pages that an item needs to be read. */
export function pagesOf(item: unknown): readonly string[] {
  return named.safeParse(item).data?.pages ?? [];
}

/** Reads the rows of a page; `null` if this version cannot. */
export function readPage(name: string, bytes: unknown): Page | null {
  const { data: rows } = z.pipe(jsonText, storedRows).safeParse(bytes);
  return rows === undefined ? null : { name, rows };
}

/**
 * Reads what `toStored` wrote, now or in an earlier version; `pages` are those that the item names. Unknown fields within a part
 * are refused, because the next save would erase what a newer version wrote. Unknown attributes stay, because a save writes only
 * its own. The thrown error does not quote the item, which holds personal data.
 */
export function fromStored(item: unknown, pages: readonly Page[] = []): LedgerRecord {
  const version = versioned.safeParse(item);
  if (!version.success) throw unreadable(version.error);
  const { award, schemaVersion } = version.data;
  const parsed = (award === undefined ? orderOf(schemaVersion, pages) : storedAward).safeParse(item);
  if (!parsed.success) throw unreadable(parsed.error);
  if ('award' in parsed.data) {
    const { store, award, customer, entries } = parsed.data;
    return { key: { store, award }, customer, entries };
  }
  const { store, order, facts, pinned, paymentAhead, customer, entries } = parsed.data;
  return { key: { store, order }, facts, pinned, paymentAhead, customer, entries };
}

/** An item without a version has version 1. */
const versioned = z
  .object({
    award: z.optional(z.unknown()),
    schemaVersion: z._default(z.int().check(z.minimum(1), z.maximum(ORDER_VERSION)), 1),
  })
  .check(
    z.refine(({ award, schemaVersion }) => award === undefined || schemaVersion <= AWARD_VERSION, {
      path: ['schemaVersion'],
    }),
  );

function orderOf(version: number, pages: readonly Page[]) {
  if (version === 1) return storedOrder1;
  return version === 2 ? storedOrder2 : storedOrder(pages);
}

function unreadable({ issues }: z.core.$ZodError): TypeError {
  const places = issues.map(({ path, code }) => `${path.slice(0, 2).join('.')} ${code}`);
  return new TypeError(`the ledger holds an item that cannot be read: ${places.join(', ')}`);
}
