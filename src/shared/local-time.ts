import { tzOffset } from '@date-fns/tz';

/** `2026-11-27` or `2026-11-27T18:30`, meant in the store's own time zone. */
export const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The instant of a wall-clock time in a time zone; `undefined` when there is no such day or hour, as where clocks are put
 * forward. A date alone is the day's first instant, even where midnight is skipped. Of an hour that comes twice the first counts.
 */
export function instantOf(localTime: string, timeZone: string): number | undefined {
  const wallMs = asIfInUtc(localTime);
  if (wallMs === undefined) return undefined;
  // The offsets before and after any change of clocks nearby: a zone's clocks change by less than a day.
  const before = offsetMs(timeZone, wallMs - DAY_MS);
  const offsets = [before, offsetMs(timeZone, wallMs + DAY_MS)];
  const instants = offsets
    .map((offset) => wallMs - offset)
    .filter((instant) => wallClockMs(instant, timeZone) === wallMs);
  if (instants.length > 0) return Math.min(...instants);
  const firstOfDay = wallMs - before;
  const isDay = !localTime.includes('T') && Math.floor(wallClockMs(firstOfDay, timeZone) / DAY_MS) * DAY_MS === wallMs;
  return isDay ? firstOfDay : undefined;
}

/** The wall clock read as UTC, in milliseconds; `undefined` when the day or the hour does not exist. */
function asIfInUtc(localTime: string): number | undefined {
  if (!LOCAL_TIME.test(localTime)) return undefined;
  const text = localTime.includes('T') ? localTime : `${localTime}T00:00`;
  const wallMs = Date.parse(`${text}Z`);
  return !Number.isNaN(wallMs) && new Date(wallMs).toISOString().startsWith(text) ? wallMs : undefined;
}

/** The date in a time zone at an instant, as `2026-11-27`. */
export function localDate(instantMs: number, timeZone: string): string {
  return new Date(wallClockMs(instantMs, timeZone)).toISOString().slice(0, 10);
}

function wallClockMs(instantMs: number, timeZone: string): number {
  return instantMs + offsetMs(timeZone, instantMs);
}

function offsetMs(timeZone: string, atMs: number): number {
  return tzOffset(timeZone, new Date(atMs)) * MINUTE_MS;
}

/** A thousand stores have few, and making a format takes a fifth of a millisecond. */
const knownTimeZones = new Set<string>();

export function isTimeZone(name: string): boolean {
  if (knownTimeZones.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    knownTimeZones.add(name);
    return true;
  } catch {
    return false;
  }
}
