import type { Choice, Played, World } from './world.ts';

/** The smallest part of a history found in which the same law still breaks. */
export interface Shrunk {
  readonly choice: Required<Pick<Choice, 'seed' | 'deliveries' | 'keep'>>;
  readonly played: Played;
}

/** So many histories are played at most to make one small. */
const MAX_PLAYS = 600;
/** A history that never comes to rest takes seconds each time it is played. */
const MAX_MS = 30_000;

/** Leaves out deliveries and faults, in halves and then one by one, for as long as the same law breaks without them. `null` when the seed breaks none. */
export async function shrink({ play }: World, seed: number): Promise<Shrunk | null> {
  const whole = await play({ seed });
  const law = whole.broken?.law;
  if (law === undefined) return null;
  const begunAtMs = performance.now();
  let plays = 0;
  const isWorthIt = () => plays < MAX_PLAYS && performance.now() - begunAtMs < MAX_MS;
  let best = whole;
  let deliveries = Array.from({ length: whole.deliveries }, (_, index) => index);
  let keep = [...new Set(whole.struck.map(({ id }) => id))];

  async function breaksWith(fewer: {
    readonly deliveries: readonly number[];
    readonly keep: readonly string[];
  }): Promise<boolean> {
    plays += 1;
    const played = await play({ seed, ...fewer });
    if (played.broken?.law !== law) return false;
    best = played;
    return true;
  }

  async function without<Item>(
    items: readonly Item[],
    breaks: (fewer: readonly Item[]) => Promise<boolean>,
  ): Promise<Item[]> {
    let left = [...items];
    for (
      let size = Math.ceil(left.length / 2);
      size >= 1 && plays < MAX_PLAYS;
      size = size === 1 ? 0 : Math.ceil(size / 2)
    ) {
      for (let at = left.length - size; at > -size && isWorthIt(); at -= size) {
        const fewer = [...left.slice(0, Math.max(at, 0)), ...left.slice(at + size)];
        if (await breaks(fewer)) left = fewer;
      }
    }
    return left;
  }

  for (let before = -1; before !== deliveries.length + keep.length && isWorthIt(); ) {
    before = deliveries.length + keep.length;
    keep = await without(keep, (fewer) => breaksWith({ deliveries, keep: fewer }));
    deliveries = await without(deliveries, (fewer) => breaksWith({ deliveries: fewer, keep }));
    // What was allowed and never struck need not be named.
    const struck = new Set(best.struck.map(({ id }) => id));
    keep = keep.filter((id) => struck.has(id));
  }
  const choice = { seed, deliveries, keep };
  return { choice, played: await play(choice) };
}
