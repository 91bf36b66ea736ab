import type { OutgoingDelivery } from '../../local/deliver.ts';
import { signedDelivery } from '../../local/outgoing-delivery.ts';
import type { Store } from '../../src/domain/store.ts';
import { recorded } from '../../test/fixtures/load.ts';
import type { ExpectedOrder } from '../../test/verify/kill/expected-order.ts';

/** The goods of the recorded order are worth 39.98 and 12.50 before tax, and every whole unit is a point. */
const POINTS = 52;
const FIRST_ID = 100_000;
const template = Buffer.from(recorded('007').rawBody).toString('utf8');

/** A recorded delivery of a real shop, of an order just paid, as the order of this number in another shop. */
export function paidOrder(store: string, number: number, secret: string): OutgoingDelivery {
  const body = template
    .replace('{"id":18,', `{"id":${FIRST_ID + number},`)
    .replaceAll('noor.devries@example.com', customerOf(store, number))
    .replaceAll('store.example.com', `${store}.example.com`);
  return signedDelivery(
    { id: store, platform: 'woocommerce' },
    { topic: 'order.updated', rawBody: Buffer.from(body), secret },
  );
}

function customerOf(store: string, number: number): string {
  return `${store}${number}@example.com`;
}

export function expectedOrder({ id, orderPrefix }: Pick<Store, 'id' | 'orderPrefix'>, number: number): ExpectedOrder {
  return { order: `${orderPrefix}${FIRST_ID + number}`, points: POINTS, customers: new Set([customerOf(id, number)]) };
}
