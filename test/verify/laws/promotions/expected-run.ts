import type { Configured, Content, Meaning } from './history.ts';
import { localDay } from './local-day.ts';

/** What one customer has to get, or give back. */
export interface ExpectedAward {
  readonly customer: string;
  readonly points: number;
  readonly changeKey: string;
  readonly reason: string;
  readonly customerReason: string | null;
}

export type ExpectedRun =
  | { readonly kind: 'refused'; readonly because: 'missing' | 'unusable' | 'noRow' | 'tooMany' }
  | {
      readonly kind: 'awards';
      readonly counts: Readonly<Record<'rows' | 'awards' | 'points' | 'bad' | 'duplicates' | 'otherDays', number>>;
      readonly awards: readonly ExpectedAward[];
    };

/** What a run comes to, by what somebody wrote and meant. `content` is its file's; `null` where there is none. */
export function expectedRun(
  { promotion, list }: Configured,
  content: Content | null,
  scheduledAtMs: number,
): ExpectedRun {
  const { audience, timeZone, takesBack, maximumPoints } = promotion;
  const refused = (because: Extract<ExpectedRun, { kind: 'refused' }>['because']) =>
    ({ kind: 'refused', because }) as const;
  if (audience.kind !== 'list' && content === null) return refused('missing');
  if (audience.kind !== 'list' && content?.isUsable !== true) return refused('unusable');
  const rows = audience.kind === 'list' ? list : (content?.rows ?? []);
  const day = localDay(scheduledAtMs, timeZone);
  const counts = { rows: rows.length, awards: 0, points: 0, bad: 0, duplicates: 0, otherDays: 0 };
  const reached = new Map<string, ExpectedAward>();
  for (const { means } of rows) {
    if (means === null) counts.bad += 1;
    else if (audience.kind === 'birthdays' && !isBirthday(means.birthday ?? '', day)) counts.otherDays += 1;
    else if (reached.has(means.customer)) counts.duplicates += 1;
    else {
      const points = promotion.points === 'audience' ? (means.points ?? 0) : promotion.points;
      counts.awards += 1;
      counts.points += points;
      reached.set(means.customer, awardOf(promotion, means, takesBack ? -points : points, { scheduledAtMs, day }));
    }
  }
  // On most days it is nobody's birthday.
  if (counts.awards === 0 && counts.bad > 0 && counts.otherDays === 0) return refused('noRow');
  if (counts.points > maximumPoints) return refused('tooMany');
  return { kind: 'awards', counts, awards: [...reached.values()] };
}

/** As change keys name it: `20261224T120000Z`. */
export function runName(scheduledAtMs: number): string {
  return `${new Date(scheduledAtMs).toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z`;
}

function awardOf(
  { id, reason, customerReason }: Configured['promotion'],
  { customer, text }: Meaning,
  points: number,
  { scheduledAtMs, day }: { readonly scheduledAtMs: number; readonly day: string },
): ExpectedAward {
  const amount = points < 0 ? -points : points;
  const words: Readonly<Record<string, string>> = {
    promotion: id,
    date: day,
    points: String(amount),
    text: text ?? '',
  };
  const filled = (template: string) => template.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');
  const encoded = customer.replaceAll('%', '%25').replaceAll('-', '%2D');
  const said = customerReason === null ? text : filled(customerReason);
  return {
    customer,
    points,
    reason: filled(reason),
    customerReason: said === '' ? null : said,
    changeKey: `${points < 0 ? 'REMOVE' : 'ADD'}-${encoded}-${amount}-${id}-${runName(scheduledAtMs)}`,
  };
}

function isBirthday(birthday: string, day: string): boolean {
  const year = Number(day.slice(0, 4));
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const celebrated = birthday === '02-29' && !isLeapYear ? '02-28' : birthday;
  return day.slice(5) === celebrated;
}
