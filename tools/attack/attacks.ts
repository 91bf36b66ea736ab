import { deliver, type OutgoingDelivery } from '../../local/deliver.ts';
import { shopifyOrder } from '../../local/demo-orders.ts';
import { demoShopify, demoWooCommerce } from '../../local/demo-stores.ts';
import { signedDelivery } from '../../local/outgoing-delivery.ts';

const SIGNATURE = 'x-shopify-hmac-sha256';
const TOPIC = 'x-shopify-topic';
const MEBIBYTE = 1024 * 1024;
const STRANGER = 'a-made-up-secret-of-a-stranger';

/** The order that is there before anything is tried, and its points. */
export const VICTIM = { id: '900001', customer: 'victim@example.com', points: 200 } as const;

/** What somebody tries, and the answers that are right. */
export interface Attack {
  readonly name: string;
  /** Status and outcome, such as `401 signatureRefused`. */
  readonly answers: readonly string[];
  /** One try; every one is another. */
  send(url: string, number: number): Promise<{ readonly status: number; readonly outcome: string }>;
}

/** What the victim bought. */
export const victimsOrder = () => order();

/** A paid order of goods at 100.00 each, as the demo's shop sends it. */
function order({ quantity = 2, at = '2026-11-20T12:00:00Z', host = 'demo-shopify.myshopify.com' } = {}) {
  const { id, customer: email } = VICTIM;
  const total = `${quantity * 100}.00`;
  const placed = { id, at, name: `#${id}`, email, quantity, price: '100.00', shipping: '0.00', total };
  return {
    ...shopifyOrder(placed),
    // An order of another creation time would be another order.
    created_at: '2026-11-18T12:00:00Z',
    order_status_url: `https://${host}/1/orders/${id}/authenticate?key=made-up`,
  };
}

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

/** Genuine, as the shop signs it. */
export function genuine(body: unknown, topic = 'orders/paid'): OutgoingDelivery {
  return signedDelivery(demoShopify, { topic, rawBody: bytes(body), secret: demoShopify.webhookSecret });
}

const signedBy = (secret: string, body: unknown) =>
  signedDelivery(demoShopify, { topic: 'orders/paid', rawBody: bytes(body), secret });

async function sent(url: string, delivery: OutgoingDelivery) {
  const { status, outcome } = await deliver(url, delivery);
  return { status, outcome: outcome?.outcome ?? 'no outcome' };
}

const withHeaders = (delivery: OutgoingDelivery, headers: Record<string, string | null>): OutgoingDelivery => ({
  ...delivery,
  headers: Object.fromEntries(
    Object.entries({ ...delivery.headers, ...headers }).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    ),
  ),
});

function flipped(original: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(original);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

/** Ways of writing a signature that a lenient decoder takes for the same bytes. */
const LENIENT = [
  (text: string) => ` ${text}`,
  (text: string) => `${text}\t`,
  (text: string) => text.replace(/=+$/, ''),
  (text: string) => `${text}=`,
  (text: string) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=$/, ''),
  (text: string) => Buffer.from(text, 'base64').toString('hex'),
  (text: string) => `${text},${text}`,
  (text: string) => text.toLowerCase(),
];

const REFUSED = ['401 signatureRefused'];
const NOTHING = ['200 nothingToDo'];

/** Larger than the victim's, so that whatever is believed of it shows. */
const LARGER = { quantity: 50, at: '2026-11-21T12:00:00Z' };
const larger = () => order(LARGER);

