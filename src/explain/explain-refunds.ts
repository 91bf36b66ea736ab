import type { BookedRefund, ItemisedBack } from '../domain/goods-back.ts';
import type { CollectedRefund, OrderMoney } from '../domain/order-facts.ts';
import type { KnownFacts } from '../domain/order-record.ts';
import { statusOf } from '../domain/refund-money.ts';
import type { ProportionBack, TakenBack } from '../domain/refunds.ts';
import type { OrderExplanation } from './explanation.ts';
import { amountText } from './values.ts';

type Refunds = NonNullable<OrderExplanation['refunds']>;
type ByLines = Extract<Refunds, { kind: 'lines' }>;
type BySum = Extract<Refunds, { kind: 'sum' }>;

/** What refunds took back, and which sum decided; `null` where there is none, and nothing left the order otherwise. */
export function explainRefunds(facts: KnownFacts, back: TakenBack | null): OrderExplanation['refunds'] {
  const money = facts.money?.value ?? null;
  const collected = Object.values(facts.collectedRefunds);
  const listed = facts.listedRefunds?.value ?? [];
  if (collected.length === 0 && listed.length === 0 && (back === null || back.eligible.equals(0))) return null;
  if (back?.kind === 'sum' || (back === null && facts.listedRefunds !== null)) {
    return { kind: 'sum', refunds: listed.map(({ id, amount }) => ({ id, amount })), sums: sharesOf(money, back) };
  }
  return {
    kind: 'lines',
    refunds: collected.map((refund) => explainRefund(refund, facts, back)),
    sums: back && sumsOf(back),
  };
}

function sharesOf(money: OrderMoney | null, back: ProportionBack | null): BySum['sums'] {
  if (back === null || money?.goods.kind !== 'sum') return null;
  const { refunded, eligible, everything } = back;
  const { shareBase } = money.goods;
  return { refunded: amountText(refunded), shareBase, earnedBack: amountText(eligible), everything };
}

function explainRefund(
  refund: CollectedRefund,
  { money, transactionStatuses }: KnownFacts,
  back: ItemisedBack | null,
): ByLines['refunds'][number] {
  const goods = money?.value.goods;
  const booked = back?.refunds.find(({ id }) => id === refund.id);
  return {
    id: refund.id,
    counts: back === null || booked !== undefined,
    lines: refund.lines.map(({ line, units }) => ({
      line,
      units,
      isOfOrder: goods?.kind === 'lines' && goods.lines.some(({ id }) => id === line),
    })),
    transactions: refund.transactions.map(({ id, amount, currency, ...transaction }) => ({
      id,
      status: statusOf({ id, amount, currency, ...transaction }, transactionStatuses),
      amount,
      currency,
    })),
    ...termsOf(booked),
  };
}

/** In the terms of `goodsBack`. */
function termsOf(booked: BookedRefund | undefined) {
  const { listed, discrepancy, kept, money, sent = null } = booked ?? {};
  const shown = (amount: typeof money) => (amount === undefined ? null : amountText(amount));
  return {
    listed: shown(listed?.all),
    discrepancy: shown(discrepancy),
    kept: shown(kept),
    money: shown(money),
    sent: shown(sent?.all),
    shipping: shown(sent?.shipping),
    besides: shown(sent?.besides),
  };
}

function sumsOf(steps: ItemisedBack): ByLines['sums'] {
  const { gone, books, money, everBought, back, extra, eligible, everything } = steps;
  return {
    lines: amountText(gone),
    books: amountText(books),
    money: amountText(money),
    allGoods: amountText(everBought),
    goodsBack: amountText(back),
    decidedBy: decidedBy(steps),
    extra: extra && amountText(extra.amount),
    extraIsRounding: extra?.isRounding ?? false,
    earnedBack: amountText(eligible),
    everything,
  };
}

/** The first of those that are the largest. */
function decidedBy({ gone, books, money, back }: ItemisedBack): NonNullable<ByLines['sums']>['decidedBy'] {
  if (back.lte(0)) return 'nothing';
  if (gone.gte(back)) return 'lines';
  return books.gte(back) && books.gte(money) ? 'books' : 'money';
}
