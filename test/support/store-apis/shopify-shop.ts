import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Kind, parse } from 'graphql';
import type { ShopFault } from '../../../sandbox/shops/shop-faults.ts';
import { actualCost, requestedCost } from './shopify-cost.ts';
import { type Json, objectsOf, type ShopifyObjects } from './shopify-objects.ts';
import { ADMIN_SCHEMA, documentErrors, runDocument } from './shopify-schema.ts';
import { createShopSubscriptions, type ShopSubscriptions } from './shopify-webhooks.ts';

export const TOKEN = { accessToken: 'shpat_made_up_token_of_the_shop' };
export const CLIENT = { clientId: 'made_up_client_of_the_shop', clientSecret: 'shpss_made_up_secret' };

export interface ShopifyShopSettings {
  readonly now: () => number;
  /** Of the app's token. */
  readonly scopes: readonly string[];
  readonly maxCost: number;
  /** The bucket of points, and how many come back each second. */
  readonly bucket: number;
  readonly restoreRate: number;
}

export interface ShopifyShop {
  readonly url: string;
  readonly webhooks: ShopSubscriptions;
  /** Adds an order as a webhook's body has it, or puts another version of it in its place. */
  put(body: Json): void;
  remove(id: number): void;
  configure(changes: Partial<ShopifyShopSettings>): void;
  /** The next `times` queries meet this. */
  fail(fault: ShopFault, times?: number): void;
  /** The next query is answered these errors. */
  answerErrors(errors: readonly object[]): void;
  /** Called once, between the next choice of orders and their reading. */
  meanwhile(change: () => void): void;
  /** Takes so many points from the bucket, as another caller of the same app does. */
  spend(points: number): void;
  /** No token given so far is taken any more. */
  revokeTokens(): void;
  /** The operations' names with their requested cost, in the order of their arrival. */
  readonly queries: readonly { readonly name: string; readonly cost: number; readonly variables: Json }[];
  readonly tokensGiven: () => number;
  /** Points that all queries together have taken in the end. */
  readonly pointsTaken: () => number;
  close(): Promise<void>;
}

/**
 * The Admin API of a Shopify shop, as far as orders are read by it: GraphQL over HTTP, by the published schema, with the costs and limits of
 * queries. Written from Shopify's documentation, and shares no code with what calls it.
 * @see https://shopify.dev/docs/api/admin-graphql
 */
