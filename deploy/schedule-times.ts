import { readSchedule, SCHEDULE_WANTED } from '../src/domain/promotion/schedule-expression.ts';
import { instantOf } from '../src/shared/local-time.ts';
import { cronFault, wallClock } from './cron-fields.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** What keeps EventBridge Scheduler from taking the expression, or from ever firing, in words; null when nothing does. */
export function scheduleFault(expression: string, timeZone: string): string | null {
  const schedule = readSchedule(expression);
  switch (schedule?.kind) {
    case undefined:
      return SCHEDULE_WANTED;
    case 'rate': {
      const wanted = `rate(${schedule.value} ${schedule.unit}${schedule.value === 1 ? '' : 's'})`;
      return expression === wanted ? null : `write "${wanted}"`;
    }
    case 'at':
      return instantOf(schedule.localTime, timeZone) === undefined
        ? `there is no ${schedule.localTime} in ${timeZone}`
        : null;
    case 'cron':
      return (
        cronFault(schedule.fields) ?? (comesAtAll(schedule.fields, timeZone) ? null : 'there is no such day, ever')
      );
    default:
      return schedule satisfies never;
  }
}

/** The next instants after one, the first of them first. None of a `rate`: nobody knows when it was begun. */
export function nextTimes(expression: string, timeZone: string, afterMs: number, count: number): number[] {
  const schedule = readSchedule(expression);
  if (schedule?.kind === 'cron') return take(cronTimesAfter(schedule.fields, timeZone, afterMs), count);
  const atMs = schedule?.kind === 'at' ? instantOfAt(schedule, timeZone) : null;
  return atMs === null || atMs <= afterMs ? [] : [atMs].slice(0, count);
}

/** The last instant before one, or null where there is none; of a `rate` nobody knows any. */
export function lastTime(expression: string, timeZone: string, beforeMs: number): number | null {
  const schedule = readSchedule(expression);
  if (schedule?.kind === 'cron') return lastCronTime(schedule.fields, timeZone, beforeMs);
  const atMs = schedule?.kind === 'at' ? instantOfAt(schedule, timeZone) : null;
  return atMs === null || atMs >= beforeMs ? null : atMs;
}

function instantOfAt({ localTime, seconds }: { localTime: string; seconds: number }, timeZone: string): number | null {
  const minuteMs = instantOf(localTime, timeZone);
  return minuteMs === undefined ? null : minuteMs + seconds * SECOND_MS;
}

function comesAtAll(fields: readonly string[], timeZone: string): boolean {
  return take(cronTimesAfter(fields, timeZone, Date.UTC(1969, 0)), 1).length > 0;
}

/** From a day earlier on the wall clock, since no zone is further from UTC than that. */
function* cronTimesAfter(fields: readonly string[], timeZone: string, afterMs: number): Generator<number> {
  const cron = wallClock(fields);
  for (let wall = cron.nextRun(new Date(afterMs - DAY_MS)); wall !== null; wall = cron.nextRun(wall)) {
    const instant = instantOnWall(wall, timeZone);
    if (instant !== undefined && instant > afterMs) yield instant;
  }
}

function lastCronTime(fields: readonly string[], timeZone: string, beforeMs: number): number | null {
  const cron = wallClock(fields);
  const earlier = (wall: Date) => cron.previousRuns(1, wall)[0];
  for (let wall = earlier(new Date(beforeMs + DAY_MS)); wall !== undefined; wall = earlier(wall)) {
    const instant = instantOnWall(wall, timeZone);
    if (instant !== undefined && instant < beforeMs) return instant;
  }
  return null;
}

/**
 * A time that the clocks skip is left out, and of one that comes twice the first is taken: it fires once, and AWS does not
 * say when.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
function instantOnWall(wall: Date, timeZone: string): number | undefined {
  return instantOf(wall.toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length), timeZone);
}

function take(times: Iterator<number>, count: number): number[] {
  const taken: number[] = [];
  while (taken.length < count) {
    const { value, done } = times.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}
