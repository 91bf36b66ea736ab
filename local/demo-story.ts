import type { Fault } from '../sandbox/faults.ts';
import type { OutcomeKind } from '../src/domain/outcome-table.ts';
import { shopifyOrder, shopifyRefund, woocommerceOrder } from './demo-orders.ts';
import { demoShopify, demoWooCommerce } from './demo-stores.ts';
import type { LocalStore } from './local-store.ts';

/** One row: what comes in, and what must come of it. The expected numbers were worked out by hand. */
export type Step = Delivered | Healed | Fired | Found | Guarded;

interface Row {
  readonly what: string;
  readonly customer: string;
  readonly outcome: OutcomeKind;
  /** What this step changes the customer's balance by, and to. */
  readonly posted: number;
  readonly balance: number;
}

interface Delivered extends Row {
  readonly kind: 'delivered';
  readonly store: LocalStore;
  readonly topic: string;
  readonly payload: object;
  /** Signs with this instead of the store's secret. */
  readonly wrongSecret?: string;
  /** What the points API does from now on. */
  readonly faults?: readonly Fault[];
}

/** The points API answers again, nothing is sent, and the order is settled from the queue. */
interface Healed extends Row {
  readonly kind: 'healed';
  readonly order: string;
}

/** A promotion is fired for its last scheduled time, and everything that comes of it is waited for. */
interface Fired extends Row {
  readonly kind: 'fired';
  readonly promotion: string;
  /** The file of its audience, when it is put there first. */
  readonly audience?: { readonly file: string; readonly text: string };
  /** What its run has to say in the end. */
  readonly counts: { readonly applied: number; readonly bad: number; readonly duplicates: number };
}

/** An order is changed at the shop while its webhooks are off, and reconciliation is fired. */
interface Found extends Row {
  readonly kind: 'found';
  readonly order: string;
  /** How long ago it was changed: longer than a change is left to its webhook. */
  readonly minutesAgo: number;
  /** The order as the shop has it, changed at this time in UTC. */
  readonly atShop: (at: string) => Readonly<Record<string, unknown>>;
}

/** What the guard over the shop's webhooks tells, once one of them has failed until WooCommerce switched it off. */
interface Guarded extends Omit<Row, 'outcome'> {
  readonly kind: 'guarded';
  readonly outcome: 'webhooksOff' | 'webhookRepaired';
  /** So many deliveries fail in a row before it looks. */
  readonly failures: number;
}

export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}

const ana = 'ana@example.com';
const bia = 'bia@example.com';
const clara = 'clara@example.com';
const davi = 'davi@example.com';
const eva = 'eva@example.com';
const mallory = 'mallory@example.com';

/** Six mugs of 20.00 and 15.00 for shipping: 120 points. */
const anasOrder = shopifyOrder({
  id: '5001',
  name: '#1001',
  email: ana,
  at: '2026-03-10T10:00:00Z',
  quantity: 6,
  price: '20.00',
  shipping: '15.00',
  total: '135.00',
});
/** Three mugs of 30.00, free shipping: 90 points. */
const biasOrder = shopifyOrder({
  id: '5002',
  name: '#1002',
  email: bia,
  at: '2026-03-11T10:00:00Z',
  quantity: 3,
  price: '30.00',
  shipping: '0.00',
  total: '90.00',
});
/** Clogs of 80.00 with a coupon of 20.00: 60 points. */
const clarasOrder = (at: string, refunds: readonly { id: number; total: string }[]) =>
  woocommerceOrder({
    id: '301',
    email: clara,
    paidAt: '2026-03-12T10:00:00',
    at,
    price: '80.00',
    coupon: '20.00',
    total: '60.00',
    refunds,
  });
/** Clogs of 50.00 with a coupon of 10.00: 40 points. */
const evasOrder = (at: string) =>
  woocommerceOrder({
    id: '303',
    email: eva,
    paidAt: at,
    at,
    price: '50.00',
    coupon: '10.00',
    total: '40.00',
    refunds: [],
  });
const davisOrder = (id: string, name: string, price: string) =>
  shopifyOrder({
    id,
    name,
    email: davi,
    at: '2026-03-13T10:00:00Z',
    quantity: 1,
    price,
    shipping: '0.00',
    total: price,
  });
const mallorysOrder = shopifyOrder({
  id: '5009',
  name: '#1009',
  email: mallory,
  at: '2026-03-14T10:00:00Z',
  quantity: 1,
  price: '9999.00',
  shipping: '0.00',
  total: '9999.00',
});

/** Whoever writes such a file by hand makes such mistakes. */
export const vips = `customer\n${ana}\n${davi}\ndavi at example.com\nAna@Example.com\n`;

const paid = { kind: 'delivered', store: demoShopify, topic: 'orders/paid' } as const;
const refunded = { kind: 'delivered', store: demoShopify, topic: 'refunds/create' } as const;
const counts = { applied: 2, bad: 1, duplicates: 1 };
const fired = { kind: 'fired', promotion: 'vip', counts } as const;
const updated = { kind: 'delivered', store: demoWooCommerce, topic: 'order.updated' } as const;

