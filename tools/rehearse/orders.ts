import { type DeliveryAnswer, deliver } from '../../local/deliver.ts';
import { shopifyOrder, shopifyRefund, woocommerceOrder } from '../../local/demo-orders.ts';
import { signedDelivery } from '../../local/outgoing-delivery.ts';
import type { Deployed } from './deployed.ts';
import { WEBHOOK_SECRETS } from './rehearsal.ts';

export const ANA = 'ana@example.com';
export const BIA = 'bia@example.com';
export const CAIO = 'caio@example.com';
export const DORA = 'dora@example.com';
export const EVA = 'eva@example.com';
export const FINN = 'finn@example.com';
export const GIL = 'gil@example.com';

const startedAtMs = Date.now();
/** Minutes before the rehearsal began: an order that is told again is the same to the second. */
const ago = (minutes: number) => new Date(startedAtMs - minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');

/** Two mugs at 20.00 and free shipping: 40 points. */
export const shopifyPaid = (id: string, email: string) =>
  shopifyOrder({
    id,
    name: `#${id}`,
    email,
    at: ago(30),
    quantity: 2,
    price: '20.00',
    shipping: '0.00',
    total: '40.00',
  });

/** One of the mugs goes back: 20 points. */
export const shopifyRefunded = (order: string) =>
  shopifyRefund({ id: `9${order}`, order, at: ago(20), goods: '20.00', money: '20.00' });

/** A thing at 30.00 less 5.00: 25 points. */
export const woocommercePaid = (id: string, email: string) =>
  woocommerceOrder({
    id,
    email,
    at: ago(29).replace('Z', ''),
    paidAt: ago(30).replace('Z', ''),
    price: '30.00',
    coupon: '5.00',
    total: '25.00',
    refunds: [],
  });

/** The same as the shop's API gives it. */
export const shopOrder = (id: string, email: string) => ({ ...woocommercePaid(id, email), id: Number(id) });

/** The same from a copy of the shop under another host. */
export const fromStaging = (order: object) => ({
  ...order,
  _links: { self: [{ href: 'https://staging.example.com/wp-json/wc/v3/orders/1' }] },
});

/** Sends a body as the platform does, to where the deployed URL leads. */
export async function sendSigned(
  { endpoint }: Pick<Deployed, 'endpoint'>,
  platform: 'shopify' | 'woocommerce',
  topic: string,
  body: object,
): Promise<DeliveryAnswer> {
  const id = platform === 'shopify' ? 'my-shopify' : 'my-woocommerce';
  const rawBody = Buffer.from(JSON.stringify(body));
  const secret = WEBHOOK_SECRETS[id] ?? '';
  return await deliver(endpoint, signedDelivery({ id, platform }, { topic, rawBody, secret }));
}
