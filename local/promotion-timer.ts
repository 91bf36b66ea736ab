import { nextTimes } from '../deploy/schedule-times.ts';
import type { Promotion } from '../src/domain/promotion/promotion.ts';
import { readSchedule } from '../src/domain/promotion/schedule-expression.ts';
import type { PromotionQueue } from '../src/ports/promotion-queue.ts';
import { keepOn, pause } from './keep-on.ts';
import { messageOf } from './message-of.ts';

const EVERY_MS = 1_000;
const UNITS_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** What EventBridge Scheduler does with the schedules of promotions. Returns what stops it. */
export function startPromotionTimer(
  promotions: readonly Promotion[],
  queue: PromotionQueue,
  log: (line: string) => void,
): () => Promise<void> {
  const begunAtMs = Date.now();
  let toldToMs = begunAtMs;
  return keepOn(async (signal) => {
    await pause(EVERY_MS, signal);
    if (signal.aborted) return;
    const nowMs = Date.now();
    const due = promotions.flatMap((promotion) => dueBetween(promotion, begunAtMs, toldToMs, nowMs));
    toldToMs = nowMs;
    if (due.length === 0) return;
    await queue.send(due, 0, signal).catch((error) => log(`a promotion could not be fired: ${messageOf(error)}`));
  });
}

function dueBetween({ id, schedule, timeZone, untilMs }: Promotion, begunAtMs: number, afterMs: number, nowMs: number) {
  const expression = readSchedule(schedule);
  const at =
    expression?.kind === 'rate'
      ? nextMultiple(begunAtMs, afterMs, expression.value * UNITS_MS[expression.unit])
      : nextTimes(schedule, timeZone, afterMs, 1)[0];
  const isDue = at !== undefined && at <= nowMs && (untilMs === null || at < untilMs);
  return isDue ? [{ kind: 'trigger', trigger: { promotion: id, scheduledAtMs: at } } as const] : [];
}

function nextMultiple(begunAtMs: number, afterMs: number, everyMs: number): number {
  return begunAtMs + Math.ceil((afterMs + 1 - begunAtMs) / everyMs) * everyMs;
}
