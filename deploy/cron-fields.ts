import { Cron } from 'croner';

/** A field of a cron expression: what AWS takes of what Croner reads. */
interface CronField {
  readonly name: string;
  readonly taken: RegExp;
  /** How to write it. */
  readonly wanted: string;
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
const FIELDS: readonly CronField[] = [
  { name: 'minutes', taken: /^(?!.*\/60)[\d*,/-]+$/, wanted: '0 to 59' },
  { name: 'hours', taken: /^(?!.*\/24)[\d*,/-]+$/, wanted: '0 to 23' },
  {
    name: 'day-of-month',
    taken: /^(?:[\d*,/-]+|\?|L|LW|\d+W)$/,
    wanted: '1 to 31, "L" for the last day, "15W" for the weekday nearest to the 15th, or "?"',
  },
  { name: 'month', taken: /^(?:[\d*,/-]|[A-Z]{3})+$/, wanted: '1 to 12 or JAN to DEC' },
  {
    name: 'day-of-week',
    // A single one may stand with the week of the month; Croner takes 8 for Sunday.
    taken: /^(?:(?:0?[1-7]|[*,/-]|[A-Z]{3})+|\?|L|(?:0?[1-7]|[A-Z]{3})(?:L|#[1-5]))$/,
    wanted: '1 to 7 or SUN to SAT, so that 1 is Sunday, "6L" for the last Friday, "6#3" for the third, or "?"',
  },
  { name: 'year', taken: /^(?:(?:19[7-9]|2[01]\d)\d|[*,-]|\/\d{1,3})+$/, wanted: '1970 to 2199' },
];

/** What is wrong with the fields between the brackets of `cron(…)`, in words; null when nothing is. */
export function cronFault(fields: readonly string[]): string | null {
  const [, , dayOfMonth, , dayOfWeek] = fields;
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    return 'one of day-of-month and day-of-week has to be "?", as in cron(0 9 * * ? *) or cron(0 9 ? * MON *), and only one';
  }
  for (const [index, { name, taken, wanted }] of FIELDS.entries()) {
    const written = fields[index] ?? '';
    // Croner does not look at where steps begin.
    const beginnings = written.replaceAll(/\/\d+/g, '');
    if (!taken.test(written) || !isRead(written, index) || !isRead(beginnings, index)) {
      return `${name}: "${written}" cannot be read; write ${wanted}`;
    }
  }
  return null;
}

function isRead(written: string, at: number): boolean {
  try {
    wallClock(FIELDS.map((_, index) => (index === at ? written : '*')));
    return true;
  } catch {
    return false;
  }
}

/**
 * What the wall clock shows when the schedule fires, written as if in UTC: Croner moves a time that the clocks skip and
 * repeats some that come twice, and EventBridge Scheduler does neither.
 */
export function wallClock(fields: readonly string[]): Cron {
  // `L` by itself is the last day of the week, Saturday, which Croner does not know.
  const known = fields.map((field, index) => (index === 4 && field === 'L' ? 'SAT' : field));
  return new Cron(['0', ...known].join(' '), {
    timezone: 'UTC',
    mode: '7-part',
    paused: true,
    // Quartz's days of the week, and increments as in `1/10`.
    alternativeWeekdays: true,
    sloppyRanges: true,
  });
}
