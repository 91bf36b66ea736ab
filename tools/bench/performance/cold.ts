import type { Random } from '../../../test/verify/laws/histories/random.ts';
import type { Competitor } from './competitors.ts';
import { type MeasuredEnvironment, startMeasured } from './measured-environment.ts';
import { shuffled } from './shuffled.ts';

/** One cold start. */
export interface ColdStart {
  /** From the start of the process until it asked for an event. */
  readonly readyMs: number;
  /** From there to the answer of the first delivery. */
  readonly firstMs: number;
  /** Of the processor, for both. */
  readonly cpuMs: number;
  readonly residentMb: number;
}

export interface ColdOptions {
  readonly rounds: number;
  readonly random: Random;
  readonly tell: (text: string) => void;
}

/** The first round reads files that the machine has not read for long, and is left out. */
const LEFT_OUT = 1;

/** Starts each of them once in every round, in an order drawn anew, one at a time. Returns each one's starts, round by round. */
export async function coldStarts(
  competitors: readonly Competitor[],
  { rounds, random, tell }: ColdOptions,
): Promise<ReadonlyMap<string, readonly ColdStart[]>> {
  const all = LEFT_OUT + rounds;
  const events = new Map<string, readonly unknown[]>();
  for (const { name, events: make } of competitors) events.set(name, await make(all));
  const starts = new Map<string, ColdStart[]>(competitors.map(({ name }) => [name, []]));
  for (let round = 0; round < all; round += 1) {
    tell(`cold: round ${round + 1} of ${all}`);
    for (const competitor of shuffled(competitors, random)) {
      const start = await startCold(competitor, events.get(competitor.name)?.[round]);
      if (round >= LEFT_OUT) starts.get(competitor.name)?.push(start);
    }
  }
  return starts;
}

async function startCold({ definition, check }: Competitor, event: unknown): Promise<ColdStart> {
  let environment: MeasuredEnvironment | null = null;
  try {
    environment = await startMeasured(definition);
    const { startedAtMs, readyAtMs } = environment;
    const { value, givenAtMs, answeredAtMs } = await environment.invoke(event);
    const usage = environment.usage();
    check(value);
    return { readyMs: readyAtMs - startedAtMs, firstMs: answeredAtMs - givenAtMs, ...usage };
  } finally {
    await environment?.stop();
  }
}
