/** A webhook as WooCommerce keeps it. */
export interface ShopWebhook {
  readonly id: number;
  name: string;
  status: 'active' | 'paused' | 'disabled';
  topic: string;
  delivery_url: string;
  /** Never shown. */
  secret: string;
  /** Never shown by the REST API; -1 is the legacy one. */
  apiVersion: number;
  failureCount: number;
  createdAtMs: number;
  changedAtMs: number;
}

export interface ShopAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The webhooks of an emulated WooCommerce shop. */
export interface ShopWebhooks {
  all(): readonly ShopWebhook[];
  /** As somebody makes one in the shop. */
  add(webhook: Partial<ShopWebhook> & Pick<ShopWebhook, 'topic' | 'delivery_url'>): ShopWebhook;
  /** Where pings were sent to. */
  readonly pings: readonly string[];
  /**
   * Sends something of a topic with every webhook that is active, and does what WooCommerce does with the status of the answer.
   * @returns by how many it was sent
   */
  send(topic: string, answer: (webhook: ShopWebhook) => number): number;
  /** A request of the REST API, by somebody who may. */
  request(method: string, path: string, query: URLSearchParams, fields: Readonly<Record<string, unknown>>): ShopAnswer;
}

const TOPIC = /^(?:(?:coupon|customer|order|product)\.(?:created|updated|deleted|restored)|action\.\w+)$/;
const STATUSES: readonly unknown[] = ['active', 'paused', 'disabled'];

/**
 * Written from WooCommerce's source, and shares no code with what calls it.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version1/class-wc-rest-webhooks-v1-controller.php,
 *   includes/class-wc-webhook.php `log_delivery`, `failed_delivery`, includes/data-stores/class-wc-webhook-data-store.php
 */
export function createShopWebhooks(now: () => number): ShopWebhooks {
  const webhooks = new Map<number, ShopWebhook>();
  const pings: string[] = [];
  let lastId = 0;

  function add(webhook: Parameters<ShopWebhooks['add']>[0]): ShopWebhook {
    lastId += 1;
    const made: ShopWebhook = {
      name: 'made by hand',
      status: 'active',
      secret: 'made up by the shop',
      apiVersion: 3,
      failureCount: 0,
      createdAtMs: now(),
      changedAtMs: now(),
      ...webhook,
      id: lastId,
    };
    webhooks.set(lastId, made);
    return made;
  }

  function create(fields: Readonly<Record<string, unknown>>): ShopAnswer {
    const { topic, delivery_url: url, secret, name } = fields;
    if (topic === undefined || url === undefined) return refusal(400, 'rest_missing_callback_param');
    const fault = faultOf(fields);
    if (fault !== null) return fault;
    const made = add({
      topic: String(topic),
      delivery_url: String(url),
      secret: isEmpty(secret) ? 'made up by the shop' : String(secret),
      name: isEmpty(name) ? 'Webhook created on Nov 22, 2026' : String(name),
    });
    pings.push(made.delivery_url);
    // The new one does not know yet when it was changed.
    const body = { ...shown(made), date_modified: null, date_modified_gmt: null };
    return { status: 201, body: JSON.stringify(body), headers: {} };
  }

  function update(webhook: ShopWebhook, fields: Readonly<Record<string, unknown>>): ShopAnswer {
    const fault = faultOf(fields);
    if (fault !== null) return fault;
    const { topic, delivery_url: url, secret, status, name } = fields;
    const isMoved = !isEmpty(url) && url !== webhook.delivery_url;
    if (!isEmpty(topic)) webhook.topic = String(topic);
    if (!isEmpty(url)) webhook.delivery_url = String(url);
    if (!isEmpty(secret)) webhook.secret = String(secret);
    if (!isEmpty(name)) webhook.name = String(name);
    if (!isEmpty(status)) webhook.status = status as ShopWebhook['status'];
    webhook.changedAtMs = now();
    if (webhook.status === 'active' && isMoved) pings.push(webhook.delivery_url);
    return { status: 200, body: JSON.stringify(shown(webhook)), headers: {} };
  }

  function list(query: URLSearchParams): ShopAnswer {
    const perPage = Number(query.get('per_page') ?? 10);
    if (!(perPage >= 1 && perPage <= 100)) return refusal(400, 'rest_invalid_param');
    const page = Number(query.get('page') ?? 1);
    const sign = query.get('order') === 'asc' ? 1 : -1;
    const status = query.get('status') ?? 'all';
    const found = [...webhooks.values()]
      .filter((webhook) => status === 'all' || webhook.status === status)
      .toSorted((one, other) => sign * (one.id - other.id));
    const onPage = found.slice((page - 1) * perPage, page * perPage);
    const headers = {
      'X-WP-Total': String(found.length),
      'X-WP-TotalPages': String(Math.ceil(found.length / perPage)),
    };
    return { status: 200, body: JSON.stringify(onPage.map(shown)), headers };
  }

  return {
    all: () => [...webhooks.values()],
    add,
    pings,
    send(topic, answer) {
      const active = [...webhooks.values()].filter((one) => one.topic === topic && one.status === 'active');
      for (const webhook of active) settle(webhook, answer(webhook), now());
      return active.length;
    },
    request(method, path, query, fields) {
      const [, id] = /^\/(\d+)$/.exec(path) ?? [];
      if (path === '') return method === 'GET' ? list(query) : create(fields);
      const webhook = webhooks.get(Number(id));
      if (id === undefined) return refusal(404, 'rest_no_route');
      if (method === 'DELETE') {
        if (query.get('force') !== 'true') return refusal(501, 'woocommerce_rest_trash_not_supported');
        if (webhook === undefined) return refusal(404, 'woocommerce_rest_shop_webhook_invalid_id');
        webhooks.delete(webhook.id);
        return { status: 200, body: JSON.stringify(shown(webhook)), headers: {} };
      }
      if (webhook === undefined)
        return refusal(method === 'GET' ? 404 : 400, 'woocommerce_rest_shop_webhook_invalid_id');
      return method === 'GET'
        ? { status: 200, body: JSON.stringify(shown(webhook)), headers: {} }
        : update(webhook, fields);
    },
  };
}