export async function startShopifyShop(initial: Partial<ShopifyShopSettings> = {}): Promise<ShopifyShop> {
  let settings: ShopifyShopSettings = {
    now: Date.now,
    scopes: ['read_orders', 'read_customers'],
    maxCost: 1_000,
    bucket: 2_000,
    restoreRate: 100,
    ...initial,
  };
  const webhooks = createShopSubscriptions(() => settings.now());
  const orders = new Map<string, ShopifyObjects>();
  const faults: ShopFault[] = [];
  const errors: (readonly object[])[] = [];
  const queries: { name: string; cost: number; variables: Json }[] = [];
  const given = new Set<string>();
  let available = settings.bucket;
  let seenMs = Date.now();
  let change: (() => void) | null = null;
  let tokens = 0;
  let taken = 0;

  function costs(requested: number, actual: number | null) {
    const throttleStatus = {
      maximumAvailable: settings.bucket,
      currentlyAvailable: Math.floor(available),
      restoreRate: settings.restoreRate,
    };
    return { cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus } };
  }

  /** Points come back by the machine's clock, as a caller waits by it. */
  function refill(): void {
    const now = Date.now();
    available = Math.min(settings.bucket, available + ((now - seenMs) / 1_000) * settings.restoreRate);
    seenMs = now;
  }

  function answerTo({ query = '', variables = {} }: { query?: string; variables?: Json }): Json {
    refill();
    const wrong = documentErrors(query);
    if (wrong.length > 0)
      return { errors: wrong.map((message) => ({ message, extensions: { code: 'undefinedField' } })) };
    const operation = parse(query).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) return { errors: [{ message: 'No operation' }] };
    const cost = requestedCost(ADMIN_SCHEMA, operation, variables);
    queries.push({ name: operation.name?.value ?? '', cost, variables });
    const told = errors.shift();
    if (told !== undefined) return { errors: told, extensions: costs(cost, null) };
    if (cost > settings.maxCost) {
      const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${settings.maxCost}).`;
      return { errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: settings.maxCost } }] };
    }
    if (cost > available) {
      const message = 'Throttled';
      return { errors: [{ message, extensions: { code: 'THROTTLED' } }], extensions: costs(cost, null) };
    }
    const result = runDocument(query, variables, {
      others: webhooks.resolvers,
      orders: (sinceMs) =>
        [...orders.values()]
          .filter(({ updatedAtMs }) => updatedAtMs >= sinceMs)
          .map((objects) => ({ objects, placeMs: objects.updatedAtMs })),
      chosen() {
        change?.();
        change = null;
      },
      order: (id) => orders.get(id),
      nodeOf: (id) => [...orders.values()].map(({ nodes }) => nodes.get(id)).find((node) => node !== undefined),
    });
    const json = JSON.parse(JSON.stringify(result)) as Json;
    const actual = actualCost(json.data, cost);
    available -= actual;
    taken += actual;
    const asksCustomer = /\bcustomer\b/.test(query) && variables.customer !== false;
    if (asksCustomer && !settings.scopes.includes('read_customers')) {
      const message = 'Access denied for customer field. Required access: `read_customers` access scope.';
      const denied = { message, extensions: { code: 'ACCESS_DENIED' }, path: ['orders', 'nodes', 0, 'customer'] };
      return { ...withoutCustomers(json), errors: [denied], extensions: costs(cost, actual) };
    }
    return { ...json, extensions: costs(cost, actual) };
  }

  function tokenFor(form: URLSearchParams): { readonly status: number; readonly json: Json } {
    const isOurs =
      form.get('grant_type') === 'client_credentials' &&
      form.get('client_id') === CLIENT.clientId &&
      form.get('client_secret') === CLIENT.clientSecret;
    if (!isOurs) return { status: 400, json: { error: 'invalid_client' } };
    tokens += 1;
    const token = `shpat_made_up_${tokens}`;
    given.add(token);
    return { status: 200, json: { access_token: token, scope: settings.scopes.join(','), expires_in: 86_399 } };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (request.url === '/admin/oauth/access_token') {
      const { status, json } = tokenFor(new URLSearchParams(text));
      return send(response, status, JSON.stringify(json), settings.now(), undefined);
    }
    const fault = faults.shift();
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'status')
      return send(response, fault.status, fault.body ?? '', settings.now(), fault, fault.headers);
    const token = String(request.headers['x-shopify-access-token']);
    if (token !== TOKEN.accessToken && !given.has(token)) {
      const refusal = '{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}';
      return send(response, 401, refusal, settings.now(), fault);
    }
    if (request.url !== '/admin/api/2026-10/graphql.json')
      return send(response, 404, '{"errors":"Not Found"}', settings.now(), fault);
    send(response, 200, JSON.stringify(answerTo(JSON.parse(text))), settings.now(), fault);
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the shop listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    webhooks,
    put(body) {
      const objects = objectsOf(body);
      orders.set(String(objects.order.id), objects);
    },
    remove: (id) => void orders.delete(`gid://shopify/Order/${id}`),
    configure(changes) {
      settings = { ...settings, ...changes };
      available = Math.min(available, settings.bucket);
    },
    fail: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    answerErrors: (told) => void errors.push(told),
    meanwhile(next) {
      change = next;
    },
    spend(points) {
      refill();
      available -= points;
    },
    revokeTokens: () => given.clear(),
    queries,
    tokensGiven: () => tokens,
    pointsTaken: () => taken,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function withoutCustomers(json: Json): Json {
  return JSON.parse(JSON.stringify(json), (key, value) => (key === 'customer' ? null : value));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  nowMs: number,
  fault: ShopFault | undefined,
  more: Readonly<Record<string, string>> = {},
): void {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Date: new Date(nowMs).toUTCString(),
    'X-Shopify-API-Version': '2026-10',
    ...more,
  };
  if (fault?.kind === 'without') delete headers[fault.header];
  response.sendDate = false;
  response.writeHead(status, headers);
  const bytes = Buffer.from(fault?.kind === 'notice' ? `notice\n${body}` : body);
  if (fault?.kind === 'cut') response.write(bytes.subarray(0, fault.afterBytes), () => response.destroy());
  else response.end(bytes);
}
