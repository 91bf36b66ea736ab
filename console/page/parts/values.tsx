import type { JSX } from 'preact';
import { locale, numberText, say } from '../words/say.ts';

/** `+120`, `−20`, or a dot for none, with the sign that cannot be taken for a dash. */
export function pointsText(points: number): string {
  if (points === 0) return '·';
  return points < 0 ? `−${numberText(-points)}` : `+${numberText(points)}`;
}

export function Points({ points }: { readonly points: number }): JSX.Element {
  const kind = points < 0 ? 'taken' : points > 0 ? 'given' : 'none';
  return <span class={`points ${kind}`}>{pointsText(points)}</span>;
}

export function durationText(ms: number): string {
  if (ms < 1_000) return `${numberText(Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${numberText(seconds, { maximumFractionDigits: 1 })} s`;
  if (seconds < 3_600) return `${numberText(Math.round(seconds / 60))} min`;
  if (seconds < 86_400) return `${numberText(Math.round(seconds / 3_600))} h`;
  return say('time.days', { n: numberText(Math.round(seconds / 86_400)) });
}

type Precision = 'second' | 'minute' | 'day';

const precisions: Readonly<Record<Precision, Intl.DateTimeFormatOptions>> = {
  second: { dateStyle: 'medium', timeStyle: 'medium' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
};

export function timeText(iso: string, precision: Precision = 'second', timeZone?: string): string {
  return dateFormat({ ...precisions[precision], ...(timeZone && { timeZone }) }).format(new Date(iso));
}

/** The time of today, else the day. */
export function shortTimeText(iso: string, nowMs: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = dateFormat({ dateStyle: 'short', ...zone });
  const at = new Date(iso);
  if (day.format(at) === day.format(new Date(nowMs))) return dateFormat({ timeStyle: 'medium', ...zone }).format(at);
  return dateFormat({ day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', ...zone }).format(at);
}

/** An instant, with all of it on hover. */
export function Time({
  at,
  precision = 'second',
  zone,
}: {
  readonly at: string;
  readonly precision?: Precision;
  readonly zone?: string | undefined;
}): JSX.Element {
  return (
    <time dateTime={at} title={`${at}${zone === undefined ? '' : ` · ${zone}`}`}>
      {timeText(at, precision, zone)}
    </time>
  );
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a tenth of a millisecond, and a list shows hundreds. */
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}
