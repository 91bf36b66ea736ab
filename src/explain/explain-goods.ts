import { exact } from '../domain/decimal.ts';
import type { GoodsLine } from '../domain/goods-back.ts';
import { type Tax, worthOfLine } from '../domain/line-worth.ts';
import type { ItemisedGoods, OrderLine, OrderMoney } from '../domain/order-facts.ts';
import { grossEligible, type TakenBack } from '../domain/refunds.ts';
import type { OrderExplanation } from './explanation.ts';
import { amountText } from './values.ts';

type Goods = NonNullable<OrderExplanation['goods']>;
type Line = Extract<Goods, { kind: 'lines' }>['lines'][number];

/** What the order is of: which part of it earned, and why the rest did not. `tax`: of the pinned rule. */
export function explainGoods(money: OrderMoney, tax: Tax | null, back: TakenBack | null): Goods {
  const { goods } = money;
  if (goods.kind === 'sum') {
    const earns = tax && amountText(grossEligible(money, tax));
    return { kind: 'sum', withoutTax: goods.eligible, tax: goods.eligibleTax, earns };
  }
  const { shipping, taxesIncluded } = goods;
  const left = back?.kind === 'lines' ? back.goods : [];
  return {
    kind: 'lines',
    taxesIncluded,
    lines: goods.lines.map((line) =>
      explainLine(
        line,
        goods,
        tax,
        left.find(({ id }) => id === line.id),
      ),
    ),
    shipping: amountText(taxesIncluded ? exact(shipping.amount) : exact(shipping.amount).add(shipping.tax)),
  };
}

function explainLine(line: OrderLine, goods: ItemisedGoods, tax: Tax | null, left: GoodsLine | undefined): Line {
  const { all, eligible } = worthOfLine(line, goods, tax ?? 'excluded');
  return {
    id: line.id,
    kind: line.kind,
    units: line.units,
    paid: amountText(all),
    tax: line.tax,
    earns: tax && amountText(eligible),
    why: whyOf(line, tax, eligible.equals(0)),
    listed: left?.listed ?? null,
    gone: left?.gone.units ?? null,
    earnsNoLonger: left === undefined ? null : amountText(left.gone.worth.eligible),
  };
}

function whyOf({ kind }: OrderLine, tax: Tax | null, isFree: boolean): Line['why'] {
  if (kind !== 'goods') return kind;
  if (tax === null) return 'noRule';
  return isFree ? 'free' : 'goods';
}
