import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderJson } from '../../../sandbox/shops/woocommerce-query.ts';
import { CONSUMER, startWooCommerceShop, type WooCommerceShop } from '../../../sandbox/shops/woocommerce-shop.ts';
import { type RecordedExchange, recordedExchanges } from '../../fixtures/load.ts';

/** Who showed what, in the words of the recordings. */
const KEYS: Readonly<Record<string, string>> = {
  unknown: `ck_another:${CONSUMER.consumerSecret}`,
  wrong: `${CONSUMER.consumerKey}:cs_another`,
  nobody: '',
};

describe('the emulated WooCommerce answers as the recorded one', () => {
  let shop: WooCommerceShop;
  beforeEach(async () => {
    shop = await startWooCommerceShop({
      now: () => Date.parse('2026-12-01T03:06:30Z'),
      timeZone: 'America/Sao_Paulo',
      version: 10,
    });
  });
  afterEach(() => shop.close());

  async function ask({ as, method, path, sent }: RecordedExchange) {
    const key = KEYS[as] ?? `${CONSUMER.consumerKey}:${CONSUMER.consumerSecret}`;
    const answer = await fetch(shop.url + path, {
      method,
      headers: {
        ...(key !== '' && { Authorization: `Basic ${btoa(key)}` }),
        ...(sent !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(sent !== undefined && { body: sent }),
    });
    return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
  }

  function expectHeaders(headers: Headers, recorded: RecordedExchange['headers']) {
    for (const name of ['Content-Type', 'X-WP-Total', 'X-WP-TotalPages']) {
      expect(headers.get(name), name).toBe(recorded[name] ?? null);
    }
  }

  test.each(['orders', 'orders-in-posts', 'one-second'])('to pages of orders: %s', async (name) => {
    const exchanges = recordedExchanges(name).filter(
      // Behind that second were others, which the recording does not hold.
      ({ path }) => name !== 'one-second' || path.includes('modified_before'),
    );
    for (const order of exchanges.flatMap(({ body }): OrderJson[] => JSON.parse(body))) shop.put(order);
    expect(exchanges.length).toBeGreaterThan(1);
    for (const exchange of exchanges) {
      const { status, headers, body } = await ask(exchange);
      const recorded: readonly OrderJson[] = JSON.parse(exchange.body);
      expect(status).toBe(exchange.status);
      expectHeaders(headers, exchange.headers);
      // Those of one second stand in any order.
      const times = (orders: readonly OrderJson[]) => orders.map((order) => order.date_modified_gmt);
      expect(times(body)).toEqual(times(recorded));
      for (const order of recorded) {
        const same = (body as readonly OrderJson[]).find(({ id }) => id === order.id);
        if (same !== undefined) expect(same).toEqual(order);
      }
    }
  });

  test('to one order', async () => {
    const [exchange] = recordedExchanges('order-and-refunds');
    if (exchange === undefined) throw new Error('it was recorded');
    shop.put(JSON.parse(exchange.body));
    const { status, headers, body } = await ask(exchange);
    expect(status).toBe(200);
    expectHeaders(headers, exchange.headers);
    expect(body).toEqual(JSON.parse(exchange.body));
  });

  test('to what looks after webhooks', async () => {
    const delivery_url = 'http://127.0.0.1:8787/webhooks/woocommerce/padaria';
    for (const topic of ['order.created', 'order.updated']) shop.webhooks.add({ topic, delivery_url });
    for (let times = 0; times < 7; times += 1) {
      for (const topic of ['order.created', 'order.updated']) shop.webhooks.send(topic, () => 500);
    }
    for (const topic of ['order.restored', 'order.deleted']) shop.webhooks.add({ topic, delivery_url });
    for (const exchange of recordedExchanges('webhooks')) {
      const { status, headers, body } = await ask(exchange);
      const recorded = JSON.parse(exchange.body);
      expect(status).toBe(exchange.status);
      expectHeaders(headers, exchange.headers);
      expect(shapeOf(body)).toEqual(shapeOf(recorded));
      const told = ({ id, status: state, topic, resource, event, code }: Record<string, unknown>) => ({
        ...{ id, state, topic, resource, event, code },
      });
      expect([body].flat().map(told)).toEqual([recorded].flat().map(told));
    }
  });

  // The emulator has no customers, and makes a shop that is off or being updated by `fail`.
  const refusals = recordedExchanges('refusals').filter(({ as, why }) => as !== 'ana' && why === undefined);
  test.each(refusals)('$as $method $path $sent: $status', async (exchange) => {
    shop.configure({ keyMay: exchange.as === 'leitura' ? 'read' : 'readWrite' });
    for (let made = 0; made < 4; made += 1) shop.webhooks.add({ topic: 'order.updated', delivery_url: shop.url });
    const { status, headers, body } = await ask(exchange);
    const recorded = JSON.parse(exchange.body);
    expect(status).toBe(exchange.status);
    expectHeaders(headers, exchange.headers);
    expect(body).toMatchObject({ code: recorded.code, data: { status: recorded.data.status } });
  });

  test('to a page that needs too much memory', async () => {
    shop.configure({ maxPerPage: 0 });
    const [exchange] = recordedExchanges('refusals').filter(({ status }) => status === 500);
    if (exchange === undefined) throw new Error('it was recorded');
    const { status, headers, body } = await ask(exchange);
    expect(status).toBe(500);
    expectHeaders(headers, exchange.headers);
    expect(body.code).toBe(JSON.parse(exchange.body).code);
  });
});

/** The names and kinds of an answer's fields; of a list, of its first item. Links are left out: nobody follows them. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '_links')
      .map(([name, field]) => [name, shapeOf(field)]),
  );
}
