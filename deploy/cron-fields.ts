/** A field of a cron expression, as AWS reads it. */
interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** What may stand for the numbers, beginning with the least. */
  readonly names: readonly string[];
  /** What the whole field may be besides numbers, with `V` for one of them. */
  readonly whole: readonly string[];
  /** How to write it. */
  readonly wanted: string;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
const FIELDS: readonly CronField[] = [
  { name: 'minutes', least: 0, most: 59, names: [], whole: [], wanted: '0 to 59' },
  { name: 'hours', least: 0, most: 23, names: [], whole: [], wanted: '0 to 23' },
  {
    ...{ name: 'day-of-month', least: 1, most: 31, names: [], whole: ['?', 'L', 'LW', 'VW'] },
    wanted: '1 to 31, "L" for the last day, "15W" for the weekday nearest to the 15th, or "?"',
  },
  { name: 'month', least: 1, most: 12, names: MONTHS, whole: [], wanted: '1 to 12 or JAN to DEC' },
  {
    ...{ name: 'day-of-week', least: 1, most: 7, names: DAYS, whole: ['?', 'L', 'VL', 'V#N'] },
    wanted: '1 to 7 or SUN to SAT, so that 1 is Sunday, "6L" for the last Friday, "6#3" for the third, or "?"',
  },
  { name: 'year', least: 1970, most: 2199, names: [], whole: [], wanted: '1970 to 2199' },
];

const NAMES = FIELDS.map(({ name }) => name).join(' ');

/** What is wrong with the fields between the brackets of `cron(…)`, in words; null when nothing is. */
export function cronFault(fields: readonly string[]): string | null {
  if (fields.length !== FIELDS.length) {
    return `cron(…) has six fields, ${NAMES}: here are ${fields.length}`;
  }
  const [, , dayOfMonth, , dayOfWeek] = fields;
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    return 'one of day-of-month and day-of-week has to be "?", as in cron(0 9 * * ? *) or cron(0 9 ? * MON *), and only one';
  }
  for (const [index, field] of FIELDS.entries()) {
    const written = fields[index] ?? '';
    if (!isWell(written, field)) return `${field.name}: "${written}" cannot be read; write ${field.wanted}`;
  }
  return null;
}

function isWell(written: string, field: CronField): boolean {
  return isWhole(written, field) || written.split(',').every((part) => isPart(part, field));
}

/** Such as `?`, `15W` or `6#3`: never one of several. */
function isWhole(written: string, field: CronField): boolean {
  const [, value, rest = ''] = /^(\d+|[A-Z]{3})?(\D.*)?$/.exec(written) ?? [];
  const isKnown = value === undefined || numberOf(value, field) !== null;
  const form = `${value === undefined ? '' : 'V'}${/^#[1-5]$/.test(rest) ? '#N' : rest}`;
  return isKnown && field.whole.includes(form);
}

/** `*`, a value or a range, each perhaps with steps. */
function isPart(part: string, field: CronField): boolean {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
  if (step !== undefined && !(Number(step) >= 1 && Number(step) <= field.most)) return false;
  if (from === '*') return to === undefined;
  const first = numberOf(from, field);
  const last = to === undefined ? first : numberOf(to, field);
  return first !== null && last !== null && first <= last;
}

function numberOf(text: string, { least, most, names }: CronField): number | null {
  const place = names.indexOf(text);
  if (place !== -1) return least + place;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : null;
  return value === null || value < least || value > most ? null : value;
}
