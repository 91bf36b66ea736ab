import { clockAhead } from './clock-ahead.ts';
import type { Person } from './contact.ts';
import { type Currency, priceIn } from './currency.ts';
import type { Random } from './random.ts';
import { currentTotal } from './shopify-books.ts';
import type { Habits, ShopifyContact, ShopifyLine, ShopifyOrder } from './shopify-order.ts';

export const SHOP_DOMAIN = 'example-shop.myshopify.com';

export interface ShopifySetting {
  readonly shopDomain: string;
  readonly currency: Currency;
  readonly startMs: number;
  readonly orderId: string;
  readonly nextId: () => string;
}

/** An order as the customer left it, before anything happens to it. */
export function makeOrder(
  random: Random,
  { shopDomain, currency, startMs, orderId, nextId }: ShopifySetting,
  person: Person | null,
): ShopifyOrder {
  const shop = random.chance(0.05) ? otherThan(currency) : currency;
  const presentment = random.chance(0.25) ? random.pick(PRESENTMENTS) : shop;
  const charge = (probability: number): number =>
    random.chance(probability) ? priceIn(presentment, random.int(100, 2500)) : 0;
  const order: ShopifyOrder = {
    id: orderId,
    shop,
    presentment,
    taxesIncluded: random.chance(0.4),
    test: random.chance(0.09),
    statusHost: random.chance(0.8) ? shopDomain : 'www.example-shop.com.br',
    habits: anyHabits(random),
    aheadMs: clockAhead(random),
    processedMs: startMs,
    updatedMs: startMs,
    cancelledMs: null,
    status: 'pending',
    contact: contactOf(random, person),
    lines: [],
    shipping: shippingFor(random, presentment, nextId()),
    duties: charge(0.15),
    fees: charge(0.12),
    received: 0,
    owed: 0,
    refunds: [],
    revision: 0,
  };
  const count = random.weighted([
    [4, 1],
    [4, 2],
    [2, 3],
    [0.5, 5],
  ]);
  for (let index = 0; index < count; index += 1) order.lines.push(makeLine(random, order, nextId()));
  if (random.chance(0.15)) order.lines.push(tip(random, presentment, nextId()));
  if (currentTotal(order) === 0) order.lines.push(tip(random, presentment, nextId()));
  return order;
}

const anyHabits = (random: Random): Habits => ({
  showsCurrent: random.chance(0.85),
  totalKeepsRemoved: random.chance(0.5),
  subtotalsWithTax: random.chance(0.7),
  tellsPayments: random.chance(0.2),
});

const PRESENTMENTS: readonly [Currency, ...Currency[]] = [
  { code: 'USD', exponent: 2, perEuro: 10_873 },
  { code: 'EUR', exponent: 2, perEuro: 10_000 },
  { code: 'BRL', exponent: 2, perEuro: 61_234 },
  { code: 'JPY', exponent: 0, perEuro: 1_623_700 },
  { code: 'KWD', exponent: 3, perEuro: 3_341 },
];

const otherThan = (currency: Currency): Currency =>
  currency.code === 'USD'
    ? { code: 'EUR', exponent: 2, perEuro: 10_000 }
    : { code: 'USD', exponent: 2, perEuro: 10_873 };

function shippingFor(random: Random, currency: Currency, id: string): ShopifyOrder['shipping'] {
  const price = random.chance(0.7) ? priceIn(currency, random.int(200, 1500)) : 0;
  return { id, price, tax: random.chance(0.6) ? Math.round(price * random.pick([0.05, 0.1, 0.2])) : 0 };
}

export function makeLine(random: Random, order: ShopifyOrder, id: string): ShopifyLine {
  const price = priceIn(order.presentment, random.chance(0.4) ? random.int(1, 60) * 500 : random.int(100, 9000));
  const quantity = random.int(1, 4);
  const gross = price * quantity;
  const discount = random.chance(0.3) ? random.int(0, Math.floor(gross / 2)) : random.chance(0.02) ? gross : 0;
  const kind = random.chance(0.14) ? 'gift card' : 'goods';
  const rate = random.pick([0, 0.0725, 0.1, 0.21]);
  const tax = kind === 'gift card' || random.chance(0.3) ? 0 : Math.round((gross - discount) * rate);
  return { id, price, quantity, discount, tax, kind, current: quantity, edited: 0 };
}

const tip = (random: Random, currency: Currency, id: string): ShopifyLine => ({
  id,
  price: priceIn(currency, random.int(50, 500)),
  quantity: 1,
  discount: 0,
  tax: 0,
  kind: 'tip',
  current: 1,
  edited: 0,
});

/** The same person as a body may write them: a customer's own address, or only the order's. */
export function contactOf(random: Random, person: Person | null): ShopifyContact {
  if (person === null) return { customer: null, email: random.pick(['', null]), contactEmail: null, document: null };
  const { id, email, document } = person;
  return random.weighted<ShopifyContact>([
    [6, { customer: { id, email }, email, contactEmail: email, document }],
    [1, { customer: { id, email }, email: 'someone.else@example.com', contactEmail: null, document }],
    [1, { customer: { id, email: null }, email, contactEmail: email, document }],
    [1, { customer: null, email: '', contactEmail: email, document }],
  ]);
}
