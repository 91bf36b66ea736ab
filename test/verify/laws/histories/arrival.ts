import type { Delivery, Emission } from './history.ts';
import type { Random } from './random.ts';

type NetworkDay = readonly [weight: number, day: readonly [losses: number, repeats: number, lateness: number]];

/** Share lost, weight of repeats against 8, weight of delays: few, usual and many disturbances. */
const NETWORKS: readonly [NetworkDay, ...NetworkDay[]] = [
  [2, [0, 0, 0]],
  [5, [0.12, 1, 0.7]],
  [2, [0.35, 4, 2]],
];

/** What the network makes of the emissions: some lost, some twice, some late; the last facts always arrive. */
export function scramble(random: Random, emissions: readonly Emission[]): Delivery[] {
  const kept = needed(random, emissions);
  const [losses, repeats, lateness] = random.weighted(NETWORKS);
  const arrivals: { atMs: number; emission: Emission }[] = [];
  for (const emission of emissions) {
    if (!kept.has(emission) && random.chance(losses)) continue;
    const times = random.weighted([
      [8, 1],
      [repeats, 2],
      [repeats / 5, 3],
    ]);
    for (let time = 0; time < times; time += 1)
      arrivals.push({ atMs: emission.atMs + delay(random, time, lateness), emission });
  }
  arrivals.sort((a, b) => a.atMs - b.atMs);
  keepTiesInOrder(arrivals, emissions);
  return together(random, arrivals);
}

/** One emission for every fact in its last form. */
function needed(random: Random, emissions: readonly Emission[]): Set<Emission> {
  const last = new Map<string, { form: string; statedBy: Emission[] }>();
  for (const emission of emissions) {
    for (const { key, form } of emission.facts) {
      const of = `${emission.orderId} ${key}`;
      const known = last.get(of);
      if (known?.form === form) known.statedBy.push(emission);
      else last.set(of, { form, statedBy: [emission] });
    }
  }
  const kept = new Set<Emission>();
  for (const { statedBy } of last.values()) {
    const [first, ...others] = statedBy;
    if (first) kept.add(random.pick([first, ...others]));
  }
  return kept;
}

/** Redeliveries come minutes to hours later, first attempts mostly at once. */
const delay = (random: Random, time: number, lateness: number): number =>
  1000 *
  random.weighted([
    [time === 0 ? 10 : 2, random.int(0, 3)],
    [3 * lateness, random.int(3, 120)],
    [2 * lateness, random.int(120, 10_000)],
    [1.5 * lateness, random.int(10_000, 86_400)],
  ]);

interface Arrival {
  readonly atMs: number;
  emission: Emission;
}

/** "Ties: WooCommerce, the later arrival": so bodies of one second arrive in the order in which they were sent. */
function keepTiesInOrder(arrivals: Arrival[], emissions: readonly Emission[]): void {
  const sent = new Map(emissions.map((emission, index) => [emission, index]));
  const ties = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    if (arrival.emission.tie === null) continue;
    const key = tieKey(arrival.emission);
    ties.set(key, [...(ties.get(key) ?? []), arrival]);
  }
  for (const tied of ties.values()) {
    const inOrder = tied.map(({ emission }) => emission).sort((a, b) => (sent.get(a) ?? 0) - (sent.get(b) ?? 0));
    for (const [index, arrival] of tied.entries()) arrival.emission = inOrder[index] ?? arrival.emission;
  }
}

const tieKey = ({ orderId, tie }: Emission): string => `${orderId} ${tie}`;

/** Sometimes two or three neighbours of one order are under way at the same time. */
function together(random: Random, arrivals: readonly Arrival[]): Delivery[] {
  const start = random.chance(0.3) ? random.int(0, arrivals.length) : -1;
  let end = start;
  const limit = start + random.int(2, 3);
  while (start >= 0 && end < Math.min(limit, arrivals.length) && mayJoin(arrivals, start, end)) end += 1;
  const group = end - start >= 2 ? { start, end } : { start: -1, end: -1 };
  return arrivals.map(({ atMs, emission }, index) => {
    const simultaneous = index >= group.start && index < group.end;
    return {
      atMs: simultaneous ? (arrivals[group.end - 1]?.atMs ?? atMs) : atMs,
      topic: emission.topic,
      body: emission.body,
      orderId: emission.orderId,
      what: emission.what,
      simultaneous,
    };
  });
}

function mayJoin(arrivals: readonly Arrival[], start: number, end: number): boolean {
  const joining = arrivals[end]?.emission;
  const group = arrivals.slice(start, end).map(({ emission }) => emission);
  return (
    joining !== undefined &&
    group.every(
      (other) =>
        other.orderId === joining.orderId &&
        (joining.tie === null || other.body === joining.body || tieKey(other) !== tieKey(joining)),
    )
  );
}
