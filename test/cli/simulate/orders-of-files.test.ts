import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareOrder } from '../../../cli/simulate/compare-order.ts';
import { ordersOfFiles } from '../../../cli/simulate/orders-of-files.ts';
import { shopifyOrder, shopifyRefund, woocommerceOrder } from '../../../local/demo-orders.ts';
import { postedPoints } from '../../../src/domain/plan-entries.ts';
import simulated from '../../support/simulated.config.ts';

const NOW_MS = Date.UTC(2026, 11, 1);
const deadline = { now: () => NOW_MS, endsAtMs: NOW_MS + 60_000, signal: AbortSignal.timeout(60_000) };
/** Two points a unit, and, at WooCommerce, one from 60 on. */
const { stores } = simulated;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Files of these contents, read in this order. */
async function read(files: Readonly<Record<string, object | string>>, of = stores) {
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  });
  const found = await ordersOfFiles(paths, of, deadline);
  const points = found.orders.map((record) => {
    const store = of.find(({ id }) => id === record.key.store) ?? of[0];
    return [`${record.key.store}/${record.key.order}`, store && compareOrder(record, store)?.after];
  });
  return { ...found, points: Object.fromEntries(points) };
}

const ana = { email: 'ana@example.com', at: '2026-05-01T10:00:00Z', name: '#1', shipping: '0.00' };
const shopify = (id: string) => shopifyOrder({ ...ana, id, quantity: 3, price: '20.00', total: '60.00' });
const refund = shopifyRefund({ id: '9', order: '5001', at: '2026-05-02T10:00:00Z', goods: '20.00', money: '20.00' });
function woocommerce(minute: number, refunded?: string) {
  const at = `2026-05-01T10:0${minute}:00`;
  const paid = { email: 'bia@example.com', at, paidAt: '2026-05-01T10:00:00', price: '70.00', coupon: '0.00' };
  const refunds = refunded === undefined ? [] : [{ id: 1, total: `-${refunded}` }];
  return woocommerceOrder({ ...paid, id: '101', total: '70.00', refunds });
}

describe('deliveries in files', () => {
  test('of both platforms are grouped into orders, and merged as deliveries are', async () => {
    const { points, unread, withoutOrder } = await read({
      'orders-paid.json': shopify('5001'),
      'refunds-create.json': refund,
      'orders-paid-2.json': shopify('5002'),
      // The newest body counts, in whatever order the files are.
      'order.updated-2.json': woocommerce(2, '10.00'),
      'order.updated-1.json': woocommerce(1),
    });
    expect(points).toEqual({ 'demo-shopify/5001': 80, 'demo-shopify/5002': 120, 'demo-woocommerce/101': 60 });
    expect([unread, withoutOrder]).toEqual([[], 0]);
  });

  test('have nothing posted', async () => {
    const { orders } = await read({ 'orders-paid.json': shopify('5001') });
    expect(orders.map(postedPoints)).toEqual([0]);
  });

  test('that were recorded, or logged, say their topic, store and time themselves', async () => {
    const logged = {
      store: 'demo-shopify',
      at: '2026-05-01T10:00:05.000Z',
      headers: { 'X-Shopify-Topic': 'orders/paid' },
      bodyBase64: Buffer.from(JSON.stringify(shopify('5001'))).toString('base64'),
    };
    const { points, orders } = await read({ '1': logged, '2': { ...logged, store: 'elsewhere' } });
    expect(points).toEqual({ 'demo-shopify/5001': 120 });
    expect(orders[0]?.entries).toMatchObject([{ plannedAtMs: Date.UTC(2026, 4, 1, 10, 0, 5) }]);
  });

  test('that cannot be read are named with the reason, and keep none of the others', async () => {
    const [, ofWooCommerce] = stores;
    const { points, unread } = await read({
      'half.json': '{"id":',
      'list.json': [1],
      'other-shop.json': { ...shopify('7'), order_status_url: 'https://other.myshopify.com/1/orders/7' },
      'broken.json': { ...shopify('8'), line_items: 'none' },
      'orders-paid.json': shopify('5001'),
      // Made anew under the same number.
      'restored.json': { ...shopify('5001'), created_at: '2026-04-01T10:00:00Z', updated_at: '2026-06-01T10:00:00Z' },
    });
    expect(points).toEqual({ 'demo-shopify/5001': 120 });
    expect(unread.map(({ file, because }) => `${file}: ${because.replace(/broken.*/, '')}`)).toEqual([
      'half.json: it is not JSON',
      'list.json: it looks like neither a Shopify nor a WooCommerce payload',
      'other-shop.json: it is of another shop, other.myshopify.com',
      expect.stringMatching(/^broken\.json: .*line_items/),
      'restored.json: another order demo-shopify/5001, made at another time, stands in a file before it',
    ]);
    const withoutShopify = await read({ 'orders-paid.json': shopify('5001') }, ofWooCommerce && [ofWooCommerce]);
    expect(withoutShopify.unread).toEqual([{ file: 'orders-paid.json', because: 'there is no store on shopify' }]);
  });

  test('that tell of no order are counted', async () => {
    const ping = {
      headers: { 'x-wc-webhook-topic': 'order.updated' },
      bodyBase64: Buffer.from('webhook_id=7').toString('base64'),
    };
    const { withoutOrder, unread } = await read({ 'order.deleted.json': { id: 101 }, ping });
    expect([withoutOrder, unread]).toEqual([2, []]);
  });
});
