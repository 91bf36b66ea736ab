import * as z from 'zod';
import { awardId, parseAwardId } from '../domain/award-record.ts';
import { parseOrderId } from '../domain/order-facts.ts';
import type { RecordKey } from '../domain/record.ts';
import { parseJson } from '../shared/parse-json.ts';

/** Names records to settle later. It holds no truth: a message lost, doubled or late changes nothing that the ledger knows. */
export interface PostingQueue {
  /** `failed` were not queued and may be sent again. Rejects when it is unknown which were queued; then all may be sent again. */
  send(
    keys: readonly RecordKey[],
    delaySeconds: number,
    signal: AbortSignal,
  ): Promise<{ readonly failed: readonly RecordKey[] }>;
}

const store = z.string().min(1);
const settleMessage = z.union([z.object({ store, order: z.string() }), z.object({ store, award: z.string() })]);

/** Writes the message that names one record. */
export function toPostingMessage(key: RecordKey): string {
  return JSON.stringify(
    'order' in key ? { store: key.store, order: key.order } : { store: key.store, award: key.award },
  );
}

/** Reads a message back, or `undefined` when it names no record. */
export function parsePostingMessage(body: string): RecordKey | undefined {
  const { data: named } = settleMessage.safeParse(parseJson(body));
  if (named === undefined) return undefined;
  if ('order' in named) {
    const order = parseOrderId(named.order);
    return order === undefined ? undefined : { store: named.store, order };
  }
  const parts = parseAwardId(named.award);
  return parts === undefined ? undefined : { store: named.store, award: awardId(parts) };
}
