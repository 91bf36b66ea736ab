import { quantile } from '../quantile.ts';

/** What many samples of one thing come to. */
export interface Summary {
  readonly median: number;
  /** The median of the distances from the median: half of the samples are no further off. */
  readonly mad: number;
  readonly quartiles: readonly [first: number, third: number];
  readonly samples: number;
}

export function summary(samples: readonly number[]): Summary {
  const middle = median(samples);
  return {
    median: middle,
    mad: median(samples.map((sample) => Math.abs(sample - middle))),
    quartiles: [quantile(samples, 0.25), quantile(samples, 0.75)],
    samples: samples.length,
  };
}

/**
 * Of one competitor to another, from the rounds in which both ran: the machine was the same for both in each round, whatever else
 * it did.
 */
export function ratio(samples: readonly number[], others: readonly number[]): Summary {
  return summary(samples.slice(0, others.length).map((sample, round) => sample / (others[round] ?? Number.NaN)));
}

function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}
