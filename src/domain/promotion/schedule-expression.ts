/** A parsed schedule expression of EventBridge Scheduler. */
export type ScheduleExpression =
  | { readonly kind: 'cron'; readonly fields: readonly string[] }
  | { readonly kind: 'rate'; readonly value: number; readonly unit: 'minute' | 'hour' | 'day' }
  /** `localTime` is to the minute, such as `2026-12-24T09:00`. */
  | { readonly kind: 'at'; readonly localTime: string; readonly seconds: number };

export const SCHEDULE_WANTED =
  'write it as EventBridge Scheduler does: "at(2026-12-24T09:00:00)", "rate(7 days)" or, with six fields, "cron(0 9 * * ? *)"';

const CRON = /^cron\((\S+(?: \S+){5})\)$/;
const RATE = /^rate\(([1-9]\d{0,3}) (minute|hour|day)s?\)$/;
const AT = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}):([0-5]\d)\)$/;

/**
 * Parses a schedule expression; `null` where the text has none of the three forms. Does not check that days and fields exist.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function readSchedule(expression: string): ScheduleExpression | null {
  const cron = CRON.exec(expression)?.[1];
  if (cron !== undefined) return { kind: 'cron', fields: cron.split(' ') };
  const [, value, unit] = RATE.exec(expression) ?? [];
  if (value !== undefined) return { kind: 'rate', value: Number(value), unit: unit as 'minute' | 'hour' | 'day' };
  const [, localTime = '', seconds] = AT.exec(expression) ?? [];
  return seconds === undefined ? null : { kind: 'at', localTime, seconds: Number(seconds) };
}
