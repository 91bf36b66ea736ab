import type { WooCommerceStore } from '../../domain/store.ts';
import type { Delivery } from '../delivery.ts';
import { isSigned } from '../hmac-signature.ts';
import type { Platform } from '../platform.ts';
import { decodeHtmlEntities } from './decode-html-entities.ts';
import { interpretWooCommerce } from './interpret-woocommerce.ts';

const SIGNATURE = 'x-wc-webhook-signature';
const PING = /^webhook_id=\d+$/;
const MAX_PING = 64;

/** WooCommerce's headers, signature and ping. @see `class-wc-webhook.php`: `generate_signature`, `deliver_ping` */
export const woocommercePlatform: Platform<WooCommerceStore> = {
  name: 'woocommerce',
  signatureHeaders: [SIGNATURE],
  topicHeaders: ['x-wc-webhook-topic'],
  deliveryIdHeaders: ['x-wc-webhook-delivery-id'],
  isPing,
  verify: (rawBody, signature, secrets) => isSigned(rawBody, signature, secrets.map(decodeHtmlEntities)),
  read: async (body) => interpretWooCommerce(body),
};

/** Sent when a webhook is created: unsigned, and WooCommerce accepts no answer but 200. */
function isPing({ headers, rawBody }: Delivery): boolean {
  if (headers[SIGNATURE] !== undefined || rawBody.byteLength > MAX_PING) return false;
  return PING.test(Buffer.from(rawBody).toString('latin1'));
}
