import type { OrderExplanation } from '../explanation.ts';
import type { Source } from '../schema-parts.ts';
import { isNothing, notEntitledText, type Telling } from './telling.ts';

type ByLines = Extract<NonNullable<OrderExplanation['goods']>, { kind: 'lines' }>;
type Line = ByLines['lines'][number];

/** What the shop said of the order, when. */
export function tellFacts(telling: Telling): string[] {
  const { words, formats, said } = telling;
  const { createdAt, standing, payment, customer, pinnedCustomer } = said.facts;
  const from = (what: string, { writtenAt, arrivedAt, counts }: Source) => {
    const told = words.source(what, formats.instant(writtenAt), arrivedAt && formats.instant(arrivedAt));
    return counts === 'arrived' ? `${told} ${words.ahead}` : told;
  };
  const standingText =
    standing === null || standing.kind !== 'notEntitled'
      ? words.standing[standing?.kind ?? 'entitled']
      : words.standing.notEntitled(notEntitledText(telling, standing.because ?? 'unpaid'));
  const paid = () => {
    if (payment === null) return words.neverPaid;
    const { at, total, presentment, source } = payment;
    const amounts = [formats.instant(at), formats.money(total)] as const;
    const isSeenSo = presentment.currency === said.currency;
    const text = isSeenSo
      ? words.paid(...amounts)
      : words.paidIn(...amounts, formats.moneyIn(presentment.total, presentment.currency));
    return from(text, source);
  };
  const isErased = said.customerErasedAt !== null;
  const whom = [
    ...(standing === null || customer !== null
      ? []
      : [words.noCustomer(said.customerBy, attributesText(telling, standing.attributes))]),
    ...(customer === null ? [] : [from(words.customer(customer.id), customer.source)]),
    ...(pinnedCustomer === null || pinnedCustomer.isNewest ? [] : [words.pinnedCustomer(pinnedCustomer.id)]),
  ];
  return [
    ...(createdAt === null ? [] : [words.created(formats.instant(createdAt))]),
    standing === null ? words.target.orderAwaited() : from(String(standingText), standing.source),
    ...(payment === null && standing?.kind !== 'partlyPaid' ? [] : [paid()]),
    ...(isErased ? [] : whom),
  ];
}

/** `null` where they are not known: the order is older than their being kept, or the customer is not looked for among them. */
function attributesText(
  { words, formats }: Telling,
  attributes: NonNullable<OrderExplanation['facts']['standing']>['attributes'],
): string | null {
  if (attributes === null) return null;
  const { shown, others } = attributes;
  const told = shown.map((name) => `"${name}"`);
  if (others > 0) told.push(words.otherAttributes(formats.number(others), others === 1));
  return told.length === 0 ? words.noAttributes : told.join(', ');
}

/** Which part of the goods earned, and why the rest did not. */
export function tellGoods(telling: Telling): string[] {
  const { words, formats, said } = telling;
  const { goods } = said;
  if (goods === null) return [];
  if (goods.kind === 'sum') {
    const amounts = [formats.money(goods.withoutTax), formats.money(goods.tax)] as const;
    return [
      goods.earns === null ? words.sumWithoutRule(...amounts) : words.sum(...amounts, formats.money(goods.earns)),
    ];
  }
  const shipping = isNothing(goods.shipping) ? [] : [words.shipping(formats.money(goods.shipping))];
  return [...goods.lines.map((line) => tellLine(line, telling)), ...shipping];
}

function tellLine(line: Line, { words, formats }: Telling): string {
  const units = (count: number) => words.units(formats.number(count), count === 1);
  const { id, why, earns, tax, paid, gone, listed, earnsNoLonger } = line;
  const isTaxLeftOut = why === 'goods' && earns !== null && earns !== paid && !isNothing(tax);
  const earning = formats.money(earns ?? '0');
  const reason = isTaxLeftOut
    ? words.lineWhy.goodsWithoutTax(earning, formats.money(tax))
    : why === 'goods'
      ? words.lineWhy.goods(earning)
      : words.lineWhy[why];
  const isGone = gone !== null && gone > 0;
  const left = isGone
    ? words.gone(reason, formats.number(gone), formats.number(line.units), formats.money(earnsNoLonger ?? '0'))
    : reason;
  const byEdit = (gone ?? 0) - (listed ?? 0);
  const text = isGone && byEdit > 0 ? words.goneByEdit(left, formats.number(byEdit)) : left;
  return words.line(id, units(line.units), formats.money(paid), text);
}
