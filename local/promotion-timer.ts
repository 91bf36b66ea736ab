import { nextTimes } from '../deploy/schedule-times.ts';
import type { Promotion } from '../src/domain/promotion/promotion.ts';
import { readSchedule } from '../src/domain/promotion/schedule-expression.ts';
import type { PromotionQueue } from '../src/ports/promotion-queue.ts';
import { keepOn, pause } from './keep-on.ts';
import { messageOf } from './message-of.ts';

const EVERY_MS = 1_000;
/** Of one promotion, when the clock was moved. */
const MAX_AT_ONCE = 100;
const UNITS_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** What EventBridge Scheduler does with the schedules of promotions. Returns what stops it. */
export function startPromotionTimer(
  promotions: readonly Promotion[],
  queue: PromotionQueue,
  log: (line: string) => void,
  now: () => number = Date.now,
): () => Promise<void> {
  const begunAtMs = now();
  let toldToMs = begunAtMs;
  return keepOn(async (signal) => {
    await pause(EVERY_MS, signal);
    if (signal.aborted) return;
    const nowMs = now();
    const due = promotions.flatMap((promotion) => dueBetween(promotion, begunAtMs, toldToMs, nowMs));
    toldToMs = nowMs;
    if (due.length === 0) return;
    await queue.send(due, 0, signal).catch((error) => log(`a promotion could not be fired: ${messageOf(error)}`));
  });
}

/** One, or several where the clock was moved ahead past them; of too many, the last. */
function dueBetween(promotion: Promotion, begunAtMs: number, afterMs: number, nowMs: number) {
  const times: number[] = [];
  for (let at = nextOf(promotion, begunAtMs, afterMs); at !== undefined && at <= nowMs; ) {
    times.push(at);
    at = nextOf(promotion, begunAtMs, at);
  }
  const { id, untilMs } = promotion;
  return times
    .filter((at) => untilMs === null || at < untilMs)
    .slice(-MAX_AT_ONCE)
    .map((scheduledAtMs) => ({ kind: 'trigger', trigger: { promotion: id, scheduledAtMs } }) as const);
}

function nextOf({ schedule, timeZone }: Promotion, begunAtMs: number, afterMs: number): number | undefined {
  const expression = readSchedule(schedule);
  return expression?.kind === 'rate'
    ? nextMultiple(begunAtMs, afterMs, expression.value * UNITS_MS[expression.unit])
    : nextTimes(schedule, timeZone, afterMs, 1)[0];
}

function nextMultiple(begunAtMs: number, afterMs: number, everyMs: number): number {
  return begunAtMs + Math.ceil((afterMs + 1 - begunAtMs) / everyMs) * everyMs;
}
