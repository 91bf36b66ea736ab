import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { FunctionLog } from './lambda/execution-environment.ts';

const settleLine = z.object({
  what: z.literal('settle'),
  outcome: z.string(),
  severity: z.enum(['success', 'warning', 'error']),
  disposition: z.string(),
  order: z.string(),
});

type SettleLine = z.infer<typeof settleLine>;

/** What the settle function's log lines tell of the orders that were settled from the queue. */
export interface SettledOrders {
  readonly log: FunctionLog;
  /** The outcome that ended the order's waiting, or null when none came in time. */
  until(order: string, withinMs: number): Promise<SettleLine | null>;
}

export function watchSettledOrders(): SettledOrders {
  const ended = new Map<string, SettleLine>();
  return {
    log(functionName, line) {
      if (functionName !== 'settle') return;
      const read = settleLine.safeParse(parseJson(line));
      if (!read.success || read.data.disposition === 'deferred' || ended.has(read.data.order)) return;
      ended.set(read.data.order, read.data);
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
