import type { PointsRule } from '../../../../src/domain/points-rule.ts';
import type { WooCommerceStore } from '../../../../src/domain/store.ts';
import { compareTimes, isAhead, paymentCounted } from './arrival.ts';
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
  roundTo,
  subtract,
  sum,
  ZERO,
} from './rational.ts';
import { targetOf } from './target.ts';
import { isEntitledUnder, isSubOrder } from './woocommerce-due.ts';

/** "`checkout-draft`, ping and signed error bodies carry no order. `trash` and `order.deleted` change nothing" */
const NO_ORDER: ReadonlySet<string> = new Set(['checkout-draft', 'trash']);

/** Float noise "such as `472.18500000000006`" begins where no price has digits. */
const PLACES = 12;

export function isOrder(json: Json): boolean {
  const status = text(json, 'status');
  return status !== null && !NO_ORDER.has(status) && text(json, 'id') !== null && text(json, 'total') !== null;
}

/** "a WooCommerce store's configured `siteUrl` must match the host in the signed `_links.self`" */
export function isOfOtherShop(json: Json, store: WooCommerceStore): boolean {
  const href = text(list(json, '_links', 'self')[0], 'href');
  return href !== null && !store.siteUrls.some((url) => siteOf(url) === siteOf(href));
}

/** "`www.` and bare are the same site" */
const siteOf = (url: string): string | undefined => URL.parse(url)?.host.replace(/^www\./, '');

export const observedAtMs = (json: Json): number => gmt(text(json, 'date_modified_gmt')) ?? 0;

type FirstArrivalMs = (body: Json) => number;
const UNKNOWN: FirstArrivalMs = () => Number.POSITIVE_INFINITY;

/**
 * "Newest wins"; "ties: WooCommerce, the later arrival", so `bodies` are in order of arrival. Of bodies that are ahead of their
 * arrival, "the same body again is stale".
 */
export function newest(
  bodies: readonly Json[],
  accept: (body: Json) => boolean,
  firstArrivalMs: FirstArrivalMs = UNKNOWN,
): Json | null {
  const dated = (body: Json) => ({ observedAtMs: observedAtMs(body), firstArrivalMs: firstArrivalMs(body) });
  const seen = new Set<Json>();
  let found: Json | null = null;
  for (const body of bodies) {
    if (seen.has(body) && isAhead(dated(body))) continue;
    seen.add(body);
    if (accept(body) && (found === null || compareTimes(dated(body), dated(found)) >= 0)) found = body;
  }
  return found;
}

export function woocommerceTarget(
  bodies: readonly Json[],
  store: WooCommerceStore,
  firstArrivalMs: FirstArrivalMs,
): Target {
  const order = newest(bodies, () => true, firstArrivalMs);
  if (order === null) return nothing('no order');
  if (isSubOrder(order) && store.subOrders === 'ignore') return nothing('not due');
  const paidAt = paidAtMs(order);
  // "Σ refunds ≥ `total`, or `refunded`: all of it"
  if (text(order, 'status') === 'refunded' && paidAt !== null) return nothing('all money back');
  if (!isEntitledUnder(order, store) || paidAt === null) return nothing('not due');
  if (text(order, 'currency') !== store.currency) return nothing('other currency');

  const total = amount(order, 'total');
  const refunded = refundedMoney(bodies, firstArrivalMs);
  const naming = bodies.filter((body) => paidAtMs(body) === paidAt);
  return targetOf(store, paymentCounted(paidAt, naming.map(firstArrivalMs)), (rule) => {
    const gross = eligible(order, rule);
    // "goods part = |total| of the listed refunds, the order's own proportion, eligible × refunded ÷ `total`"
    const back = isZero(total) ? ZERO : divide(multiply(gross, refunded), total);
    return {
      gross,
      net: larger(ZERO, subtract(gross, back)),
      // "WooCommerce, on the eligible amount before refunds"
      forMinimum: gross,
      allBack: compare(refunded, total) >= 0,
    };
  });
}

/** As a store counts it that says nothing of its statuses. */
export const isDue = (order: Json): boolean =>
  isEntitledUnder(order, { paidStatuses: ['processing'], notPaidStatuses: [] });

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
export function refundedMoney(bodies: readonly Json[], firstArrivalMs: FirstArrivalMs = UNKNOWN): Rational {
  const newestList = newest(bodies, (body) => listOrNull(body, 'refunds') !== null, firstArrivalMs);
  return sum(refundsIn(newestList).values());
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

/** Float noise "is read rounded half away from zero to twelve places"; "empty text for a tax or a fee is zero". */
function amount(json: Json, key: string): Rational {
  const written = text(json, key)?.trim() ?? '';
  return written === '' ? ZERO : roundTo(rational(written), PLACES);
}

/** `*_gmt` is UTC without a zone. */
const gmt = (when: string | null): number | null => (when === null || when === '' ? null : Date.parse(`${when}Z`));
