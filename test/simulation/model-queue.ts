import type { OrderKey } from '../../src/ledger/order-record.ts';
import type { SettleQueue } from '../../src/queue/settle-queue.ts';

export interface ModelQueue extends SettleQueue {
  /** Takes what may be received at `nowMs`. */
  receive(nowMs: number): OrderKey[];
  /** When the next message may be received, or `null` when there is none. */
  nextAtMs(): number | null;
}

/** A model of the settle queue; delivers at least once and in no particular order. */
export function createModelQueue(now: () => number): ModelQueue {
  let messages: { key: OrderKey; atMs: number }[] = [];
  return {
    async send(keys, delaySeconds, signal) {
      signal.throwIfAborted();
      for (const key of keys) messages.push({ key, atMs: now() + delaySeconds * 1000 });
      return { failed: [] };
    },
    receive(nowMs) {
      const ready = messages.filter(({ atMs }) => atMs <= nowMs);
      messages = messages.filter(({ atMs }) => atMs > nowMs);
      return ready.map(({ key }) => key).reverse();
    },
    nextAtMs: () => (messages.length === 0 ? null : Math.min(...messages.map(({ atMs }) => atMs))),
  };
}
