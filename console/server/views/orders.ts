import * as z from 'zod';
import { explainedOrder, toldOrder } from '../../../cli/explain.ts';
import { type OrderId, parseOrderId } from '../../../src/domain/order-facts.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { DeliveryRow, OrderRow, Orders, OrderView } from '../../api.ts';
import type { Context } from '../context.ts';
import { timelineOf } from '../orders/timeline.ts';
import { Refusal } from '../refusal.ts';
import { get, limitOf, readQuery } from '../route.ts';
import { possibleActs } from '../try/possible-acts.ts';
import { waitingOrders } from '../work/waiting-orders.ts';
import { orderRow } from './order-row.ts';

const list = z.strictObject({
  store: z.string().optional(),
  before: z.string().max(400).optional(),
  limit: limitOf(100, 30),
});

const view = z.strictObject({ reveal: z.literal('1').optional() });

interface Wanted extends Pick<DeliveryRow, 'store' | 'order'> {
  readonly row: DeliveryRow | null;
}

/** Deliveries that are looked through for so many orders. */
const LOOKED_THROUGH = 500;
/** A clock's error, and the time that a delivery takes. */
const BEFORE_MS = 600_000;

export const orderRoutes = [
  get('/api/orders', async (context, { query, deadline }) => {
    const { before, limit, store } = readQuery(list, query);
    const config = await context.connection.config();
    const { named, next } = await lately(context, { before: before ?? null, limit, store }, deadline);
    // What the indexes list stands on the first page, as it may be of long ago.
    const waiting = before === undefined ? await waitingOrders(context.connection, limit, deadline) : { keys: [] };
    const others = waiting.keys.filter((key) => store === undefined || key.store === store);
    const wanted = new Map<string, Wanted>(others.map((key) => [`${key.store}/${key.order}`, { ...key, row: null }]));
    for (const row of named) wanted.set(`${row.store}/${row.order}`, { store: row.store, order: row.order, row });
    const rows = await Promise.all(
      [...wanted.values()].map((one) => orderRow(context, config, one, one.row, deadline)),
    );
    const orders = rows.filter((row) => row !== null).toSorted(byLastDelivery);
    return { orders, next } satisfies Orders;
  }),
  get('/api/orders/{store}/{order}', async (context, { path, query, language, deadline }) => {
    const key = keyOf(path);
    const { reveal } = readQuery(view, query);
    const { record, said } = await explainedOrder(context.connection, key, reveal === '1', deadline);
    const sinceMs = Math.min(...record.entries.map(({ plannedAtMs }) => plannedAtMs), deadline.now()) - BEFORE_MS;
    const told = await context.deliveries.ofOrder(key, sinceMs, deadline);
    const answer: OrderView = {
      explanation: said,
      text: toldOrder(said, language),
      timeline: timelineOf({ record, said, ...told, nowMs: deadline.now() }),
      acts: await possibleActs(context, key, deadline),
    };
    return answer;
  }),
];

/** @throws {Refusal} where the address names no order */
export function keyOf({ store = '', order = '' }: { readonly store?: string; readonly order?: string }): {
  readonly store: string;
  readonly order: OrderId;
} {
  const id = parseOrderId(order);
  if (id !== undefined && store !== '') return { store, order: id };
  throw new Refusal(400, {
    what: 'An order is named by its store and the platform’s own number.',
    where: `${store}/${order}`,
    next: 'Such as my-shop/5820982911946; customers see another number.',
  });
}

/** The newest delivery of each order that one named lately. */
async function lately(
  { deliveries }: Context,
  asked: { readonly before: string | null; readonly limit: number; readonly store: string | undefined },
  deadline: Deadline,
): Promise<{ readonly named: readonly DeliveryRow[]; readonly next: string | null }> {
  const page = { before: asked.before, limit: LOOKED_THROUGH };
  const found = await deliveries.page({ store: asked.store }, page, deadline);
  const newest = new Map<string, DeliveryRow>();
  let last: DeliveryRow | null = null;
  for (const row of found.deliveries) {
    const name = `${row.store}/${row.order}`;
    if (row.order !== null && row.store !== null && !newest.has(name)) {
      if (newest.size === asked.limit) return { named: [...newest.values()], next: last?.id ?? null };
      newest.set(name, row);
    }
    last = row;
  }
  return { named: [...newest.values()], next: found.next };
}

function byLastDelivery(one: OrderRow, other: OrderRow): number {
  const [first, second] = [one.lastDelivery?.at ?? '', other.lastDelivery?.at ?? ''];
  return first < second ? 1 : first > second ? -1 : 0;
}
