import { expect } from 'vitest';
import { mergeFacts, noFacts } from '../../../src/domain/merge-facts.ts';
import type { Facts } from '../../../src/domain/order-facts.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { payloadOf } from '../../fixtures/load.ts';
import { pinnedRuleOf } from '../points-rules.ts';
import { readFromAdminApi } from './admin-readings.ts';
import { interpret } from './interpreting.ts';
import { type RefundWords, refundBody } from './refund-bodies.ts';
import { type OrderWords, orderBody } from './shop-bodies.ts';

/** What Shopify tells next of an order: a refund, if there is a new one, and what the order is then. */
export interface Step {
  readonly refund?: RefundWords;
  readonly order: OrderWords;
}

/** Holds what the steps come to, at a point for each unit of money, to `points`, in whatever order all that was told arrives. */
export function expectPoints(points: number, steps: readonly Step[], tax: 'excluded' | 'included' = 'excluded'): void {
  const arrivals = Object.entries(arrivalsOf(steps));
  const rule = pinnedRuleOf({ tax });
  const given = arrivals.map(([arrival, facts]) => [arrival, targetPoints(facts.reduce(mergeFacts, noFacts), rule)]);
  expect(given).toEqual(arrivals.map(([arrival]) => [arrival, points]));
}

function arrivalsOf(steps: readonly Step[]): Readonly<Record<string, readonly Facts[]>> {
  const refunds: object[] = [];
  const told = steps.map(({ refund, order }, index) => {
    const notice = refund === undefined ? [] : [refundBody(refund, order, index * 2 + 1)];
    refunds.push(...notice);
    const { body, read } = bodyOf(order, refunds, index);
    return { notice: notice.map((body) => factsOf(body, 'refunds/create')), body, read };
  });
  const bodies = told.map(({ body }) => body);
  const readings = told.map(({ read }) => read);
  const notices = told.flatMap(({ notice }) => notice);
  const inTime = told.flatMap(({ notice, body }) => [...notice, body]);
  const isPaid = steps.at(-1)?.order.status !== 'partially_paid';
  return {
    'as it happened': inTime,
    'in reverse': inTime.toReversed(),
    'refunds first': [...notices, ...bodies],
    'refunds last': [...bodies, ...notices],
    'each twice': [...inTime, ...inTime],
    'refunds only inside the orders': bodies,
    ...(isPaid
      ? { 'the newest body alone': bodies.slice(-1), 'the newest as the Admin API has it': readings.slice(-1) }
      : {}),
    'read from the Admin API only': readings,
    'read from the Admin API, too': told.flatMap(({ notice, body, read }) => [read, ...notice, body]),
    'read from the Admin API at last': [...inTime, ...readings.slice(-1)],
    ...(onlyRefundsTell(steps) ? { 'refunds before the first body': [...notices, ...bodies.slice(0, 1)] } : {}),
  };
}

/** Whether nothing but its refunds changed the order since its first body, which is paid. */
function onlyRefundsTell(steps: readonly Step[]): boolean {
  const listed = (line: number) =>
    steps
      .flatMap(({ refund }) => refund?.lines ?? [])
      .filter(({ of }) => of === line)
      .reduce((sum, { units = 1 }) => sum + units, 0);
  const { lines: first = [], status = 'paid' } = steps[0]?.order ?? {};
  const last = steps.at(-1)?.order.lines ?? [];
  return (
    status === 'paid' &&
    steps[0]?.refund === undefined &&
    first.length === last.length &&
    last.every(({ units = 1, left = units }, line) => (first[line]?.left ?? units) - left === listed(line))
  );
}

function bodyOf(order: OrderWords, refunds: readonly object[], index: number) {
  const body = orderBody(order, [...refunds], index * 2 + 2);
  return {
    body: factsOf(body, index === 0 ? 'orders/paid' : 'orders/updated'),
    read: factsOf(readFromAdminApi(body), null),
  };
}

function factsOf(body: object, topic: string | null): Facts {
  const result = interpret(payloadOf(Buffer.from(JSON.stringify(body))), {}, topic);
  if (result.kind !== 'facts') throw new Error(`no facts: ${JSON.stringify(result)}`);
  return result.facts;
}
