import * as z from 'zod';
import { readSeverities } from '../../../cli/deliveries/severities.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { Deliveries, Delivery, DeliveryRow } from '../../api.ts';
import type { Context } from '../context.ts';
import { factsOf } from '../deliveries/facts-of.ts';
import { requestOf } from '../deliveries/request-of.ts';
import { verificationOf } from '../deliveries/verification-of.ts';
import { notFound } from '../refusal.ts';
import { get, limitOf, readQuery } from '../route.ts';
import { orderRow } from './order-row.ts';

const NO_SEVERITY = 'write success, warning or error, or several of them, such as warning,error';

const list = z.strictObject({
  before: z.string().max(400).optional(),
  limit: limitOf(500, 100),
  store: z.string().optional(),
  topic: z.string().optional(),
  outcome: z.string().optional(),
  severity: z
    .string()
    .transform((text, context) => {
      const names = readSeverities(text);
      if (names !== null) return names;
      context.addIssue(NO_SEVERITY);
      return z.NEVER;
    })
    .optional(),
  order: z.string().optional(),
  search: z.string().max(200).optional(),
});

const one = z.strictObject({ reveal: z.literal('1').optional() });

export const deliveryRoutes = [
  get('/api/deliveries', async ({ deliveries, ordersOfCustomer }, { query, deadline }) => {
    const { before = null, limit, ...filter } = readQuery(list, query);
    const search = filter.search?.trim() ?? '';
    const ofCustomer = search === '' ? undefined : await ordersOfCustomer(search, deadline);
    return (await deliveries.page({ ...filter, ofCustomer }, { before, limit }, deadline)) satisfies Deliveries;
  }),
  get('/api/deliveries/{id}', async (context, { path: { id = '' }, query, deadline }) => {
    const { reveal } = readQuery(one, query);
    const found = await context.deliveries.find(id, deadline);
    if (found === null) {
      throw notFound(
        'There is no such delivery, or it is kept no longer.',
        `delivery ${id}`,
        'The list shows those that there are.',
      );
    }
    const { row, logged, log } = found;
    const { stores, settling } = await context.connection.config();
    const store = stores.find((known) => known.id === row.store) ?? null;
    const personal = reveal === '1';
    const answer: Delivery = {
      delivery: row,
      request: logged && requestOf(logged, personal),
      verification: verificationOf(row),
      facts: logged === null || store === null ? null : await factsOf(logged, store, personal, deadline),
      order: await orderRow(context, { stores, settling }, row, await newestOf(context, row, deadline), deadline),
      log,
    };
    return answer;
  }),
];

/** The newest delivery that named its order; on a stage, whose log would have to be searched, this one. */
async function newestOf({ local, deliveries }: Context, row: DeliveryRow, deadline: Deadline): Promise<DeliveryRow> {
  const { store, order } = row;
  if (local === null || store === null || order === null) return row;
  const { deliveries: newest } = await deliveries.page({ store, order }, { before: null, limit: 1 }, deadline);
  return newest[0] ?? row;
}
