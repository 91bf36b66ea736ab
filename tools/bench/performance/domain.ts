import { mergeFacts, noFacts } from '../../../src/domain/merge-facts.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { parseLosslessJson } from '../../../src/shared/lossless-json.ts';
import { pinnedRuleOf } from '../../../test/support/points-rules.ts';
import { factsOf, orderOfLines, orderOfRefunds } from '../orders/made-order.ts';
import { type Summary, summary } from './statistics.ts';

/** What one body takes in a process that is warm, without any call: time of the processor. */
export interface DomainRow {
  readonly lines: number;
  readonly refunds: number;
  readonly bytes: number;
  /** From bytes to JSON, every number as it was written. */
  readonly parseMs: Summary;
  /** From bytes to the facts of the order. */
  readonly readMs: Summary;
  /** From the facts to the points. */
  readonly pointsMs: Summary;
}

const REFUNDS = [1, 10, 100, 1_000, 5_000];
const LINES = [4, 40, 400, 4_000, 38_000];
/** V8 compiles what runs often; the first round says nothing of the others. */
const LEFT_OUT = 1;
const LEAST_MS = 40;

/** Orders of many refunds, with amounts as long as any are read, and orders of many lines. Sizes take turns, so many times. */
export function measureDomain(rounds: number, tell: (text: string) => void): DomainRow[] {
  const bodies = [
    ...REFUNDS.map((refunds) => ({ refunds, lines: refunds, body: orderOfRefunds(refunds) })),
    ...LINES.map((lines) => ({ refunds: 0, lines, body: orderOfLines(lines) })),
  ];
  const samples = bodies.map(() => ({ parse: [] as number[], read: [] as number[], points: [] as number[] }));
  for (let round = 0; round < LEFT_OUT + rounds; round += 1) {
    tell(`round ${round + 1} of ${LEFT_OUT + rounds}`);
    for (const [at, { body }] of bodies.entries()) {
      const [, parseMs] = timed(() => parseLosslessJson(body));
      const [facts, readMs] = timed(() => factsOf(body));
      const [, pointsMs] = timed(() => targetPoints(mergeFacts(noFacts, facts), pinnedRuleOf()));
      if (round < LEFT_OUT) continue;
      samples[at]?.parse.push(parseMs);
      samples[at]?.read.push(readMs);
      samples[at]?.points.push(pointsMs);
    }
  }
  return bodies.map(({ lines, refunds, body }, at) => ({
    lines,
    refunds,
    bytes: body.byteLength,
    parseMs: summary(samples[at]?.parse ?? []),
    readMs: summary(samples[at]?.read ?? []),
    pointsMs: summary(samples[at]?.points ?? []),
  }));
}

/** Repeated until it takes long enough for a clock that counts in milliseconds. Returns the last result, and the time of one. */
function timed<Result>(work: () => Result): [Result, number] {
  const before = process.threadCpuUsage();
  for (let times = 1; ; times += 1) {
    const result = work();
    const { user, system } = process.threadCpuUsage(before);
    const tookMs = (user + system) / 1_000;
    if (tookMs >= LEAST_MS) return [result, tookMs / times];
  }
}
