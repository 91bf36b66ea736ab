import { moneyOf, netPayment, saidBy } from './shopify-books.ts';
import type { ShopifyOrder, ShopifyRefund } from './shopify-order.ts';
import { showsPaid, showsRefund, showsStatus } from './shopify-signs.ts';
import type { ShopifyTeller } from './shopify-teller.ts';
import { both } from './signs.ts';

/** What the bodies of this shop are like, whatever happened to the order. */
export function noticeHabits(teller: ShopifyTeller): void {
  const { order } = teller;
  const { showsCurrent, totalKeepsRemoved, subtotalsWithTax } = order.habits;
  if (order.aheadMs > 0) teller.notice('clock ten years ahead', showsPaid);
  if (!showsCurrent) teller.notice('current_quantity not shown', showsPaid);
  if (order.lines.some(({ kind }) => kind === 'tip')) teller.notice('tip', showsPaid);
  if (order.duties > 0) teller.notice('duties', showsPaid);
  if (order.lines.some(({ edited }) => edited > 0)) {
    teller.notice(
      totalKeepsRemoved ? 'total_price with removed units' : 'total_price without removed units',
      showsPaid,
    );
  }
  const taxed = order.refunds.find(({ lines }) => lines.some(({ tax }) => tax > 0));
  if (taxed === undefined || !order.taxesIncluded) return;
  teller.notice(subtotalsWithTax ? 'refund subtotal with tax' : 'refund subtotal net of tax', showsRefund(taxed.id));
}

/** What became of the money of refunds. */
export function noticeRefunds(teller: ShopifyTeller): void {
  const { order } = teller;
  for (const refund of order.refunds) noticeRefund(teller, order, refund);
  const returning = order.refunds.filter((refund) => moneyOf(refund) > 0);
  if (returning.length < 2 || netPayment(order) > 0 || order.received === 0) return;
  teller.notice('full refund by parts', both(showsPaid, ...returning.map(({ id }) => showsRefund(id))));
}

function noticeRefund(teller: ShopifyTeller, order: ShopifyOrder, refund: ShopifyRefund): void {
  const { transactions, lines, adjustments } = refund;
  const seen = showsRefund(refund.id);
  const failed = transactions.filter(({ status }) => status === 'failure' || status === 'error');
  const seenFailed = both(seen, ...failed.map(({ id, status }) => showsStatus(id, status)));
  if (failed.length > 0 && failed.length === transactions.length) {
    teller.notice(lines.length > 0 ? 'failed refund with lines' : 'failed refund without lines', seenFailed);
  } else if (failed.length > 0) teller.notice('one of two transactions failed', seenFailed);
  if (lines.length > 0 && transactions.length === 0) teller.notice('lines without money', seen);
  const isForeign = order.shop.code !== order.presentment.code;
  if (isForeign && transactions.some(({ currency }) => currency === 'null')) teller.notice('null currency', seen);
  if (transactions.some(({ currency }) => currency === 'shop')) teller.notice('refund in shop currency', seen);
  const kept = adjustments.filter(({ kind, amount }) => kind === 'refund_discrepancy' && amount > 0);
  const money = transactions.reduce((sum, { amount }) => sum + amount, 0);
  if (kept.length > 0 && money === saidBy(order, refund)) {
    const isTakenBack = adjustments.some(({ kind, amount }) => kind === 'refund_discrepancy' && amount < 0);
    teller.notice(isTakenBack ? 'difference for money on its way, and back' : 'difference for money on its way', seen);
  }
}
