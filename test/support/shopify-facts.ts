import { decimal } from '../../src/domain/decimal.ts';
import type {
  CollectedRefund,
  ItemisedGoods,
  LineKind,
  OrderMoney,
  RefundedLine,
  RefundTransaction,
  Taxed,
  TransactionStatus,
  TwoCurrencies,
} from '../../src/domain/order-facts.ts';
import { PAID_AT_MS } from './order-facts.ts';

/** A line of an order; a text is short for one unit of that amount without tax. */
type LineWords =
  | string
  | { readonly amount: string; readonly tax?: string; readonly units?: number; readonly kind?: LineKind };

export interface PurchaseWords {
  readonly taxesIncluded?: boolean;
  readonly shipping?: Taxed;
  readonly currency?: string;
  /** What the customer paid, in both currencies: it shows the order's exchange rate. */
  readonly total?: string;
  readonly presentment?: { readonly currency: string; readonly total: string };
}

/** The money of a Shopify order, by the ids of its lines; what is not said: tax on top, no shipping, one currency. */
export function purchaseOf(
  lines: Readonly<Record<string, LineWords>>,
  words: PurchaseWords = {},
): OrderMoney & { readonly goods: ItemisedGoods } {
  const { currency = 'BRL', total = '100.00', taxesIncluded = false, shipping = taxed('0') } = words;
  const presentment = words.presentment ?? { currency, total };
  return {
    paidAtMs: PAID_AT_MS,
    total: decimal(total),
    currency,
    presentment: { currency: presentment.currency, total: decimal(presentment.total) },
    goods: {
      kind: 'lines',
      taxesIncluded,
      lines: Object.entries(lines).map(([id, line]) => {
        const { amount, tax = '0', units = 1, kind = 'goods' } = typeof line === 'string' ? { amount: line } : line;
        return { id, kind, units, amount: decimal(amount), tax: decimal(tax) };
      }),
      shipping,
    },
  };
}

export function taxed(amount: string, tax = '0'): Taxed {
  return { amount: decimal(amount), tax: decimal(tax) };
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

/** Units of one of the order's lines; the amounts are the refund's own. */
export function lineBack(
  line: string,
  { units = 1, amount = '0', tax = '0', isTip = false }: Partial<RefundedLineWords> = {},
): RefundedLine {
  return { line, isTip, units, amount: decimal(amount), tax: decimal(tax) };
}

interface RefundedLineWords {
  readonly units: number;
  readonly amount: string;
  readonly tax: string;
  readonly isTip: boolean;
}

export interface RefundWords {
  /** One successful transaction of this amount. */
  readonly paid?: string;
  readonly transactions?: readonly RefundTransaction[];
  readonly lines?: readonly RefundedLine[];
  readonly shippingLines?: Taxed | null;
  readonly shippingAdjustments?: Taxed | null;
  readonly discrepancy?: string;
  readonly duties?: string;
  readonly rate?: TwoCurrencies | null;
}

/** A Shopify refund; a text is short for the money alone. */
export function refundOf(id: string, words: string | RefundWords): CollectedRefund {
  const { paid, ...parts }: RefundWords = typeof words === 'string' ? { paid: words } : words;
  return {
    id,
    transactions: parts.transactions ?? (paid === undefined ? [] : [paidBack(paid, 'success', null, `t-${id}`)]),
    lines: parts.lines ?? [],
    shippingLines: parts.shippingLines ?? null,
    shippingAdjustments: parts.shippingAdjustments ?? null,
    discrepancy: decimal(parts.discrepancy ?? '0'),
    duties: decimal(parts.duties ?? '0'),
    rate: parts.rate ?? null,
  };
}
