import { createHash } from 'node:crypto';
import { deflated } from './json-text.ts';
import { beyond, type Rows, together, writtenRows } from './stored-rows.ts';

/**
 * Some seventy refunds. Larger pages would be read for less, half a unit for 4 KB, but until one is full, each write of the order
 * takes a unit for each kilobyte of it.
 */
const PAGE_BYTES = 3_000;
/** An item takes 400 KB. */
const MAX_PAGE_BYTES = 256_000;
/** Of a hash in base64url: 72 bits, and an order has some hundred pages. */
const NAME_LENGTH = 12;

/** Rows of an order in an item of their own, which never changes. It is named after its bytes, so that writing it again is safe. */
export interface Page {
  readonly name: string;
  readonly rows: Rows;
}

export interface NewPage extends Page {
  readonly bytes: Uint8Array;
}

export interface PagedRows {
  /** All pages of the order, in the order of their writing. */
  readonly pages: readonly Page[];
  /** Those of them that are not written yet. */
  readonly added: readonly NewPage[];
  /** What stays in the order's own item, as it is written there. */
  readonly rest: object;
}

/**
 * Divides an order's rows: what the pages hold stays there, and what came since becomes a page as soon as it fills one. So each
 * row is written into a page once, and the order's own item does not grow with them. Rows of a page that have changed are written
 * again after it. If rows of a page are no more, all pages are written anew.
 */
export function pagedRows(rows: Rows, written: readonly Page[]): PagedRows {
  const since = beyond(together(written.map((page) => page.rows)), rows);
  if (since === null) return pagedRows(rows, []);
  const rest = writtenRows(since);
  const text = JSON.stringify(rest);
  const length = text.length < PAGE_BYTES ? 0 : deflated(text).length;
  if (length < PAGE_BYTES) return { pages: written, added: [], rest };
  const added = divided(since, Math.ceil(length / MAX_PAGE_BYTES)).map(newPage);
  return { pages: [...written, ...added], added, rest: {} };
}

function newPage(rows: Rows): NewPage {
  const bytes = deflated(JSON.stringify(writtenRows(rows)));
  return { name: createHash('sha256').update(bytes).digest('base64url').slice(0, NAME_LENGTH), rows, bytes };
}

/** Rows that follow one another, about as many of each kind in each part. */
function divided(rows: Rows, parts: number): Rows[] {
  return Array.from({ length: parts }, (_, part) => {
    const partOf = <Row>(all: readonly Row[]) =>
      all.slice(Math.floor((all.length * part) / parts), Math.floor((all.length * (part + 1)) / parts));
    const { refunds, listed, statuses, entries } = rows;
    return { refunds: partOf(refunds), listed: partOf(listed), statuses: partOf(statuses), entries: partOf(entries) };
  });
}
