import * as z from 'zod';
import type { OrderKey } from '../ledger/order-record.ts';
import { parseOrderId } from '../orders/order-facts.ts';

/** Names orders to settle later. It holds no truth: a message lost, doubled or late changes nothing that the ledger knows. */
export interface SettleQueue {
  /** `failed` were not queued and may be sent again. Rejects when it is unknown which were queued; then all may be sent again. */
  send(
    keys: readonly OrderKey[],
    delaySeconds: number,
    signal: AbortSignal,
  ): Promise<{ readonly failed: readonly OrderKey[] }>;
}

const settleMessage = z.object({ store: z.string().min(1), order: z.string() });

/** Writes the message that names one order. */
export function toSettleMessage({ store, order }: OrderKey): string {
  return JSON.stringify({ store, order });
}

/** Reads a message back, or `undefined` when it names no order. */
export function parseSettleMessage(body: string): OrderKey | undefined {
  const message = settleMessage.safeParse(parseJson(body));
  if (!message.success) return undefined;
  const order = parseOrderId(message.data.order);
  return order === undefined ? undefined : { store: message.data.store, order };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
