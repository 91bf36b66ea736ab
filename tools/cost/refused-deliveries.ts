import type { OutgoingDelivery } from '../../local/deliver.ts';
import { sign } from '../../src/platforms/hmac-signature.ts';

const SIGNATURE = /^x-(?:shopify-hmac-sha256|wc-webhook-signature)$/;

/** A delivery without what proves its sender. */
export function unsigned(delivery: OutgoingDelivery): OutgoingDelivery {
  const headers = Object.entries(delivery.headers).filter(([name]) => !SIGNATURE.test(name));
  return { ...delivery, headers: Object.fromEntries(headers) };
}

/** A delivery that somebody signed who does not know the store's secret. */
export function badlySigned(delivery: OutgoingDelivery): OutgoingDelivery {
  const strange = sign(delivery.rawBody, "a stranger's made-up secret");
  const headers = Object.entries(delivery.headers).map(([name, value]) => [
    name,
    SIGNATURE.test(name) ? strange : value,
  ]);
  return { ...delivery, headers: Object.fromEntries(headers) };
}
