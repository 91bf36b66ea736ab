import type { WooCommerceStore } from '../../../../src/domain/store.ts';
import { customerIn } from '../oracle/customer.ts';
import type { Statement } from '../oracle/expected-outcome.ts';
import { type Json, list, listOrNull, text } from '../oracle/json.ts';
import type { ExpectedOutcome } from '../oracle/outcome.ts';
import { compare, isZero, type Rational, rational, sum } from '../oracle/rational.ts';
import { isDue, newest, observedAtMs, refundedMoney, refundsIn } from '../oracle/woocommerce-target.ts';
import { customerSituations, exponentSituations } from './common-situations.ts';
import type { Tag } from './situation.ts';
import { DEPOSITS } from './woocommerce-payment.ts';

export function woocommerceSituations(
  tag: Tag,
  store: WooCommerceStore,
  statements: readonly Statement[],
  outcome: ExpectedOutcome,
): void {
  const bodies = statements.map(({ json }) => json);
  const order = newest(bodies, () => true);
  if (order === null) return;
  customerSituations(
    tag,
    bodies.map((body) => customerIn(body, store)),
  );
  tag('never paid', !bodies.some((body) => isDue(body) || text(body, 'status') === 'refunded'));
  tag('full refund by status', text(order, 'status') === 'refunded' && text(order, 'date_paid_gmt') !== null);
  exponentSituations(tag, text(order, 'currency') ?? '');
  tieSituation(tag, statements);
  pluginSituations(tag, store, bodies, outcome);
  arrivalSituations(tag, bodies);
  editSituations(tag, bodies);

  const refunds = [...refundsIn(newest(bodies, (body) => listOrNull(body, 'refunds') !== null)).values()];
  const returning = refunds.filter((amount) => !isZero(amount));
  tag('several refunds', returning.length > 1);
  tag(
    'equal refunds',
    returning.some((amount, index) => returning.slice(index + 1).some((other) => compare(amount, other) === 0)),
  );
  tag('zero refund', refunds.length > returning.length);
  tag(
    'ghost refund',
    bodies.some((body) => list(body, 'refunds').some((refund) => text(refund, 'id') === '0')),
  );
  tag(
    'no refunds key',
    bodies.some((body) => listOrNull(body, 'refunds') === null),
  );
  const total = rational(text(order, 'total') ?? '0');
  const allBack = compare(refundedMoney(bodies), total) >= 0 && isDue(order);
  tag('full refund by parts', allBack && returning.length > 1 && outcome.customerKnown);
}

function pluginSituations(tag: Tag, store: WooCommerceStore, bodies: readonly Json[], outcome: ExpectedOutcome): void {
  const isDeposit = (body: Json): boolean => DEPOSITS.some((status) => status === text(body, 'status'));
  tag('deposit', bodies.some(isDeposit));
  tag(
    'status that the store calls not paid',
    bodies.some((body) => {
      const status = text(body, 'status') ?? '';
      const isCalledPaid = store.paidStatuses.includes(status);
      return store.notPaidStatuses.includes(status) && !isCalledPaid && text(body, 'date_paid_gmt') !== null;
    }),
  );
  const isPart = bodies.some((body) => text(body, 'parent_id') !== '0');
  tag('sub-order', isPart);
  tag('sub-order that earns', isPart && outcome.posted > 0);
  const amounts = bodies.flatMap((body) =>
    [body, ...list(body, 'line_items'), ...list(body, 'fee_lines')].flatMap((json) => [
      text(json, 'total'),
      text(json, 'total_tax'),
    ]),
  );
  tag(
    'float noise',
    amounts.some((amount) => /\.\d{9}/.test(amount ?? '')),
  );
  tag('empty amount', amounts.includes(''));
}

function tieSituation(tag: Tag, statements: readonly Statement[]): void {
  const bySecond = new Map<number, string>();
  for (const { body, json } of statements) {
    const first = bySecond.get(observedAtMs(json)) ?? body;
    bySecond.set(observedAtMs(json), first);
    tag('tied bodies', first !== body);
  }
}

/** Follows the bodies as they arrive, newest winning. */
function arrivalSituations(tag: Tag, bodies: readonly Json[]): void {
  let newestMs = 0;
  let wasDue = false;
  let lapsed = false;
  let shown = new Set<string>();
  const everShown = new Set<string>();
  for (const body of bodies) {
    const at = observedAtMs(body);
    tag('stale body', at < newestMs);
    if (at < newestMs) continue;
    newestMs = at;
    const due = isDue(body);
    tag('cancellation', text(body, 'status') === 'cancelled' && (wasDue || lapsed));
    tag('re-payment', lapsed && due);
    lapsed = !due && (lapsed || wasDue || text(body, 'status') === 'cancelled');
    wasDue = due;
    if (listOrNull(body, 'refunds') === null) continue;
    const now = new Set(refundsIn(body).keys());
    tag(
      'undone refund',
      [...shown].some((id) => !now.has(id)),
    );
    tag(
      'reappearing refund',
      [...now].some((id) => everShown.has(id) && !shown.has(id)),
    );
    tag('two refunds in one body', [...now].filter((id) => !everShown.has(id)).length > 1);
    for (const id of now) everShown.add(id);
    shown = now;
  }
}

function editSituations(tag: Tag, bodies: readonly Json[]): void {
  const due = bodies.filter(isDue).sort((a, b) => observedAtMs(a) - observedAtMs(b));
  let before: { worth: Rational; grid: number } | null = null;
  for (const body of due) {
    const totals = list(body, 'line_items').map((line) => text(line, 'total') ?? '0');
    const worth = sum(totals.map(rational));
    // A changed number of display decimals is no edit.
    const grid = totals[0]?.split('.')[1]?.length ?? 0;
    const change = before === null || before.grid !== grid ? 0 : compare(worth, before.worth);
    tag('order edited up', change > 0);
    before = { worth, grid };
  }
}
