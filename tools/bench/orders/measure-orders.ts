import { recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import { mergeFacts, noFacts } from '../../../src/domain/merge-facts.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { parseLosslessJson } from '../../../src/shared/lossless-json.ts';
import { pinnedRuleOf } from '../../../test/support/points-rules.ts';
import { itemBytes } from './item-bytes.ts';
import { factsOf, orderOfLines, orderOfRefunds } from './made-order.ts';
import { settledOrder } from './refunded-order.ts';

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
  return counts.map((lines) => {
    const record = settledOrder(orderOfLines(lines));
    return { lines, bytes: itemBytes({ pk: recordPk(record.key), version: 2, ...toStored(record).attributes }) };
  });
}

function leastMs(deadline: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const startedMs = performance.now();
    deadline();
    return performance.now() - startedMs;
  });
  return Math.min(...times);
}
