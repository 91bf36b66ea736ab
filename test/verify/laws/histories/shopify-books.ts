import { convert } from './currency.ts';
import type {
  FinancialStatus,
  Shipping,
  ShopifyLine,
  ShopifyOrder,
  ShopifyRefund,
  ShopifyTransaction,
  Worth,
} from './shopify-order.ts';

export const lineNet = (line: ShopifyLine): number => line.price * line.quantity - line.discount;

/** Worth of the next units of a line to go when some have gone; the shares of a line add up to it. */
function worthOf(line: ShopifyLine, gone: number, units: number): Worth {
  const upTo = (whole: number, count: number): number => Math.round((whole * count) / line.quantity);
  const share = (whole: number): number => upTo(whole, gone + units) - upTo(whole, gone);
  return { amount: share(lineNet(line)), tax: share(line.tax) };
}

const unitsGone = (line: ShopifyLine): number => line.quantity - line.current;
export const worthNow = (line: ShopifyLine): Worth => worthOf(line, unitsGone(line), line.current);
export const worthOfNext = (line: ShopifyLine, units: number): Worth => worthOf(line, unitsGone(line), units);

export const withTax = (order: ShopifyOrder, { amount, tax }: Worth): number =>
  order.taxesIncluded ? amount : amount + tax;

const hasFailed = ({ transactions }: ShopifyRefund): boolean =>
  transactions.length > 0 && transactions.every(({ status }) => status === 'failure' || status === 'error');

/** A refund without lines whose transactions all failed did not happen. */
const isVain = (refund: ShopifyRefund): boolean => refund.lines.length === 0 && hasFailed(refund);

const isLive = ({ kind, status }: ShopifyTransaction): boolean =>
  kind === 'refund' && (status === 'success' || status === 'pending');

export const moneyOf = ({ transactions }: ShopifyRefund): number =>
  transactions.filter(isLive).reduce((sum, { amount }) => sum + amount, 0);

const moneyBack = ({ refunds }: ShopifyOrder): number => refunds.reduce((sum, refund) => sum + moneyOf(refund), 0);

export const netPayment = (order: ShopifyOrder): number => order.received - moneyBack(order);

/** What of shipping, duties and fees has not gone back; what failed stays. */
export function chargesNow(order: ShopifyOrder): { shipping: Shipping; duties: number; fees: number } {
  let { duties, fees } = order;
  let { price, tax } = order.shipping;
  for (const refund of order.refunds) {
    if (hasFailed(refund)) continue;
    duties -= refund.duties;
    fees -= refund.fees;
    price -= refund.shipping?.price ?? 0;
    tax -= refund.shipping?.tax ?? 0;
  }
  return { shipping: { price, tax }, duties, fees };
}

const shippingMoney = (order: ShopifyOrder, { price, tax }: Shipping): number => withTax(order, { amount: price, tax });

/** What a refund's listed goods and charges come to, whatever money moved. */
export const saidBy = (
  order: ShopifyOrder,
  { lines, shipping, duties, fees }: Pick<ShopifyRefund, 'lines' | 'shipping' | 'duties' | 'fees'>,
): number =>
  lines.reduce((sum, line) => sum + withTax(order, line), 0) +
  (shipping === null ? 0 : shippingMoney(order, shipping)) +
  duties +
  fees;

/** A refund's discrepancies; one that stands only for the refund's own money on its way does not count. */
function discrepancyOf(order: ShopifyOrder, refund: ShopifyRefund): number {
  if (isVain(refund)) return 0;
  const written = refund.adjustments
    .filter(({ kind }) => kind === 'refund_discrepancy')
    .reduce((sum, { amount, tax }) => sum + amount + tax, 0);
  return Math.min(written, Math.max(0, saidBy(order, refund) - moneyOf(refund)));
}

export const goodsNow = (order: ShopifyOrder): number =>
  order.lines.reduce((sum, line) => (line.kind === 'tip' ? sum : sum + withTax(order, worthNow(line))), 0);

/** Everything on the order now, in the currency that `as` gives. */
export function currentTotal(order: ShopifyOrder, as = (minor: number): number => minor): number {
  const { shipping, duties, fees } = chargesNow(order);
  const worths = [...order.lines.map(worthNow), { amount: shipping.price, tax: shipping.tax }];
  return (
    worths.reduce((sum, { amount, tax }) => sum + withTax(order, { amount: as(amount), tax: as(tax) }), 0) +
    as(duties) +
    as(fees)
  );
}

/** Positive: the customer has still to pay it; negative: the shop has still to give it back. */
export const outstanding = (order: ShopifyOrder): number =>
  currentTotal(order) +
  order.refunds.reduce((sum, refund) => sum + discrepancyOf(order, refund), 0) -
  netPayment(order);

/** `total_price`: amount by amount and then summed, so the two totals of a body need not have one exact ratio. */
export function totalOf(order: ShopifyOrder, as = (minor: number): number => minor): number {
  const { shipping, duties, fees } = order;
  let total = withTax(order, { amount: as(shipping.price), tax: as(shipping.tax) }) + as(duties) + as(fees);
  for (const line of order.lines) {
    const { amount, tax } = worthOf(line, 0, order.habits.totalKeepsRemoved ? 0 : line.edited);
    total += as(line.price) * line.quantity - as(line.discount) - as(amount);
    if (!order.taxesIncluded) total += as(line.tax) - as(tax);
  }
  return total;
}

export const toShop =
  ({ presentment, shop }: ShopifyOrder) =>
  (minor: number): number =>
    convert(minor, presentment, shop);

/** As Shopify computes it once something was paid. */
export function statusOf(order: ShopifyOrder): FinancialStatus {
  if (outstanding(order) > 0) return 'partially_paid';
  if (moneyBack(order) === 0) return 'paid';
  return netPayment(order) <= 0 ? 'refunded' : 'partially_refunded';
}
