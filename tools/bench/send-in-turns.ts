import { performance } from 'node:perf_hooks';
import { deliver } from '../../local/deliver.ts';
import type { Random } from '../../test/verify/laws/histories/random.ts';
import { type AnswerTimes, answerTimes, type Measured } from './answer-times.ts';
import { paidOrder } from './paid-order.ts';

export interface SendOptions {
  /** To each, and measured. */
  readonly deliveries: number;
  readonly random: Random;
  readonly urls: Readonly<Record<Measured, string>>;
  readonly secretOf: (store: string) => string;
  readonly emit: (text: string) => void;
}

export interface Answers {
  readonly answers: Readonly<Record<Measured, AnswerTimes>>;
  readonly outcomes: Readonly<Record<Measured, Readonly<Record<string, number>>>>;
}

/** Rounds that are not measured: code is compiled, and secrets and connections are fetched. */
export const WARM_UP = 20;

type Turn = readonly [Measured, Measured, Measured];

/** Whoever comes after one that computes much may be slower: all places are taken by all, by chance. */
const turns: readonly [Turn, ...Turn[]] = [
  ['queued', 'inline', 'peer'],
  ['inline', 'peer', 'queued'],
  ['peer', 'queued', 'inline'],
  ['queued', 'peer', 'inline'],
  ['inline', 'queued', 'peer'],
  ['peer', 'inline', 'queued'],
];

/** One order for each in every round, one at a time: on Lambda, no two deliveries under way share a process. */
export async function sendInTurns({ deliveries, random, urls, secretOf, emit }: SendOptions): Promise<Answers> {
  const samplesMs: Record<Measured, number[]> = { queued: [], inline: [], peer: [] };
  const outcomes: Record<Measured, Record<string, number>> = { queued: {}, inline: {}, peer: {} };

  async function send(who: Measured, round: number): Promise<void> {
    // What the peer gets is as long as what the stores get.
    const store = who === 'peer' ? 'either' : who;
    const order = paidOrder(store, round, secretOf(store));
    const begunAtMs = performance.now();
    const { status, outcome } = await deliver(urls[who], order);
    const tookMs = performance.now() - begunAtMs;
    // How fast something fails is no answer time.
    if (status >= 300) throw new Error(`${who} answered ${status}`);
    if (round < WARM_UP) return;
    samplesMs[who].push(tookMs);
    const name = outcome?.outcome ?? String(status);
    outcomes[who][name] = (outcomes[who][name] ?? 0) + 1;
  }

  for (let round = 0; round < WARM_UP + deliveries; round += 1) {
    for (const who of random.pick(turns)) await send(who, round);
    emit(`${Math.max(0, round + 1 - WARM_UP)} of ${deliveries} deliveries to each`);
  }
  const of = (who: Measured) => answerTimes(samplesMs[who]);
  return { answers: { queued: of('queued'), inline: of('inline'), peer: of('peer') }, outcomes };
}
