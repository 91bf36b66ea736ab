import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ShopFault } from './shop-faults.ts';
import { type OrderJson, type QuerySettings, queryOrders, withFields } from './woocommerce-query.ts';
import { createShopWebhooks, type ShopWebhooks } from './woocommerce-webhooks.ts';

export const CONSUMER = { consumerKey: 'ck_made_up_key_of_the_shop', consumerSecret: 'cs_made_up_secret_of_the_shop' };

export interface WooCommerceShopSettings extends QuerySettings {
  readonly now: () => number;
  /** What PHP's memory allows; more orders on a page are answered 500. */
  readonly maxPerPage: number;
  readonly keyMay: 'read' | 'write' | 'readWrite';
  /** Whether the key's owner may manage the shop, and so see its webhooks. */
  readonly isManager: boolean;
}

export interface WooCommerceShop {
  readonly url: string;
  readonly webhooks: ShopWebhooks;
  /** Adds an order, or puts another version of it in its place. */
  put(order: OrderJson): void;
  remove(id: number): void;
  /** An order that the key's owner may not see: it is counted, and not listed. */
  hide(id: number): void;
  configure(changes: Partial<WooCommerceShopSettings>): void;
  /** The next `times` requests meet this. */
  fail(fault: ShopFault, times?: number): void;
  /** Called once, between the next list of numbers and the reading of its orders. */
  meanwhile(change: () => void): void;
  /** The paths with their queries, in the order of their arrival. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * The REST API v3 of a WooCommerce shop, as far as orders are read, and webhooks looked after, by it. Written from WooCommerce's source, and shares no code with what
 * calls it. Basic authentication is accepted without TLS, as tests run on one machine.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version3/class-wc-rest-crud-controller.php
 */
export async function startWooCommerceShop(initial: Partial<WooCommerceShopSettings> = {}): Promise<WooCommerceShop> {
  let settings: WooCommerceShopSettings = {
    now: Date.now,
    timeZone: 'Europe/Amsterdam',
    version: 10.5,
    maxPerPage: 100,
    keyMay: 'readWrite',
    isManager: true,
    ...initial,
  };
  const webhooks = createShopWebhooks(() => settings.now());
  const orders = new Map<number, OrderJson>();
  const hidden = new Set<number>();
  const faults: ShopFault[] = [];
  const requests: string[] = [];
  let change: (() => void) | null = null;

  function list(query: URLSearchParams): Answer {
    const queried = queryOrders([...orders.values()], query, settings);
    if (queried.kind === 'invalid') {
      const params = { [queried.param]: queried.because };
      return refusal(400, 'rest_invalid_param', `Invalid parameter(s): ${queried.param}`, { params });
    }
    const { found, offset, perPage } = queried;
    if (perPage > settings.maxPerPage)
      return refusal(500, 'internal_server_error', '<p>There has been a critical error on this website.</p>');
    const next = change;
    change = null;
    next?.();
    const onPage = found
      .slice(offset, offset + perPage)
      .filter(({ id }) => !hidden.has(Number(id)))
      .flatMap(({ id }): readonly OrderJson[] => {
        const order = orders.get(Number(id));
        return order === undefined ? [] : [order];
      });
    const headers = {
      'X-WP-Total': String(found.length),
      'X-WP-TotalPages': String(Math.ceil(found.length / perPage)),
    };
    return { status: 200, body: JSON.stringify(onPage.map((order) => withFields(order, query))), headers };
  }

  function one(id: number, query: URLSearchParams): Answer {
    const order = orders.get(id);
    if (order === undefined) return refusal(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
    return { status: 200, body: JSON.stringify(withFields(order, query)), headers: {} };
  }

  function answerTo({ method, url: { pathname, searchParams }, authorization, fields }: ShopRequest): Answer {
    const [, resource, path = ''] = /^\/wp-json\/wc\/v3\/(orders|webhooks)(\/.*)?$/.exec(pathname) ?? [];
    if (resource === undefined)
      return refusal(404, 'rest_no_route', 'No route was found matching the URL and request method.');
    const [user, ...password] = basicOf(authorization).split(':');
    // An unknown key is nobody, who may not list; a wrong secret is told so.
    if (user !== CONSUMER.consumerKey)
      return refusal(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    if (password.join(':') !== CONSUMER.consumerSecret)
      return refusal(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.');
    const right = method === 'GET' ? 'read' : 'write';
    if (settings.keyMay !== 'readWrite' && settings.keyMay !== right) {
      const message = `The API key provided does not have ${right} permissions.`;
      return refusal(401, 'woocommerce_rest_authentication_error', message);
    }
    if (resource === 'orders') return path === '' ? list(searchParams) : one(Number(path.slice(1)), searchParams);
    if (!settings.isManager) return refusal(403, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    return webhooks.request(method, path, searchParams, fields);
  }

  const server = createServer(async (request, response) => {
    const { url: path = '/', method = 'GET', headers } = request;
    const url = new URL(path, 'http://shop');
    requests.push(`${url.pathname}${url.search}`);
    const fault = faults.shift();
    const fields = fieldsIn(await text(request), headers['content-type'] ?? '');
    if (fault?.kind === 'hang') return;
    const { authorization = '' } = headers;
    const answer =
      fault?.kind === 'status' ? { body: '', headers: {}, ...fault } : answerTo({ method, url, authorization, fields });
    send(response, answer, settings.now(), fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the shop listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    webhooks,
    put: (order) => void orders.set(Number(order.id), order),
    remove: (id) => void orders.delete(id),
    hide: (id) => void hidden.add(id),
    configure(changes) {
      settings = { ...settings, ...changes };
    },
    fail: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    meanwhile(next) {
      change = next;
    },
    requests,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface ShopRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** WordPress takes a form as well as JSON. */
function fieldsIn(body: string, contentType: string): Readonly<Record<string, unknown>> {
  if (body === '') return {};
  return contentType.startsWith('application/json') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

function refusal(status: number, code: string, message: string, data: object = {}): Answer {
  return { status, body: JSON.stringify({ code, message, data: { status, ...data } }), headers: {} };
}

function send(response: ServerResponse, answer: Answer, nowMs: number, fault: ShopFault | undefined): void {
  const before = fault?.kind === 'notice' ? '<br />\n<b>Warning</b>:  Undefined array key\n' : '';
  const bytes = Buffer.from(before + answer.body);
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Content-Length': String(bytes.length),
    Date: new Date(nowMs).toUTCString(),
    ...answer.headers,
  };
  if (fault?.kind === 'without') delete headers[fault.header];
  response.sendDate = false;
  response.writeHead(answer.status, headers);
  if (fault?.kind === 'cut') response.write(bytes.subarray(0, fault.afterBytes), () => response.destroy());
  else response.end(bytes);
}

function basicOf(authorization: string): string {
  return Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
}
