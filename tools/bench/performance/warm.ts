import type { Random } from '../../../test/verify/laws/histories/random.ts';
import type { Competitor } from './competitors.ts';
import { type MeasuredEnvironment, startMeasured } from './measured-environment.ts';
import { shuffled } from './shuffled.ts';

/** Some deliveries in a row to a process that is warm; both are means of one delivery. */
export interface WarmBlock {
  readonly cpuMs: number;
  readonly tookMs: number;
}

export interface WarmSamples {
  readonly blocks: readonly WarmBlock[];
  /** After the last delivery of each process. */
  readonly residentMb: readonly number[];
  /** Written to the log for each delivery, Lambda's own lines not among them. */
  readonly logBytes: number;
}

export interface WarmOptions {
  readonly processes: number;
  /** To each process, and not measured: V8 compiles what runs often, and the first answers say nothing of the rest. */
  readonly warmUp: number;
  /** To each process, and measured. */
  readonly deliveries: number;
  readonly random: Random;
  readonly tell: (text: string) => void;
}

/** Of deliveries in a row: one alone is too short for the clock of the processor. */
const MAX_BLOCK = 20;

interface Running {
  readonly competitor: Competitor;
  readonly environment: MeasuredEnvironment;
  readonly events: readonly unknown[];
}

/** Blocks of deliveries to each, in turns drawn anew for each block, one delivery at a time. */
export async function warmDeliveries(
  competitors: readonly Competitor[],
  { processes, warmUp, deliveries, random, tell }: WarmOptions,
): Promise<ReadonlyMap<string, WarmSamples>> {
  const length = Math.min(MAX_BLOCK, deliveries);
  const blocks = Math.ceil(deliveries / length);
  const count = warmUp + blocks * length;
  const samples = new Map(
    competitors.map(({ name }) => [name, { blocks: [] as WarmBlock[], residentMb: [] as number[], logBytes: 0 }]),
  );
  for (let process = 0; process < processes; process += 1) {
    const telling = (text: string) => tell(`process ${process + 1} of ${processes}: ${text}`);
    const running: Running[] = [];
    try {
      for (const competitor of competitors) {
        telling(`${competitor.name} warms up`);
        const events = await competitor.events(count);
        const environment = await startMeasured(competitor.definition);
        running.push({ competitor, environment, events });
        await send({ competitor, environment, events }, 0, warmUp);
      }
      const logBefore = running.map(({ environment }) => environment.logBytes());
      for (let block = 0; block < blocks; block += 1) {
        telling(`block ${block + 1} of ${blocks}`);
        for (const one of shuffled(running, random)) {
          const measured = await send(one, warmUp + block * length, length);
          samples.get(one.competitor.name)?.blocks.push(measured);
        }
      }
      for (const [at, { competitor, environment }] of running.entries()) {
        const own = samples.get(competitor.name);
        if (own === undefined) continue;
        own.residentMb.push(environment.usage().residentMb);
        own.logBytes = (environment.logBytes() - (logBefore[at] ?? 0)) / (blocks * length);
      }
    } finally {
      for (const { environment } of running) await environment.stop();
    }
  }
  return samples;
}

async function send({ competitor, environment, events }: Running, from: number, count: number): Promise<WarmBlock> {
  const before = environment.usage().cpuMs;
  let tookMs = 0;
  for (const event of events.slice(from, from + count)) {
    const { value, givenAtMs, answeredAtMs } = await environment.invoke(event);
    competitor.check(value);
    tookMs += answeredAtMs - givenAtMs;
  }
  return { cpuMs: (environment.usage().cpuMs - before) / count, tookMs: tookMs / count };
}
