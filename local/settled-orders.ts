import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';
import type { FunctionLog } from './lambda/execution-environment.ts';

const settleLine = z.object({
  what: z.enum(['settle', 'promotion']),
  outcome: z.string(),
  severity: z.enum(['success', 'warning', 'error']),
  disposition: z.string().default('done'),
  order: z.string(),
});

const guardLine = z.object({ what: z.enum(['webhooksOff', 'webhookRepaired']) });

type SettleLine = z.infer<typeof settleLine>;

/** What log lines tell of the orders that were settled from the queue, and of promotions. */
export interface SettledOrders {
  readonly log: FunctionLog;
  /** The outcome that ended the order's waiting, or null when none came in time. */
  until(order: string, withinMs: number): Promise<SettleLine | null>;
  /** What every message of a promotion came to, in order. */
  readonly promotions: readonly SettleLine[];
  /** What the guard over webhooks has told, in order. */
  readonly guarded: readonly z.infer<typeof guardLine>['what'][];
}

export function watchSettledOrders(): SettledOrders {
  const ended = new Map<string, SettleLine>();
  const promotions: SettleLine[] = [];
  const guarded: z.infer<typeof guardLine>['what'][] = [];
  return {
    promotions,
    guarded,
    log(functionName, line) {
      const guard = functionName === 'reconcile' ? guardLine.safeParse(parseJson(line)).data : undefined;
      if (guard !== undefined) guarded.push(guard.what);
      if (functionName !== 'settle' && functionName !== 'promotions') return;
      const { data: told } = settleLine.safeParse(parseJson(line));
      if (told?.what === 'promotion') promotions.push(told);
      else if (told !== undefined && told.disposition !== 'deferred' && !ended.has(told.order))
        ended.set(told.order, told);
    },
    async until(order, withinMs) {
      for (const deadlineMs = Date.now() + withinMs; Date.now() < deadlineMs; await sleep(20)) {
        const line = ended.get(order);
        if (line !== undefined) return line;
      }
      return null;
    },
  };
}