export const attacks: readonly Attack[] = [
  {
    name: 'an order without a signature',
    answers: REFUSED,
    send: (url) => sent(url, withHeaders(genuine(larger()), { [SIGNATURE]: null })),
  },
  {
    name: "an order signed with a stranger's secret",
    answers: REFUSED,
    send: (url) => sent(url, signedBy(STRANGER, larger())),
  },
  {
    name: "an order signed with another store's secret",
    answers: REFUSED,
    send: (url) => sent(url, signedBy(demoWooCommerce.webhookSecret, larger())),
  },
  {
    name: "a genuine order's body with one bit changed",
    answers: REFUSED,
    send(url, number) {
      const { rawBody, ...rest } = genuine(order());
      return sent(url, { ...rest, rawBody: flipped(rawBody, number * 37) });
    },
  },
  {
    name: "a genuine order's signature with one character changed",
    answers: REFUSED,
    send(url, number) {
      const delivery = genuine(order());
      const text = delivery.headers[SIGNATURE] ?? '';
      const at = number % (text.length - 1);
      const other = text[at] === 'A' ? 'B' : 'A';
      return sent(url, withHeaders(delivery, { [SIGNATURE]: text.slice(0, at) + other + text.slice(at + 1) }));
    },
  },
  {
    name: 'the right signature, written in another way',
    // A header's value loses the blanks around it on its way.
    answers: [...REFUSED, ...NOTHING],
    send(url, number) {
      const delivery = genuine(order());
      const write = LENIENT[number % LENIENT.length] ?? String;
      return sent(url, withHeaders(delivery, { [SIGNATURE]: write(delivery.headers[SIGNATURE] ?? '') }));
    },
  },
  {
    name: 'a genuine order, sent again',
    answers: NOTHING,
    send: (url) => sent(url, genuine(order())),
  },
  {
    name: 'a genuine order, sent again under another topic',
    answers: NOTHING,
    send: (url, number) =>
      sent(url, genuine(order(), ['orders/cancelled', 'refunds/create', 'orders/delete', 'shop/redact'][number % 4])),
  },
  {
    name: 'a genuine order that is older than what is known, with a larger total',
    answers: NOTHING,
    send: (url, number) => sent(url, genuine(order({ quantity: 50 + number, at: '2026-11-19T12:00:00Z' }))),
  },
  {
    name: "a larger order from a copy of the shop on another host, with the shop's secret",
    answers: ['200 parked'],
    send: (url) => sent(url, genuine(order({ ...LARGER, host: 'copy.myshopify.com' }))),
  },
  {
    name: "a genuine order at the other platform's URL",
    answers: ['404 unknownStore', '401 signatureRefused'],
    send: (url) => sent(url, { ...genuine(order()), platform: 'woocommerce' }),
  },
  {
    name: 'an order for a store that does not exist, or for a path',
    answers: ['404 unknownStore', '404 no outcome'],
    send(url, number) {
      const store = ['nobody', '..', '../../etc/passwd', '%00', 'demo-shopify/../x', '__proto__', 'x'.repeat(4_000)];
      return sent(url, { ...genuine(larger()), store: store[number % store.length] ?? '' });
    },
  },
  {
    name: 'a ping for a store that does not exist',
    answers: ['404 unknownStore'],
    send: (url, number) =>
      sent(url, { platform: 'woocommerce', store: 'nobody', headers: {}, rawBody: bytes(`webhook_id=${number}`) }),
  },
  {
    name: 'an order in the clothes of a ping',
    answers: REFUSED,
    send: (url) =>
      sent(url, {
        platform: 'woocommerce',
        store: demoWooCommerce.id,
        headers: {},
        rawBody: bytes('webhook_id=1&id=9'),
      }),
  },
  {
    name: 'six mebibytes',
    answers: ['413 tooLarge'],
    send: (url) => sent(url, { ...genuine(larger()), rawBody: Buffer.alloc(6 * MEBIBYTE, '[') }),
  },
  {
    name: 'a million brackets without a signature',
    answers: REFUSED,
    send: (url) => sent(url, { ...signedBy(STRANGER, ''), rawBody: Buffer.alloc(MEBIBYTE, '[') }),
  },
  {
    name: 'control characters and escape sequences in topic and delivery id',
    answers: NOTHING,
    send: (url) =>
      sent(
        url,
        withHeaders(genuine(order()), { [TOPIC]: 'orders/paid\u009b31m', 'x-shopify-webhook-id': '\u009b2J\tgone' }),
      ),
  },
  {
    name: 'a genuine body that would change every object',
    answers: NOTHING,
    send: (url) =>
      sent(
        url,
        genuine(JSON.stringify(order()).replace(/^\{/, '{"__proto__":{"quantity":9},"constructor":{"prototype":1},')),
      ),
  },
];
