import { TZDate } from '@date-fns/tz';

/** `2026-11-27` or `2026-11-27T18:30`, meant in the store's own time zone. */
export const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/;

/** The instant of a wall-clock time in a time zone, or `undefined` when there is no such day or hour. */
export function instantOf(localTime: string, timeZone: string): number | undefined {
  const parts = LOCAL_TIME.exec(localTime)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const date = new TZDate(year, month - 1, day, hour, minute, timeZone);
  const exists = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60;
  return exists ? date.getTime() : undefined;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
