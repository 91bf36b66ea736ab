import { localDate } from '../../shared/local-time.ts';
import { customerBy } from '../customer-id.ts';
import { MAX_CUSTOMER_REASON } from '../max-customer-reason.ts';
import { MAX_POINTS } from '../max-points.ts';
import type { AudienceRow } from './audience-row.ts';
import type { PlannedAward } from './award-batch.ts';
import type { PinnedPromotion } from './run.ts';
import type { SeenCustomers } from './seen-customers.ts';

/** What is decided for one row of an audience. */
export type Choice =
  | { readonly kind: 'award'; readonly award: PlannedAward }
  | { readonly kind: 'bad'; readonly line: number; readonly because: string }
  | { readonly kind: 'duplicate'; readonly line: number }
  | { readonly kind: 'otherDay'; readonly line: number };

/** In characters, as in the configuration. A queue message, of limited size, holds a hundred texts. */

const NOT_A = {
  email: 'the customer is no e-mail address',
  document: 'the customer is no document: digits only, with their usual punctuation',
  platformId: "the customer is no number of the platform's",
} as const;

/**
 * Decides row by row who gets what. Rows have to come in the order of the file: of one customer's usable rows the first
 * counts. Depends on nothing but what the run pinned, so that reading again gives the same result.
 */
export function awardChooser(
  pinned: PinnedPromotion,
  scheduledAtMs: number,
  seen: SeenCustomers,
): (row: AudienceRow) => Choice {
  const isToday = birthdaysOf(localDate(scheduledAtMs, pinned.timeZone));
  return (row) => {
    const { line } = row;
    const bad = (because: string): Choice => ({ kind: 'bad', line, because });
    if ('fault' in row) return bad(row.fault);
    const customer = customerBy(pinned.customerBy, row.customer);
    if (customer === null) return bad(NOT_A[pinned.customerBy]);
    if (pinned.audience.kind === 'birthdays') {
      const birthday = readBirthday(row.birthday ?? '');
      if (birthday === null) return bad('the birthday is no date: write it as 1990-12-31 or 12-31');
      if (!isToday(birthday)) return { kind: 'otherDay', line };
    }
    const points = pinned.points === 'audience' ? readPoints(row.points ?? '') : pinned.points;
    if (typeof points === 'string') return bad(points);
    const text = (row.text ?? '').trim();
    if (text.length > MAX_CUSTOMER_REASON) return bad(`the text has more than ${MAX_CUSTOMER_REASON} characters`);
    if (!seen.add(customer)) return { kind: 'duplicate', line };
    const signed = pinned.takesBack ? -points : points;
    return { kind: 'award', award: { line, customer, points: signed, text: text === '' ? null : text } };
  };
}

/** The points, or what is wrong with them. */
function readPoints(text: string): number | string {
  const trimmed = text.trim();
  if (trimmed === '') return 'there are no points';
  if (!/^\d+$/.test(trimmed)) return 'the points are no whole number without a sign';
  const points = Number(trimmed);
  if (points === 0) return 'the points are zero';
  return points > MAX_POINTS ? `the API takes at most ${MAX_POINTS} points` : points;
}

/** Month and day, as `02-29`; `null` for a day that does not exist. */
function readBirthday(text: string): string | null {
  const [, year = '2000', month, day] = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
  if (month === undefined || day === undefined) return null;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === `${month}-${day}`
    ? `${month}-${day}`
    : null;
}

/** A birthday on 29 February counts on the 28th in other years. */
function birthdaysOf(date: string): (monthAndDay: string) => boolean {
  const today = date.slice(5);
  const isLeap = readBirthday(`${date.slice(0, 4)}-02-29`) !== null;
  return (birthday) => birthday === today || (birthday === '02-29' && today === '02-28' && !isLeap);
}
