import { clockAhead } from './clock-ahead.ts';
import type { Person } from './contact.ts';
import type { Currency } from './currency.ts';
import type { Random } from './random.ts';
import { shownNow, type WooCommerceContact, type WooCommerceLine, type WooCommerceOrder } from './woocommerce-order.ts';

export const SITE_URL = 'https://store.example.com';

export interface WooCommerceSetting {
  readonly siteUrl: string;
  readonly currency: Currency;
  readonly startMs: number;
  readonly orderId: string;
  readonly nextId: () => string;
}

/** An order as the customer left it, before anything happens to it. */
export function makeOrder(random: Random, setting: WooCommerceSetting, person: Person | null): WooCommerceOrder {
  const decimals = random.weighted([
    [10, setting.currency.exponent],
    [1, 0],
    [2, 2],
    [1, 3],
    [1, 4],
  ]);
  const other = setting.currency.code === 'JPY' ? 'EUR' : 'JPY';
  const unit = 10 ** (4 - decimals);
  const lines = makeLines(random, setting, unit);
  const goods = lines.reduce((sum, { total }) => sum + total, 0);
  const order: WooCommerceOrder = {
    id: setting.orderId,
    parentId: '0',
    noise: random.chance(0.1) ? random.pick(['text', 'number']) : null,
    leavesZerosEmpty: random.chance(0.1),
    deposit: null,
    aheadMs: clockAhead(random),
    siteUrl: setting.siteUrl,
    currency: random.chance(0.05) ? other : setting.currency.code,
    decimals,
    status: 'pending',
    createdMs: setting.startMs,
    modifiedMs: setting.startMs,
    paidMs: null,
    completedMs: null,
    contact: contactOf(random, person),
    lines,
    fees: makeFees(random, setting, unit, goods),
    shipping: random.chance(0.6) ? charge(random, setting, unit, 200, 1500) : { total: 0, tax: 0 },
    refunds: [],
    ghosts: 0,
    hasRefundsKey: !random.chance(0.04),
    revision: 0,
  };
  return isWorthSomething(order) ? order : { ...order, fees: [] };
}

/** Also when shown without decimals. */
export const isWorthSomething = (order: WooCommerceOrder): boolean => shownNow(order).total >= 10_000;

function makeLines(random: Random, setting: WooCommerceSetting, unit: number): WooCommerceLine[] {
  const lines: WooCommerceLine[] = [];
  do {
    const quantity = random.int(1, 4);
    const { total, tax } = charge(random, setting, unit, 300 * quantity, 9000 * quantity);
    const subtotal = random.chance(0.3) ? Math.round((total * 1.25) / unit) * unit : total;
    lines.push({ id: setting.nextId(), quantity, subtotal, total, tax });
  } while (lines.length < 4 && random.chance(0.5));
  return lines;
}

/** Mostly small; now and then a discount above all goods, which only shipping outweighs. */
function makeFees(random: Random, setting: WooCommerceSetting, unit: number, goods: number): WooCommerceLine[] {
  if (random.chance(0.03)) {
    const total = -(goods + random.int(0, 2) * unit);
    return [{ id: setting.nextId(), quantity: 1, subtotal: total, total, tax: 0 }];
  }
  if (random.chance(0.08)) return [{ id: setting.nextId(), quantity: 1, subtotal: 0, total: 0, tax: 0 }];
  if (!random.chance(0.2)) return [];
  const { total, tax } = charge(random, setting, unit, 50, 250);
  const sign = random.chance(0.7) ? -1 : 1;
  return [{ id: setting.nextId(), quantity: 1, subtotal: sign * total, total: sign * total, tax: sign * tax }];
}

/** An amount and its tax on the grid of the display decimals. */
function charge(random: Random, { currency }: WooCommerceSetting, unit: number, fromCents: number, toCents: number) {
  const cents = random.chance(0.4)
    ? Math.ceil(random.int(fromCents, toCents) / 500) * 500
    : random.int(fromCents, toCents);
  const total = Math.max(1, Math.round((cents * currency.perEuro) / 100 / unit)) * unit;
  const rate = random.pick([0, 0.0725, 0.1, 0.21]);
  return { total, tax: Math.round((total * rate) / unit) * unit };
}

export function contactOf(random: Random, person: Person | null): WooCommerceContact {
  if (person === null) return { customerId: '0', email: '', document: null };
  const where = random.pick(['cpf', 'cnpj', 'meta'] as const);
  return {
    customerId: person.id.slice(-4),
    email: person.email,
    document: { in: where, text: person.document },
  };
}
