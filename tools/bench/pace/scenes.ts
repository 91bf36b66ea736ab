import type { Played, Scene } from './simulated-account.ts';

/** What a run must come to. */
export interface Bounds {
  /** Most times the ideal: orders over the limit. */
  readonly timesIdeal?: number;
  /** Most calls answered 429, of all. */
  readonly limitedShare?: number;
  /** Longest time after an outage until all is settled. */
  readonly afterOutageMs?: number;
}

export interface Bounded extends Bounds {
  readonly name: string;
  readonly scene: Scene;
  /** Plays once before, an hour earlier, so that the account's rate is known. */
  readonly isKnown?: boolean;
}

const scene = (words: Partial<Scene> & Pick<Scene, 'orders' | 'limit'>): Scene => ({
  overMs: 0,
  containers: { delivery: 4, queue: 2, promotion: 0 },
  apiMs: 10,
  awards: 0,
  outageMs: null,
  learnt: null,
  seed: 1,
  ...words,
});
const FEW = { delivery: 8, queue: 5, promotion: 0 };
const MANY = { delivery: 50, queue: 10, promotion: 0 };
const windows = ['sliding', 'fixed', 'bucket'] as const;

/**
 * Bursts of orders at an API that limits calls. Where more containers make their first call at once than the limit allows,
 * nobody can know it beforehand: those scenes have no bound on what is answered 429.
 */
export const scenes: readonly Bounded[] = [
  ...windows.flatMap((window) => [
    {
      name: `400 orders, 20/s (${window})`,
      scene: scene({ orders: 400, limit: { callsPerSecond: 20, window } }),
      timesIdeal: 1.3,
      limitedShare: 0.05,
    },
    {
      name: `200 orders, 10/s (${window})`,
      scene: scene({ orders: 200, limit: { callsPerSecond: 10, window } }),
      timesIdeal: 1.3,
      limitedShare: 0.05,
    },
  ]),
  {
    name: '400 orders, 20/s, 8 + 5 containers, 100 ms',
    scene: scene({ orders: 400, limit: { callsPerSecond: 20, window: 'sliding' }, containers: FEW, apiMs: 100 }),
    timesIdeal: 1.3,
    limitedShare: 0.05,
  },
  {
    name: '400 orders, 20/s, 50 + 10 containers, 200 ms, unknown',
    scene: scene({ orders: 400, limit: { callsPerSecond: 20, window: 'sliding' }, containers: MANY, apiMs: 200 }),
  },
  {
    name: '400 orders, 20/s, 50 + 10 containers, 200 ms, known',
    scene: scene({ orders: 400, limit: { callsPerSecond: 20, window: 'sliding' }, containers: MANY, apiMs: 200 }),
    isKnown: true,
    timesIdeal: 1.3,
    limitedShare: 0.05,
  },
  {
    name: '2,000 orders, 50/s, 8 + 10 containers, 100 ms',
    scene: scene({
      orders: 2_000,
      limit: { callsPerSecond: 50, window: 'sliding' },
      containers: { ...FEW, queue: 10 },
      apiMs: 100,
    }),
    timesIdeal: 1.3,
    limitedShare: 0.05,
  },
  {
    name: '150 orders through an outage of 40 s',
    scene: scene({
      orders: 150,
      overMs: 40_000,
      limit: { callsPerSecond: 1_000, window: 'sliding' },
      outageMs: [0, 40_000],
    }),
    afterOutageMs: 30_000,
  },
  {
    name: '150 orders through an outage of 40 s, 20/s',
    scene: scene({ orders: 150, limit: { callsPerSecond: 20, window: 'sliding' }, outageMs: [0, 40_000] }),
    afterOutageMs: 30_000,
  },
];

/** Orders, one a second, beside a promotion that wants more than the limit, and the same orders without it. */
export function mixed(awards: number): { readonly alone: Scene; readonly beside: Scene } {
  const limit = { callsPerSecond: 20, window: 'sliding' } as const;
  const overMs = Math.max(100, Math.ceil(awards / 17)) * 1_000;
  const containers = { delivery: 8, queue: 5, promotion: 10 };
  const alone = scene({ orders: overMs / 1_000, overMs, limit, containers, apiMs: 200 });
  return { alone, beside: { ...alone, awards } };
}

/** Orders over the limit: how long the API itself takes. */
export function idealMs({ orders, limit, overMs }: Scene): number {
  return Math.max(overMs, (orders / limit.callsPerSecond) * 1_000);
}

/** What a run exceeds, in words. `idealMs`: how long the API itself takes. */
export function exceeded(
  { timesIdeal, limitedShare, afterOutageMs }: Bounds,
  came: Pick<Played, 'tookMs' | 'calls' | 'limited'>,
  idealMs: number,
): string[] {
  const share = came.limited / came.calls;
  const times = came.tookMs / idealMs;
  return [
    ...(timesIdeal !== undefined && times > timesIdeal ? [`${times.toFixed(2)} x the ideal, over ${timesIdeal}`] : []),
    ...(limitedShare !== undefined && share > limitedShare
      ? [`${(100 * share).toFixed(1)} % answered 429, over ${100 * limitedShare}`]
      : []),
    ...(afterOutageMs !== undefined && came.tookMs > afterOutageMs
      ? [`${(came.tookMs / 1_000).toFixed(1)} s after the outage, over ${afterOutageMs / 1_000}`]
      : []),
  ];
}
