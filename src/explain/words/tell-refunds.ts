import type { OrderExplanation } from '../explanation.ts';
import { isNothing, type Telling } from './telling.ts';

type Refunds = NonNullable<OrderExplanation['refunds']>;
type ByLines = Extract<Refunds, { kind: 'lines' }>;
type BySum = Extract<Refunds, { kind: 'sum' }>;

/** What refunds took back, and which sum decided. */
export function tellRefunds(telling: Telling): string[] {
  const { refunds } = telling.said;
  if (refunds === null) return [];
  return refunds.kind === 'sum' ? tellShares(refunds, telling) : tellBooks(refunds, telling);
}

function tellShares({ refunds, sums }: BySum, { words, formats }: Telling): string[] {
  const listed = refunds.map(({ id, amount }) => words.listedRefund(id, formats.money(amount)));
  if (sums === null) return listed;
  return [
    ...listed,
    words.shareBack(formats.money(sums.refunded), formats.money(sums.shareBase)),
    words.earnedBack(formats.money(sums.earnedBack)),
  ];
}

function tellBooks({ refunds, sums }: ByLines, telling: Telling): string[] {
  const { words, formats } = telling;
  const told = refunds.flatMap((refund) => tellRefund(refund, telling));
  if (sums === null) return told;
  const { lines, books, money, allGoods, goodsBack, decidedBy, extra, extraIsRounding, earnedBack } = sums;
  return [
    ...told,
    words.sums(formats.money(lines), formats.money(books), formats.money(money)),
    words.decided[decidedBy](formats.money(goodsBack), formats.money(allGoods)),
    ...(extraIsRounding && extra !== null && !isNothing(extra) ? [words.extraIsRounding(formats.money(extra))] : []),
    ...(decidedBy === 'nothing' ? [] : [words.earnedBack(formats.money(earnedBack))]),
  ];
}

function tellRefund(refund: ByLines['refunds'][number], { words, formats }: Telling): string[] {
  const { id, counts, listed, kept, discrepancy, money, sent, shipping, besides } = refund;
  if (!counts) return [words.refundIgnored(id)];
  if (listed === null || kept === null || discrepancy === null || money === null) return [words.refundUnvalued(id)];
  const unlessNothing = (amount: string) => (isNothing(amount) ? null : formats.money(amount));
  const first = words.refund(
    id,
    formats.money(listed),
    unlessNothing(kept),
    unlessNothing(discrepancy),
    formats.money(money),
  );
  if (sent === null || shipping === null || besides === null) return [first, words.refundFailed];
  const isForGoodsAlone = isNothing(shipping) && isNothing(besides);
  if (isForGoodsAlone) return [first];
  return [first, words.refundSent(formats.money(sent), formats.money(shipping), formats.money(besides))];
}
