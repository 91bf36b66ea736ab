import { parseOrderId } from '../../domain/order-facts.ts';
import type { ShopifyStore } from '../../domain/store.ts';
import type {
  FetchedOrder,
  OrderSource,
  PageStart,
  StoreApi,
  StoreApiCredentials,
  StoreApiFault,
} from '../../ports/store-api.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { isObject } from '../payload-fields.ts';
import { failed, unsupported } from '../store-api-fault.ts';
import type { ShopifyAdmin } from './admin-graphql.ts';
import { adminOrderSchema, orderIdsSchema, ordersSchema } from './admin-order-schema.ts';
import { ORDER, ORDER_IDS, ORDERS } from './admin-queries.ts';
import { TOO_DEAR } from './admin-reply.ts';
import { adminAccess } from './admin-token.ts';
import { bodyOfAdminOrder } from './body-of-admin-order.ts';
import { time } from './field-schemas.ts';
import { nextPosition, positionSince, readPosition, searchSince, writtenPosition } from './page-position.ts';
import { type Ask, wholeOrder } from './whole-order.ts';
import { idOf } from './written-id.ts';

/** Orders of a page whose other parts are asked for at a time. */
const AT_ONCE = 4;

/**
 * The orders of Shopify's Admin API, as webhooks write them. Without the scope `read_all_orders`, only those of 60 days are given.
 * @see https://shopify.dev/docs/api/admin-graphql/latest/queries/orders
 */
export function createShopifyApi(
  now: () => number,
  admin: ShopifyAdmin,
): StoreApi<ShopifyStore> & OrderSource<ShopifyStore> {
  return {
    async changedOrders(store, credentials, { start, size }, signal) {
      const ask = asker(admin, store, credentials, signal);
      if ('kind' in ask) return ask;
      const position = positionOf(start);
      if (position === undefined) return unsupported('the place to go on from is of another version');
      const askedAtMs = now();
      const search = { query: searchSince(position), first: size, after: position.cursor };
      const list = await listOf(ask, search, store);
      if (list.kind !== 'list') return list;
      const { nodes, serverNowMs, pageInfo } = list;
      const orders = await allRead(nodes, ask);
      if ('kind' in orders) return orders;
      const changesMs = orders.flatMap(({ changedAtMs }) => changedAtMs ?? []);
      const { hasNextPage, endCursor } = pageInfo;
      const next = hasNextPage && endCursor ? nextPosition(position, endCursor, changesMs) : null;
      const storeNowMs = serverNowMs ?? now();
      return { kind: 'page', orders, resume: next && writtenPosition(next), askedAtMs, storeNowMs };
    },
    async order(store, credentials, order, signal) {
      const ask = asker(admin, store, credentials, signal);
      if ('kind' in ask) return ask;
      const one = await ask(ORDER, { id: `gid://shopify/Order/${order}`, customer: needsCustomer(store) });
      if (one.kind !== 'data') return one;
      return one.data.order === null ? null : await fetchedOrder(one.data.order, ask);
    },
  };
}

function asker(
  admin: ShopifyAdmin,
  store: ShopifyStore,
  credentials: StoreApiCredentials,
  signal: AbortSignal,
): Ask | StoreApiFault {
  const access = adminAccess(store, credentials);
  return 'kind' in access ? access : (document, variables) => admin.ask(access, document, variables, signal);
}

function positionOf(start: PageStart) {
  return 'resume' in start ? readPosition(start.resume) : positionSince(start.sinceMs);
}

/** A customer is asked for where one names the points' owner: it takes a scope of its own. */
function needsCustomer({ customer }: ShopifyStore): boolean {
  return customer.by !== 'document';
}

/** A page of orders as the API gives them. Where all of them together are too dear, each is asked for alone. */
async function listOf(ask: Ask, search: { readonly query: string }, store: ShopifyStore) {
  const customer = needsCustomer(store);
  const answer = await ask(ORDERS, { ...search, customer });
  if (answer.kind === 'data') {
    const { data } = ordersSchema.safeParse(answer.data);
    return data === undefined
      ? failed('the answer has no orders')
      : { kind: 'list' as const, ...data.orders, serverNowMs: answer.serverNowMs };
  }
  if (answer.kind !== 'failed' || !answer.because.startsWith(TOO_DEAR)) return answer;
  const listed = await ask(ORDER_IDS, search);
  if (listed.kind !== 'data') return listed;
  const { data } = orderIdsSchema.safeParse(listed.data);
  if (data === undefined) return failed('the answer has no orders');
  const nodes: unknown[] = [];
  for (const { id } of data.orders.nodes) {
    const one = await ask(ORDER, { id, customer });
    if (one.kind !== 'data') return one;
    // An order that was deleted meanwhile has no points to lose.
    if (one.data.order !== null) nodes.push(one.data.order);
  }
  return { kind: 'list' as const, nodes, pageInfo: data.orders.pageInfo, serverNowMs: listed.serverNowMs };
}

async function allRead(nodes: readonly unknown[], ask: Ask): Promise<readonly FetchedOrder[] | StoreApiFault> {
  const orders = new Map<number, FetchedOrder>();
  let fault: StoreApiFault | null = null;
  await inParallel([...nodes.entries()], AT_ONCE, async ([place, node]) => {
    const read = fault ?? (await fetchedOrder(node, ask));
    if ('kind' in read) fault = read;
    else orders.set(place, read);
  });
  return fault ?? nodes.map((_, place) => orders.get(place)).filter((order) => order !== undefined);
}

/** An order that is not as it is asked for keeps the body that it has: interpreting tells of it. */
async function fetchedOrder(node: unknown, ask: Ask): Promise<FetchedOrder | StoreApiFault> {
  const { id, updatedAt } = isObject(node) ? node : {};
  const order = typeof id === 'string' ? parseOrderId(idOf({ admin_graphql_api_id: id }) ?? '') : undefined;
  const known = { order: order ?? null, changedAtMs: time.safeParse(updatedAt).data ?? null };
  const parsed = adminOrderSchema.safeParse(node);
  if (!parsed.success) return { ...known, rawBody: bytesOf(node) };
  const read = await wholeOrder(parsed.data, ask);
  if ('kind' in read) return read;
  return { ...known, rawBody: bytesOf(bodyOfAdminOrder(read.order, read.tips)) };
}

function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
