import { decimal } from '../../src/orders/decimal.ts';
import {
  type CollectedRefund,
  customerId,
  type ListedRefund,
  type OrderFacts,
  type OrderId,
  type OrderMoney,
  parseOrderId,
  type RefundedLine,
  type RefundedShipping,
  type RefundsInBody,
  type RefundTransaction,
  type Standing,
  type TransactionStatus,
  type TwoCurrencies,
} from '../../src/orders/order-facts.ts';

/** The instant at which the orders of these tests are paid: 2025-06-01T12:00:00Z. */
export const PAID_AT_MS = Date.UTC(2025, 5, 1, 12);

export function orderId(text: string): OrderId {
  const id = parseOrderId(text);
  if (id === undefined) throw new TypeError(`not an order id: ${text}`);
  return id;
}

interface MoneyWords {
  readonly eligible: string;
  readonly eligibleTax?: string;
  readonly shareBase?: string;
  readonly total?: string;
  readonly currency?: string;
  readonly presentment?: { readonly currency: string; readonly total: string };
  readonly taxesIncluded?: boolean;
  readonly paidAtMs?: number;
}

/** The money of an order; what is not said follows from `eligible`: no tax, no shipping, one currency. */
export function moneyOf(words: MoneyWords): OrderMoney {
  const { eligible, eligibleTax = '0', shareBase = eligible, total = shareBase, currency = 'BRL' } = words;
  const presentment = words.presentment ?? { currency, total };
  return {
    paidAtMs: words.paidAtMs ?? PAID_AT_MS,
    eligible: decimal(eligible),
    eligibleTax: decimal(eligibleTax),
    shareBase: decimal(shareBase),
    total: decimal(total),
    currency,
    presentment: { currency: presentment.currency, total: decimal(presentment.total) },
    taxesIncluded: words.taxesIncluded ?? false,
  };
}

/** One amount in the shop's and the customer's currency. */
export function both(shop: string, presentment = shop): TwoCurrencies {
  return { shop: decimal(shop), presentment: decimal(presentment) };
}

export function paidBack(
  amount: string,
  status: TransactionStatus = 'success',
  currency: string | null = null,
  id = `t${amount}`,
): RefundTransaction {
  return { id, status, amount: decimal(amount), currency };
}

export function lineBack(
  subtotal: TwoCurrencies,
  { tax = both('0'), excluded = false, id = `l${subtotal.shop}` } = {},
): RefundedLine {
  return { id, excluded, subtotal, tax };
}

export function shippingBack(
  source: RefundedShipping['source'],
  amount: TwoCurrencies,
  tax: TwoCurrencies = both('0'),
): RefundedShipping {
  return { id: `${source}-1`, source, amount, tax };
}

/** A Shopify refund; a text is short for one successful transaction of that amount and nothing else. */
export function refundOf(id: string, parts: string | Partial<Omit<CollectedRefund, 'id'>>): CollectedRefund {
  const nothing = { transactions: [], shipping: [], lines: [], rate: null };
  return typeof parts === 'string'
    ? { id, ...nothing, transactions: [paidBack(parts, 'success', null, `t-${id}`)] }
    : { id, ...nothing, ...parts };
}

/** WooCommerce refunds, `id` by amount. */
export function listed(amounts: Readonly<Record<string, string>>): readonly ListedRefund[] {
  return Object.entries(amounts).map(([id, amount]) => ({ id, amount: decimal(amount) }));
}

interface BodyWords {
  readonly order?: string;
  /** Seconds after the first body. */
  readonly at?: number;
  readonly rank?: number;
  readonly bodyHash?: string;
  readonly standing?: Standing;
  readonly customer?: string | null;
  readonly money?: OrderMoney | null;
  readonly refunds?: RefundsInBody;
}

/** What a body states: by default a paid order of ABC, without a word about refunds. */
export function bodyOf(words: BodyWords = {}): OrderFacts {
  const { customer = 'ABC', money = moneyOf({ eligible: '100.00' }) } = words;
  return {
    kind: 'order',
    order: orderId(words.order ?? '123'),
    observed: {
      observedAtMs: PAID_AT_MS + (words.at ?? 0) * 1000,
      rank: words.rank ?? 0,
      bodyHash: words.bodyHash ?? '',
    },
    standing: words.standing ?? { kind: 'due' },
    customer: customer === null ? null : customerId(customer),
    money,
    refunds: words.refunds ?? { kind: 'none' },
  };
}
