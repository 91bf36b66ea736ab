import { instantOf } from '../../shared/local-time.ts';

/** Where a page of changed orders begins: behind a second, by the shop's clock, and so many orders further. */
export interface PagePosition {
  /** A whole second. */
  readonly afterMs: number;
  readonly offset: number;
}

/** What a page was, for finding the next one. */
export interface ReadPage {
  readonly position: PagePosition;
  readonly size: number;
  /** Of all orders behind the position's second, as the shop counted them. */
  readonly total: number;
  /** When its last order was changed that has not been changed while the page was made; `null` without one. */
  readonly lastChangeMs: number | null;
}

const SECOND_MS = 1_000;
const HALF_AN_HOUR_MS = 1_800_000;
/** An order that is changed meanwhile leaves its place, and those behind it come one place nearer. */
const OVERLAP = 0.2;

/** The second behind which everything that was changed at `sinceMs` or later is listed. */
export function positionSince(sinceMs: number, timeZone: string): PagePosition {
  return { afterMs: beforeSkippedHour(Math.floor(sinceMs / SECOND_MS) * SECOND_MS - SECOND_MS, timeZone), offset: 0 };
}

/**
 * The position of the next page; `null` after the last. It begins behind the second before the last change seen, not at a page's number:
 * orders that are changed meanwhile move to the end, and those between would be skipped. Where a whole page shows one second only, as
 * after a change of many orders at once, it goes on by places, with an overlap.
 */
export function nextPosition({ position, size, total, lastChangeMs }: ReadPage, timeZone: string): PagePosition | null {
  if (position.offset + size >= total || lastChangeMs === null) return null;
  const { afterMs } = positionSince(lastChangeMs, timeZone);
  if (afterMs > position.afterMs) return { afterMs, offset: 0 };
  return { afterMs: position.afterMs, offset: position.offset + Math.ceil(size * (1 - OVERLAP)) };
}

/**
 * WordPress reads a time without a zone as the site's own, even where it is compared with a column in UTC. In the hour that is skipped where
 * clocks are put forward there is no such time, and it takes one that is an hour later: orders between would be skipped.
 * @see https://developer.wordpress.org/reference/classes/wp_date_query/build_mysql_datetime/
 */
function beforeSkippedHour(ms: number, timeZone: string): number {
  const isSkipped = instantOf(gmtText(ms).slice(0, 'YYYY-MM-DDTHH:MM'.length), timeZone) === undefined;
  return isSkipped ? beforeSkippedHour(ms - HALF_AN_HOUR_MS, timeZone) : ms;
}

/** As the REST API takes and writes a time in UTC: without a zone, with which it would be moved into the site's own. */
export function gmtText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

export function writtenPosition({ afterMs, offset }: PagePosition): string {
  return `${afterMs}+${offset}`;
}

/** Reads `writtenPosition` back; `undefined` for anything else. */
export function readPosition(text: string): PagePosition | undefined {
  const [, after, offset] = /^(\d{1,15})\+(\d{1,9})$/.exec(text) ?? [];
  return after === undefined || offset === undefined ? undefined : { afterMs: Number(after), offset: Number(offset) };
}
