import { decimal } from '../../src/domain/decimal.ts';
import {
  customerId,
  type ListedRefund,
  type OrderFacts,
  type OrderId,
  type OrderIdentity,
  type OrderMoney,
  parseOrderId,
  type RefundsInBody,
  type Standing,
  type SummedGoods,
  type UnitsLeft,
} from '../../src/domain/order-facts.ts';

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
  readonly paidAtMs?: number;
}

/** The money of an order without its lines; what is not said follows from `eligible`: no tax, no shipping, one currency. */
export function moneyOf(words: MoneyWords): OrderMoney & { readonly goods: SummedGoods } {
  const { eligible, eligibleTax = '0', shareBase = eligible, total = shareBase, currency = 'BRL' } = words;
  const presentment = words.presentment ?? { currency, total };
  return {
    paidAtMs: words.paidAtMs ?? PAID_AT_MS,
    total: decimal(total),
    currency,
    presentment: { currency: presentment.currency, total: decimal(presentment.total) },
    goods: {
      kind: 'sum',
      eligible: decimal(eligible),
      eligibleTax: decimal(eligibleTax),
      shareBase: decimal(shareBase),
    },
  };
}

/** WooCommerce refunds, `id` by amount. */
export function listed(amounts: Readonly<Record<string, string>>): readonly ListedRefund[] {
  return Object.entries(amounts).map(([id, amount]) => ({ id, amount: decimal(amount) }));
}

interface BodyWords {
  readonly order?: string;
  readonly identity?: Partial<OrderIdentity>;
  /** By its own clock, in seconds after the first body. */
  readonly at?: number;
  /** By ours, likewise; as its own clock says if not told. */
  readonly arrivedAt?: number;
  /** As WooCommerce's, if not told: the later arrival decides. */
  readonly rank?: number | null;
  readonly hash?: string;
  readonly standing?: Standing;
  readonly customer?: string | null;
  readonly money?: OrderMoney | null;
  readonly unitsLeft?: UnitsLeft | null;
  readonly refunds?: RefundsInBody;
}

/** What a body states: by default a paid order of ABC, without a word about refunds. */
export function bodyOf(words: BodyWords = {}): OrderFacts {
  const { at = 0, arrivedAt = at, customer = 'ABC', money = moneyOf({ eligible: '100.00' }) } = words;
  return {
    kind: 'order',
    order: orderId(words.order ?? '123'),
    identity: { createdAtMs: null, keyHash: null, ...words.identity },
    body: {
      observedAtMs: PAID_AT_MS + at * 1000,
      arrivedAtMs: PAID_AT_MS + arrivedAt * 1000,
      rank: words.rank ?? null,
      hash: words.hash ?? 'a body',
    },
    standing: words.standing ?? { kind: 'entitled' },
    customer: customer === null ? null : customerId(customer),
    money,
    unitsLeft: words.unitsLeft ?? null,
    refunds: words.refunds ?? { kind: 'none' },
  };
}
