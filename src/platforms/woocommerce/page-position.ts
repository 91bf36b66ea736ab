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
  /** Of how many orders by their numbers, as the shop counted them for the page before; `null` where there is none. */
  readonly ofTotal: number | null;
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
  return { afterMs: beforeSkippedHour(secondMs - SECOND_MS, timeZone), beforeMs: null, offset: 0, ofTotal: null };
}

/**
 * The position of the next page; `null` after the last. It begins behind the second before the last change seen, not at a page's number:
 * orders that are changed meanwhile move to the end, and those between would be skipped. A whole page of one second, as after a change of many
 * orders at once, does not get behind that. Orders of one second come in any order, in another one on each page, so that all of that second
 * are then read by their numbers, with an overlap; and again from where more of them were changed meanwhile than that.
 */
export function nextPosition({ position, size, total, lastChangeMs }: ReadPage, timeZone: string): PagePosition | null {
  const { afterMs, beforeMs, offset, ofTotal } = position;
  if (beforeMs !== null) {
    const further = Math.ceil(size * (1 - OVERLAP));
    const left = (ofTotal ?? total) - total;
    if (left > size - further) return { ...position, offset: Math.max(0, offset - left), ofTotal: total };
    return offset + size < total
      ? { ...position, offset: offset + further, ofTotal: total }
      : { afterMs: beforeMs - SECOND_MS, beforeMs: null, offset: 0, ofTotal: null };
  }
  if (size >= total || lastChangeMs === null) return null;
  const next = positionSince(lastChangeMs, timeZone);
  if (next.afterMs > afterMs) return next;
  return { afterMs, beforeMs: secondBehind(lastChangeMs, timeZone), offset: 0, ofTotal: null };
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

export function writtenPosition({ afterMs, beforeMs, offset, ofTotal }: PagePosition): string {
  if (beforeMs === null) return `${afterMs}+0`;
  return ofTotal === null ? `${afterMs}-${beforeMs}+${offset}` : `${afterMs}-${beforeMs}+${offset}/${ofTotal}`;
}

/** Reads `writtenPosition` back; `undefined` for anything else. An older version went on by places within a second: it is read anew. */
export function readPosition(text: string): PagePosition | undefined {
  const [, after, before, offset, total] = /^(\d{1,15})(?:-(\d{1,15}))?\+(\d{1,9})(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (after === undefined || offset === undefined) return undefined;
  if (before === undefined) return { afterMs: Number(after), beforeMs: null, offset: 0, ofTotal: null };
  const ofTotal = total === undefined ? null : Number(total);
  return { afterMs: Number(after), beforeMs: Number(before), offset: Number(offset), ofTotal };
}
