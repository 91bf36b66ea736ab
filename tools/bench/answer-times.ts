/** Who is measured: the two stores, and the function that only writes and sends. */
export const measured = ['queued', 'inline', 'peer'] as const;
export type Measured = (typeof measured)[number];

export interface AnswerTimes {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** By the nearest rank: the shortest time within which so many in a hundred were answered. */
export function answerTimes(samplesMs: readonly number[]): AnswerTimes {
  const sorted = samplesMs.toSorted((one, other) => one - other);
  const within = (percent: number) => sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN;
  return { p50Ms: within(50), p95Ms: within(95), p99Ms: within(99) };
}
