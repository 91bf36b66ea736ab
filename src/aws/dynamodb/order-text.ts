import * as z from 'zod/mini';
import type { OrderRecord } from '../../domain/order-record.ts';
import { jsonText } from './json-text.ts';
import { storedOrder, wholeOrder, writtenOrder } from './stored-order.ts';
import { storedRows, writtenRows } from './stored-rows.ts';

/** An order as one line of JSON: its item's record as an object, and the rows of its pages. */
export function orderText(order: OrderRecord): string {
  const { attributes, pages } = writtenOrder(order, []);
  const { store, order: number, record } = attributes;
  return JSON.stringify({
    store,
    order: number,
    facts: jsonText.parse(record),
    ...(pages.length > 0 && { pages: pages.map(({ name, rows }) => ({ name, rows: writtenRows(rows) })) }),
  });
}

const line = z.object({
  store: z.string(),
  order: z.string(),
  facts: z.unknown(),
  pages: z._default(z.array(z.object({ name: z.string(), rows: storedRows })), []),
});

/** Reads what `orderText` wrote; `null` for anything else, a newer version's too. */
export function readOrderText(text: string): OrderRecord | null {
  try {
    const { store, order, facts, pages } = line.parse(JSON.parse(text));
    const names = pages.map(({ name }) => name);
    return wholeOrder(storedOrder.parse({ store, order, record: JSON.stringify(facts), pages: names }), pages);
  } catch {
    return null;
  }
}
