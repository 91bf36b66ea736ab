import { recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import { mergeFacts, noFacts } from '../../../src/domain/merge-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { planEntries } from '../../../src/domain/plan-entries.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { parseLosslessJson } from '../../../src/shared/lossless-json.ts';
import { pinnedRuleOf, ruleOf } from '../../../test/support/points-rules.ts';
import { demoStore } from '../../../test/support/shopify/store.ts';
import { factsOf, orderOfLines, orderOfRefunds } from './made-order.ts';

/** The least of so many runs: what else the machine does only adds. */
const RUNS = 3;

export interface EvaluationTime {
  readonly refunds: number;
  readonly tookMs: number;
  /** To reading the same body as JSON. */
  readonly ratio: number;
}

export function evaluationTimes(counts: readonly number[]): EvaluationTime[] {
  return counts.map((refunds) => {
    const body = orderOfRefunds(refunds);
    const known = mergeFacts(noFacts, factsOf(body));
    const tookMs = leastMs(() => targetPoints(known, pinnedRuleOf()));
    return { refunds, tookMs, ratio: tookMs / leastMs(() => parseLosslessJson(body)) };
  });
}

export interface ItemSize {
  readonly lines: number;
  readonly bytes: number;
}

/** Of orders whose award is applied, as DynamoDB counts: names and values of all attributes. */
export function itemSizes(counts: readonly number[]): ItemSize[] {
  return counts.map((lines) => ({ lines, bytes: bytesOf(settledOrder(orderOfLines(lines))) }));
}

function settledOrder(body: Buffer): OrderRecord {
  const facts = factsOf(body);
  const nowMs = facts.body.arrivedAtMs;
  const key = { store: demoStore.id, order: facts.order };
  const unknown = { key, facts: noFacts, pinned: null, paymentAhead: null, customer: null, entries: [] };
  const planned = planEntries(
    { ...unknown, facts: mergeFacts(noFacts, facts) },
    { ...demoStore, rules: [ruleOf()] },
    nowMs,
  );
  const reply = { status: 200, codeName: null, errorCode: null, message: null };
  const applied = {
    state: 'applied',
    attempts: 1,
    firstAttemptAtMs: nowMs,
    lastReply: reply,
    balanceAfter: 1_234,
  } as const;
  return { ...planned, entries: planned.entries.map((entry) => ({ ...entry, ...applied })) };
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function bytesOf(record: OrderRecord): number {
  const attributes = { pk: recordPk(record.key), version: 2, ...toStored(record) };
  const sizeOf = (value: unknown) =>
    value instanceof Uint8Array ? value.byteLength : typeof value === 'string' ? Buffer.byteLength(value) : 2;
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + name.length + sizeOf(value), 0);
}

function leastMs(deadline: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const startedMs = performance.now();
    deadline();
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}
