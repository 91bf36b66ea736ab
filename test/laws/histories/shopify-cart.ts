import { clockAhead } from './clock-ahead.ts';
import type { Person } from './contact.ts';
import { type Currency, priceIn } from './currency.ts';
import type { Random } from './random.ts';
import type { ShopifyContact, ShopifyLine, ShopifyOrder } from './shopify-order.ts';

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
  const shopTaxes = random.chance(0.4);
  const presentment = random.chance(0.25) ? random.pick(PRESENTMENTS) : shop;
  const shipping = shippingFor(random, presentment, shopTaxes, nextId());
  const order: ShopifyOrder = {
    id: orderId,
    shop,
    presentment,
    taxesIncluded: shopTaxes,
    showsCurrent: random.chance(0.88),
    aheadMs: clockAhead(random),
    totalHoldsRemoved: random.chance(0.5),
    test: random.chance(0.09),
    statusHost: random.chance(0.8) ? shopDomain : 'www.example-shop.com.br',
    processedMs: startMs,
    updatedMs: startMs + 1000,
    cancelledMs: null,
    status: 'pending',
    contact: contactOf(random, person),
    lines: [],
    shipping,
    shippingNow: shipping,
    duties: random.chance(0.12) ? priceIn(presentment, random.int(100, 2000)) : 0,
    fees: random.chance(0.1) ? priceIn(presentment, random.int(50, 400)) : 0,
    paid: 0,
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
  if (random.chance(0.12)) order.lines.push(makeTip(random, order, nextId()));
  return order;
}

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

/** On taxes-included shops the price holds its tax. */
function shippingFor(random: Random, currency: Currency, taxesIncluded: boolean, id: string): ShopifyOrder['shipping'] {
  const net = random.chance(0.75) ? priceIn(currency, random.int(200, 1500)) : 0;
  const tax = random.chance(0.6) ? Math.round(net * random.pick([0.05, 0.1, 0.2])) : 0;
  return { id, amount: taxesIncluded ? net + tax : net, tax };
}

function makeTip(random: Random, order: ShopifyOrder, id: string): ShopifyLine {
  const price = priceIn(order.presentment, random.int(50, 500));
  return { id, price, quantity: 1, current: 1, discount: 0, tax: 0, kind: 'tip' };
}

export function makeLine(random: Random, order: ShopifyOrder, id: string): ShopifyLine {
  const price = priceIn(order.presentment, random.chance(0.4) ? random.int(1, 60) * 500 : random.int(100, 9000));
  const quantity = random.int(1, 4);
  const discount = random.chance(0.3) ? random.int(0, Math.floor((price * quantity) / 2)) : 0;
  const giftCard = random.chance(0.16);
  const rate = random.pick([0, 0.0725, 0.1, 0.21]);
  const tax = giftCard || random.chance(0.3) ? 0 : Math.round((price * quantity - discount) * rate);
  return { id, price, quantity, current: quantity, discount, tax, kind: giftCard ? 'giftCard' : 'goods' };
}

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
