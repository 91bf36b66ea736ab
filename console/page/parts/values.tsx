import type { JSX } from 'preact';
import { listZone, platformNow } from '../about.ts';
import { locale, numberText, say } from '../words/say.ts';

/** `+120`, `−20`, or a dot for none, with the sign that cannot be taken for a dash. */
export function pointsText(points: number): string {
  if (points === 0) return '·';
  return points < 0 ? `−${numberText(-points)}` : `+${numberText(points)}`;
}

/** `isGiven`: BonifiQ has said that it applied them. */
export function Points({
  points,
  isGiven = true,
}: {
  readonly points: number;
  readonly isGiven?: boolean;
}): JSX.Element {
  const kind = points === 0 || !isGiven ? 'none' : points < 0 ? 'taken' : 'given';
  return <span class={`points ${kind}`}>{pointsText(points)}</span>;
}

/** Decimal text in a currency, as people write it; without one, or with one that is none, as a number. */
export function amountText(amount: string, currency: string | null): string {
  const options = { maximumFractionDigits: 12 };
  return currency !== null && /^[A-Z]{3}$/.test(currency)
    ? numberText(amount, { ...options, style: 'currency', currency })
    : `${numberText(amount, options)} ${currency ?? ''}`;
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

/** Without a zone in that of all stores, as `listZone`. */
export function timeText(iso: string, precision: Precision = 'second', timeZone = listZone()): string {
  return dateFormat({ ...precisions[precision], timeZone }).format(new Date(iso));
}

/** The time of today, else the day. */
export function shortTimeText(iso: string, nowMs: number, timeZone = listZone()): string {
  const day = dateFormat({ dateStyle: 'short', timeZone });
  const at = new Date(iso);
  if (day.format(at) === day.format(new Date(nowMs))) return dateFormat({ timeStyle: 'medium', timeZone }).format(at);
  return dateFormat({ day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

/** An instant; all of it, its zone and its age on hover. `short`: as `shortTimeText`. */
export function Time({
  at,
  precision = 'second',
  zone = listZone(),
  class: name,
}: {
  readonly at: string;
  readonly precision?: Precision | 'short';
  readonly zone?: string | undefined;
  readonly class?: string;
}): JSX.Element {
  return (
    <time
      class={name}
      dateTime={at}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = wholeTimeText(at, zone);
      }}
    >
      {precision === 'short' ? shortTimeText(at, platformNow(), zone) : timeText(at, precision, zone)}
    </time>
  );
}

/** In which zone times are told. */
export function Zone({ of }: { readonly of: string }): JSX.Element {
  return <span class="small dim">{say('time.zone', { zone: zoneText(of) })}</span>;
}

export function zoneText(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** With the age by now: it is made when somebody asks for it. */
export function wholeTimeText(iso: string, timeZone: string): string {
  const at = new Date(iso);
  const whole = dateFormat({ dateStyle: 'full', timeStyle: 'long', timeZone }).format(at);
  return `${whole}, ${zoneText(timeZone)} · ${ageText(at.getTime() - platformNow())}`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

function ageText(ms: number): string {
  const [unit, unitMs] = units.find(([, least]) => Math.abs(ms) >= least) ?? units[3];
  return new Intl.RelativeTimeFormat(locale).format(Math.trunc(ms / unitMs), unit);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a tenth of a millisecond, and a list shows hundreds. */
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}
