import { instantOf } from '../../shared/local-time.ts';

/**
 * Where a page of changed orders begins: behind a second, by the shop's clock. Or, of what was changed between two, by the orders' numbers, so
 * many orders further.
 */
export interface PagePosition {
  /** A whole second. */
  readonly afterMs: number;
  /** A whole second; `null` where the changes are read in their order. */
  readonly beforeMs: number | null;
  readonly offset: number;
}

/** What a page was, for finding the next one. */
export interface ReadPage {
  readonly position: PagePosition;
  readonly size: number;
  /** Of all orders that the position describes, as the shop counted them. */
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
  const secondMs = Math.floor(sinceMs / SECOND_MS) * SECOND_MS;
  return { afterMs: beforeSkippedHour(secondMs - SECOND_MS, timeZone), beforeMs: null, offset: 0 };
}

/**
 * The position of the next page; `null` after the last. It begins behind the second before the last change seen, not at a page's number:
 * orders that are changed meanwhile move to the end, and those between would be skipped. A whole page of one second, as after a change of many
 * orders at once, does not get behind that. Orders of one second come in any order, in another one on each page, so that all of that second
 * are then read by their numbers, with an overlap.
 */
export function nextPosition({ position, size, total, lastChangeMs }: ReadPage, timeZone: string): PagePosition | null {
  const { afterMs, beforeMs, offset } = position;
  if (beforeMs !== null) {
    return offset + size < total
      ? { afterMs, beforeMs, offset: offset + Math.ceil(size * (1 - OVERLAP)) }
      : { afterMs: beforeMs - SECOND_MS, beforeMs: null, offset: 0 };
  }
  if (size >= total || lastChangeMs === null) return null;
  const next = positionSince(lastChangeMs, timeZone);
  return next.afterMs > afterMs ? next : { afterMs, beforeMs: secondBehind(lastChangeMs, timeZone), offset: 0 };
}

/**
 * WordPress reads a time without a zone as the site's own, even where it is compared with a column in UTC. In the hour that is skipped where
 * clocks are put forward there is no such time, and it takes one that is an hour later: orders between would be skipped.
 * @see https://developer.wordpress.org/reference/classes/wp_date_query/build_mysql_datetime/
 */
function beforeSkippedHour(ms: number, timeZone: string): number {
  return isSkipped(ms, timeZone) ? beforeSkippedHour(ms - HALF_AN_HOUR_MS, timeZone) : ms;
}

/** The first second behind a change that can be asked for, as can the one before it. */
function secondBehind(changeMs: number, timeZone: string): number {
  const ms = Math.floor(changeMs / SECOND_MS) * SECOND_MS + SECOND_MS;
  const canBeAsked = !isSkipped(ms, timeZone) && !isSkipped(ms - SECOND_MS, timeZone);
  return canBeAsked ? ms : secondBehind(changeMs + HALF_AN_HOUR_MS, timeZone);
}

function isSkipped(ms: number, timeZone: string): boolean {
  return instantOf(gmtText(ms).slice(0, 'YYYY-MM-DDTHH:MM'.length), timeZone) === undefined;
}

/** As the REST API takes and writes a time in UTC: without a zone, with which it would be moved into the site's own. */
export function gmtText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

export function writtenPosition({ afterMs, beforeMs, offset }: PagePosition): string {
  return beforeMs === null ? `${afterMs}+0` : `${afterMs}-${beforeMs}+${offset}`;
}

/** Reads `writtenPosition` back; `undefined` for anything else. An older version went on by places within a second: it is read anew. */
export function readPosition(text: string): PagePosition | undefined {
  const [, after, before, offset] = /^(\d{1,15})(?:-(\d{1,15}))?\+(\d{1,9})$/.exec(text) ?? [];
  if (after === undefined || offset === undefined) return undefined;
  return before === undefined
    ? { afterMs: Number(after), beforeMs: null, offset: 0 }
    : { afterMs: Number(after), beforeMs: Number(before), offset: Number(offset) };
}