/** 200 to 302 are a success, and reset the count; the seventh failure in a row switches off, and adds nothing to the count. */
function settle(webhook: ShopWebhook, status: number, nowMs: number): void {
  webhook.changedAtMs = nowMs;
  if (status >= 200 && status < 303) webhook.failureCount = 0;
  else if (webhook.failureCount > 5) webhook.status = 'disabled';
  else webhook.failureCount += 1;
}

function faultOf({ topic, delivery_url: url, status }: Readonly<Record<string, unknown>>): ShopAnswer | null {
  const invalid = (field: string) => refusal(400, `woocommerce_rest_shop_webhook_invalid_${field}`);
  if (!isEmpty(topic) && !TOPIC.test(String(topic))) return invalid('topic');
  if (!isEmpty(url) && !/^https?:\/\//.test(String(url))) return invalid('delivery_url');
  return !isEmpty(status) && !STATUSES.includes(status) ? refusal(400, 'rest_invalid_param') : null;
}

/** Neither the secret nor the API version nor the count of failures. */
function shown({ id, name, status, topic, delivery_url, createdAtMs, changedAtMs }: ShopWebhook): object {
  const [resource = '', event = ''] = topic.split('.');
  return {
    id,
    name,
    status,
    topic,
    resource,
    event,
    hooks: [`woocommerce_${event === 'created' ? 'new' : 'update'}_${resource}`],
    delivery_url,
    // The site's own time.
    date_created: gmt(createdAtMs + 3_600_000),
    date_created_gmt: gmt(createdAtMs),
    date_modified: gmt(changedAtMs + 3_600_000),
    date_modified_gmt: gmt(changedAtMs),
    _links: { collection: [{ href: 'https://store.example.com/wp-json/wc/v3/webhooks' }] },
  };
}

function gmt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

function refusal(status: number, code: string): ShopAnswer {
  return { status, body: JSON.stringify({ code, message: 'words of the shop', data: { status } }), headers: {} };
}

/** As PHP's `empty`. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === '0';
}
