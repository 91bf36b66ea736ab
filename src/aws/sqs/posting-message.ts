import * as z from 'zod/mini';
import { readAwardId } from '../../domain/award-record.ts';
import { parseOrderId } from '../../domain/order-facts.ts';
import type { RecordKey } from '../../domain/record.ts';
import { parseJson } from '../../shared/parse-json.ts';

const store = z.string().check(z.minLength(1));
const postingMessage = z.union([z.object({ store, order: z.string() }), z.object({ store, award: z.string() })]);

/** Writes the message that names a record. */
export function toPostingMessage(key: RecordKey): string {
  return JSON.stringify(
    'order' in key ? { store: key.store, order: key.order } : { store: key.store, award: key.award },
  );
}

/** Reads the message that names a record; `undefined` for any other. */
export function parsePostingMessage(body: string): RecordKey | undefined {
  const { data: named } = postingMessage.safeParse(parseJson(body));
  if (named === undefined) return undefined;
  if ('order' in named) {
    const order = parseOrderId(named.order);
    return order && { store: named.store, order };
  }
  const award = readAwardId(named.award);
  return award && { store: named.store, award };
}
