import { readSchedule } from '../../src/domain/promotion/schedule-expression.ts';

/** What a schedule is made of, in a language. */
interface Words {
  readonly locale: string;
  readonly everyDay: string;
  readonly everyHour: (minute: string) => string;
  readonly week: (days: string) => string;
  readonly nthOfMonth: (nth: number, day: string) => string;
  readonly dayOfMonth: (days: string) => string;
  readonly lastOfMonth: string;
  readonly inMonths: (what: string, months: string) => string;
  readonly dayOfYear: (day: number, month: string) => string;
  readonly at: (what: string, times: string) => string;
  readonly every: (value: number, unit: 'minute' | 'hour' | 'day') => string;
  readonly once: (day: string, time: string) => string;
}

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth'] as const;
const PT_UNITS = { minute: ['minuto', 'minutos'], hour: ['hora', 'horas'], day: ['dia', 'dias'] } as const;

const WORDS = {
  en: {
    locale: 'en-GB',
    everyDay: 'every day',
    everyHour: (minute) => `every hour, at minute ${minute}`,
    week: (days) => `every week on ${days}`,
    nthOfMonth: (nth, day) => `every month on the ${ORDINALS[nth]} ${day}`,
    dayOfMonth: (days) => `every month on day ${days}`,
    lastOfMonth: 'every month on its last day',
    inMonths: (what, months) => `${what}, in ${months}`,
    dayOfYear: (day, month) => `every year on ${day} ${month}`,
    at: (what, times) => `${what}, at ${times}`,
    every: (value, unit) => (value === 1 ? `every ${unit}` : `every ${value} ${unit}s`),
    once: (day, time) => `once, on ${day} at ${time}`,
  },
  pt: {
    locale: 'pt-BR',
    everyDay: 'todos os dias',
    everyHour: (minute) => `toda hora, no minuto ${minute}`,
    week: (days) => `toda semana: ${days}`,
    nthOfMonth: (nth, day) => `todo mês: ${day}, na ${nth}ª vez do mês`,
    dayOfMonth: (days) => `todo mês, no dia ${days}`,
    lastOfMonth: 'todo mês, no último dia',
    inMonths: (what, months) => `${what}, em ${months}`,
    dayOfYear: (day, month) => `todo ano, em ${day} de ${month}`,
    at: (what, times) => `${what}, às ${times}`,
    every: (value, unit) => `a cada ${value === 1 ? '' : `${value} `}${PT_UNITS[unit][value === 1 ? 0 : 1]}`,
    once: (day, time) => `uma vez, em ${day} às ${time}`,
  },
} as const satisfies Record<string, Words>;

/** The languages that it is said in. */
export type Language = keyof typeof WORDS;

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** A schedule in words, without its time zone; null where it is none of the usual ones, which its expression says best. */
export function scheduleInWords(expression: string, language: Language): string | null {
  const words: Words = WORDS[language];
  const schedule = readSchedule(expression);
  switch (schedule?.kind) {
    case 'rate':
      return words.every(schedule.value, schedule.unit);
    case 'at': {
      const [day = '', time = ''] = schedule.localTime.split('T');
      return words.once(inLocale(words, { dateStyle: 'long' }, `${day}T00:00Z`), time);
    }
    case 'cron':
      return cronInWords(schedule.fields, words);
    default:
      return null;
  }
}

function cronInWords(
  [minutes = '', hours = '', day = '', month = '', weekday = '', year = '']: readonly string[],
  words: Words,
) {
  if (year !== '*' || !/^\d{1,2}$/.test(minutes)) return null;
  const minute = minutes.padStart(2, '0');
  const isEveryDay = [day, month, weekday].every((field) => field === '*' || field === '?');
  if (hours === '*') return isEveryDay ? words.everyHour(minute) : null;
  const times = numbers(hours, 0, 23);
  const days = daysInWords(day, month, weekday, words);
  if (times === null || days === null) return null;
  return words.at(
    days,
    listed(
      words,
      times.map((hour) => `${String(hour).padStart(2, '0')}:${minute}`),
    ),
  );
}

function daysInWords(day: string, month: string, weekday: string, words: Words): string | null {
  const months = month === '*' ? [] : named(month, MONTHS, 1);
  if (months === null) return null;
  const monthNames = months.map((at) =>
    inLocale(words, { month: 'long' }, `2026-${String(at + 1).padStart(2, '0')}-01T00:00Z`),
  );
  const [only] = numbers(day, 1, 31) ?? [];
  if (months.length === 1 && only !== undefined && /^\d+$/.test(day)) return words.dayOfYear(only, monthNames[0] ?? '');
  const what = isAny(weekday) ? ofMonth(day, words) : isAny(day) ? ofWeek(weekday, words) : null;
  return what === null || months.length === 0 ? what : words.inMonths(what, listed(words, monthNames));
}

function ofMonth(day: string, words: Words): string | null {
  if (isAny(day)) return words.everyDay;
  if (day === 'L') return words.lastOfMonth;
  const days = numbers(day, 1, 31);
  return days && words.dayOfMonth(listed(words, days.map(String)));
}

function ofWeek(weekday: string, words: Words): string | null {
  const [, of = weekday, nth] = /^(\w+)#([1-5])$/.exec(weekday) ?? [];
  const days = named(of, DAYS, 1);
  if (days === null) return null;
  // 1 February 2026 is a Sunday.
  const names = days.map((at) => inLocale(words, { weekday: 'long' }, `2026-02-0${at + 1}T00:00Z`));
  return nth === undefined ? words.week(listed(words, names)) : words.nthOfMonth(Number(nth), names[0] ?? '');
}

function isAny(field: string): boolean {
  return field === '*' || field === '?';
}

/** `9`, or `9,18`; null for anything else. */
function numbers(field: string, least: number, most: number): readonly number[] | null {
  const all = field.split(',').map((one) => (/^\d{1,2}$/.test(one) ? Number(one) : Number.NaN));
  return all.every((one) => one >= least && one <= most) ? all : null;
}

/** Positions of names or numbers, such as `MON`, `2`, `MON,WED` or `MON-FRI`; null for anything else. */
function named(field: string, names: readonly string[], first: number): readonly number[] | null {
  const at = (one = '') => (/^\d{1,2}$/.test(one) ? Number(one) - first : names.indexOf(one));
  const all = field.split(',').flatMap((part) => {
    const [from, to] = part.split('-').map(at);
    if (from === undefined || to === undefined) return from ?? -1;
    return to < from ? -1 : Array.from({ length: to - from + 1 }, (_, step) => from + step);
  });
  return all.every((one) => one >= 0 && one < names.length) ? all : null;
}

function inLocale({ locale }: Words, format: Intl.DateTimeFormatOptions, instant: string): string {
  return new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(new Date(instant));
}

function listed({ locale }: Words, parts: readonly string[]): string {
  return new Intl.ListFormat(locale).format(parts);
}