/** Everything that the demo sends, in order. */
export const story: readonly Chapter[] = [
  {
    title: 'Ana, at the Shopify store: goods 120.00, shipping 15.00',
    steps: [
      { ...paid, what: 'paid', customer: ana, payload: anasOrder, outcome: 'applied', posted: 120, balance: 120 },
      {
        ...paid,
        what: 'the same delivery again',
        customer: ana,
        payload: anasOrder,
        outcome: 'nothingToDo',
        posted: 0,
        balance: 120,
      },
      {
        ...refunded,
        what: 'one mug refunded, 20.00',
        customer: ana,
        payload: shopifyRefund({
          id: '801',
          order: '5001',
          at: '2026-03-11T09:00:00Z',
          goods: '20.00',
          money: '20.00',
        }),
        outcome: 'applied',
        posted: -20,
        balance: 100,
      },
      {
        ...refunded,
        what: 'another one refunded, 20.00 too',
        customer: ana,
        payload: shopifyRefund({
          id: '802',
          order: '5001',
          at: '2026-03-11T09:00:00Z',
          goods: '20.00',
          money: '20.00',
        }),
        outcome: 'applied',
        posted: -20,
        balance: 80,
      },
      {
        ...refunded,
        what: 'all the rest refunded, with shipping',
        customer: ana,
        payload: shopifyRefund({
          id: '803',
          order: '5001',
          at: '2026-03-12T09:00:00Z',
          goods: '80.00',
          shipping: '15.00',
          money: '95.00',
        }),
        outcome: 'applied',
        posted: -80,
        balance: 0,
      },
    ],
  },
  {
    title: 'Bia, at the Shopify store: goods 90.00; her refund arrives first',
    steps: [
      {
        ...refunded,
        what: 'refund of 30.00, its order not seen yet',
        customer: bia,
        payload: shopifyRefund({
          id: '804',
          order: '5002',
          at: '2026-03-11T11:00:00Z',
          goods: '30.00',
          money: '30.00',
        }),
        outcome: 'nothingToDo',
        posted: 0,
        balance: 0,
      },
      { ...paid, what: 'paid', customer: bia, payload: biasOrder, outcome: 'applied', posted: 60, balance: 60 },
    ],
  },
  {
    title: 'Clara, at the WooCommerce store: goods 80.00, coupon −20.00',
    steps: [
      {
        ...updated,
        what: 'paid',
        customer: clara,
        payload: clarasOrder('2026-03-12T10:00:01', []),
        outcome: 'applied',
        posted: 60,
        balance: 60,
      },
      {
        ...updated,
        what: 'refund of 15.00',
        customer: clara,
        payload: clarasOrder('2026-03-12T11:00:00', [{ id: 302, total: '-15.00' }]),
        outcome: 'applied',
        posted: -15,
        balance: 45,
      },
      {
        ...updated,
        what: 'the refund undone',
        customer: clara,
        payload: clarasOrder('2026-03-12T12:00:00', []),
        outcome: 'applied',
        posted: 15,
        balance: 60,
      },
    ],
  },
  {
    title: 'Davi, at the Shopify store, while the points API is ill',
    steps: [
      {
        ...paid,
        what: 'paid 75.00; the API answers 503',
        customer: davi,
        payload: davisOrder('5003', '#1003', '75.00'),
        faults: [{ kind: 'status', status: 503, operation: 'change' }],
        outcome: 'deferred',
        posted: 0,
        balance: 0,
      },
      {
        kind: 'healed',
        what: 'the API is back, nothing sent',
        customer: davi,
        order: '5003',
        outcome: 'applied',
        posted: 75,
        balance: 75,
      },
      {
        ...paid,
        what: 'paid 40.00; the API adds, its answer is lost',
        customer: davi,
        payload: davisOrder('5004', '#1004', '40.00'),
        faults: [{ kind: 'cut', when: 'after', operation: 'change' }],
        outcome: 'deferred',
        posted: 40,
        balance: 115,
      },
      {
        kind: 'healed',
        what: 'asked again with the same change key',
        customer: davi,
        order: '5004',
        outcome: 'alreadyApplied',
        posted: 0,
        balance: 115,
      },
    ],
  },
  {
    title: 'Mallory, who does not know the secret',
    steps: [
      {
        ...paid,
        what: 'paid 9999.00, signed with a guess',
        customer: mallory,
        payload: mallorysOrder,
        wrongSecret: 'a-guess-of-mallory',
        outcome: 'signatureRefused',
        posted: 0,
        balance: 0,
      },
    ],
  },
  {
    title: 'Eva and Clara, at the WooCommerce store, of which nothing arrives: reconcile asks the shop itself',
    steps: [
      {
        kind: 'guarded',
        what: '7 deliveries fail, one webhook is off: alarm',
        customer: eva,
        failures: 7,
        outcome: 'webhooksOff',
        posted: 0,
        balance: 0,
      },
      {
        kind: 'guarded',
        what: 'and the shop is given a new one',
        customer: eva,
        failures: 0,
        outcome: 'webhookRepaired',
        posted: 0,
        balance: 0,
      },
      {
        kind: 'found',
        what: 'Eva has paid 40.00; no webhook told',
        customer: eva,
        order: '303',
        minutesAgo: 20,
        atShop: evasOrder,
        outcome: 'applied',
        posted: 40,
        balance: 40,
      },
      {
        kind: 'found',
        what: 'Clara was refunded 20.00; none told of it',
        customer: clara,
        order: '301',
        minutesAgo: 18,
        atShop: (at) => clarasOrder(at, [{ id: 304, total: '-20.00' }]),
        outcome: 'applied',
        posted: -20,
        balance: 40,
      },
    ],
  },
  {
    title: 'A promotion for Ana and Davi: 50 points each, from a file with a bad row, and Ana in it twice',
    steps: [
      {
        ...fired,
        what: 'fired: 2 awards, 1 bad row, 1 duplicate',
        customer: ana,
        audience: { file: 'vip.csv', text: vips },
        outcome: 'applied',
        posted: 50,
        balance: 50,
      },
      { ...fired, what: 'fired again; Ana', customer: ana, outcome: 'nothingToDo', posted: 0, balance: 50 },
      { ...fired, what: 'and again; Davi', customer: davi, outcome: 'nothingToDo', posted: 0, balance: 165 },
    ],
  },
];
