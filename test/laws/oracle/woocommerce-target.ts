import type { WooCommerceStore } from '../../../src/configuration/store.ts';
import type { PointsRule } from '../../../src/points/points-rule.ts';
import { type Json, list, listOrNull, text } from './json.ts';
import { nothing, type Target } from './outcome.ts';
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  larger,
  multiply,
  type Rational,
  rational,
  sum,
  ZERO,
} from './rational.ts';
import { targetOf } from './target.ts';

/** "`checkout-draft`, ping and signed error bodies carry no order. `trash` and `order.deleted` change nothing" */
const NO_ORDER: ReadonlySet<string> = new Set(['checkout-draft', 'trash']);

/** "`cancelled`, `failed`, `pending`, `on-hold` → not due" */
const NOT_DUE: ReadonlySet<string> = new Set(['cancelled', 'failed', 'pending', 'on-hold']);

export function isOrder(json: Json): boolean {
  const status = text(json, 'status');
  return status !== null && !NO_ORDER.has(status) && text(json, 'id') !== null && text(json, 'total') !== null;
}

/** "a WooCommerce store's configured `siteUrl` must match the host in the signed `_links.self`" */
export function isOfOtherShop(json: Json, store: WooCommerceStore): boolean {
  const href = text(list(json, '_links', 'self')[0], 'href');
  return href !== null && URL.parse(href)?.host !== URL.parse(store.siteUrl)?.host;
}

export const observedAtMs = (json: Json): number => gmt(text(json, 'date_modified_gmt')) ?? 0;

/** "Newest wins"; "ties: WooCommerce, the later arrival", so `bodies` are in order of arrival. */
export function newest(bodies: readonly Json[], accept: (body: Json) => boolean): Json | null {
  let found: Json | null = null;
  for (const body of bodies) {
    if (accept(body) && (found === null || observedAtMs(body) >= observedAtMs(found))) found = body;
  }
  return found;
}

export function woocommerceTarget(bodies: readonly Json[], store: WooCommerceStore): Target {
  const order = newest(bodies, () => true);
  if (order === null) return nothing('no order');
  const status = text(order, 'status') ?? '';
  // "either platform says `refunded`"
  if (status === 'refunded' && paidAtMs(order) !== null) return nothing('all money back');
  const paidAt = paidAtMs(order);
  if (!isDue(order) || paidAt === null) return nothing('not due');
  if (text(order, 'currency') !== store.currency) return nothing('other currency');

  const total = amount(order, 'total');
  const refunded = refundedMoney(bodies);
  return targetOf(store, {
    paidAtMs: paidAt,
    eligible: (rule) => eligible(order, rule),
    // "WooCommerce gives no split: the order's own proportion, eligible × refunded ÷ `total`"
    refundedEligible: (rule) => (isZero(total) ? ZERO : divide(multiply(eligible(order, rule), refunded), total)),
    allMoneyBack: compare(refunded, total) >= 0,
  });
}

/** "status `completed`, or a paid status (default `processing`) with `date_paid_gmt` … An unknown custom status with `date_paid_gmt` stays due" */
export function isDue(order: Json): boolean {
  const status = text(order, 'status') ?? '';
  if (status === 'completed') return true;
  return !NOT_DUE.has(status) && status !== 'refunded' && text(order, 'date_paid_gmt') !== null;
}

/** "`date_paid_gmt`, else `date_completed_gmt`" */
const paidAtMs = (order: Json): number | null =>
  gmt(text(order, 'date_paid_gmt')) ?? gmt(text(order, 'date_completed_gmt'));

/** "`line_items[].total` (always ex tax, after coupons), plus negative `fee_lines`. Never below zero." */
function eligible(order: Json, rule: PointsRule): Rational {
  const counted = [
    ...list(order, 'line_items'),
    ...list(order, 'fee_lines').filter((fee) => amount(fee, 'total').n < 0n),
  ];
  const worth = (line: Json): Rational =>
    rule.tax === 'included' ? add(amount(line, 'total'), amount(line, 'total_tax')) : amount(line, 'total');
  return larger(ZERO, sum(counted.map(worth)));
}

/** "`refunds[]` of the newest body *is* the set …; `{"id":0}` and `"-0.00"` count for nothing; an absent key is not an empty list" */
export function refundedMoney(bodies: readonly Json[]): Rational {
  return sum(refundsIn(newest(bodies, (body) => listOrNull(body, 'refunds') !== null)).values());
}

/** Refund id → money returned. */
export function refundsIn(order: Json): Map<string, Rational> {
  const refunds = new Map<string, Rational>();
  for (const refund of list(order, 'refunds')) {
    const id = text(refund, 'id') ?? '0';
    if (id !== '0') refunds.set(id, absolute(amount(refund, 'total')));
  }
  return refunds;
}

const amount = (json: Json, key: string): Rational => rational(text(json, key) ?? '0');

/** `*_gmt` is UTC without a zone. */
const gmt = (when: string | null): number | null => (when === null || when === '' ? null : Date.parse(`${when}Z`));
