import type { Store } from '../src/domain/store.ts';

/** An instant in words, from ISO 8601: `2026-11-30 14:37:45 UTC-3`. */
export type TimeInWords = (iso: string) => string;

/** How the people of some stores read the time: in the time zone that they share, else in UTC; as in the UTC of a store that is not known. */
export type Times = (stores: readonly (string | null)[]) => TimeInWords;

export function timesOf(configured: readonly Pick<Store, 'id' | 'timeZone'>[]): Times {
  const zones = new Map(configured.map(({ id, timeZone }) => [id, timeZone]));
  return (stores) => {
    const [zone, ...others] = new Set(stores.map((store) => zones.get(store ?? '') ?? 'UTC'));
    return timeIn(others.length === 0 ? (zone ?? 'UTC') : 'UTC');
  };
}

function timeIn(timeZone: string): TimeInWords {
  // Sweden writes dates as ISO 8601 does.
  const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset', timeZone });
  return (iso) => {
    const at = new Date(iso);
    const name = offset.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return `${clock.format(at)} ${name.replace(/^GMT(?:\+0$)?/, 'UTC')}`;
  };
}
