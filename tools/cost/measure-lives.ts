import type { LocalDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import type { Package } from '../../test/support/template/packaged.ts';
import { type CountedPlatform, startCountedPlatform, type Taken } from './counted-platform.ts';
import { measuredFunctions } from './measured-functions.ts';
import type { Moment, OrderLife } from './order-lives.ts';

/** The mean of one delivery, over many orders. */
export interface MeasuredMoment {
  readonly what: string;
  readonly outcome: string;
  /** The median, from the event to the answer. */
  readonly durationMs: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly loyaltyApi: number;
  readonly logBytes: number;
}

export interface MeasuredLife {
  readonly platform: OrderLife['platform'];
  readonly memoryMb: number;
  readonly initMs: number;
  readonly sale: readonly MeasuredMoment[];
  readonly refund: readonly MeasuredMoment[];
}

/** Left out: the code is compiled while it runs for the first times. */
const WARM_UP = 5;

interface Sample extends Taken {
  readonly outcome: string;
  readonly durationMs: number;
  readonly logBytes: number;
}

/** Plays the lives of many orders, one delivery after the other, and measures every one of them. */
export async function measureLives(
  made: Package,
  dynamoDb: LocalDynamoDb,
  lifeOf: (number: number) => OrderLife,
  orders: number,
  told: (done: number) => void,
): Promise<MeasuredLife> {
  const first = lifeOf(0);
  const name = first.platform === 'Shopify' ? 'shopify' : 'woocommerce';
  const { functions, seen } = measuredFunctions(made, name);
  const platform = await startCountedPlatform(functions, { dynamoDb });

  async function play({ delivery }: Moment): Promise<Sample> {
    Object.assign(seen, { logBytes: 0, durationsMs: [] });
    let outcome = '';
    const taken = await platform.count(async () => {
      outcome = (await send(platform, delivery)) ?? 'no outcome';
    });
    const { durationsMs, logBytes } = seen;
    return { ...taken, outcome, durationMs: durationsMs.at(-1) ?? 0, logBytes };
  }

  const samples = new Map<string, Sample[]>();
  try {
    for (let number = 0; number < orders + WARM_UP; number += 1) {
      const { sale, refund } = lifeOf(number);
      for (const moment of [...sale, ...refund]) {
        const sample = await play(moment);
        if (number >= WARM_UP) samples.set(moment.what, [...(samples.get(moment.what) ?? []), sample]);
      }
      told(Math.max(0, number - WARM_UP + 1));
    }
  } finally {
    await platform.stop();
  }
  const measured = ({ what }: Moment) => summary(what, samples.get(what) ?? []);
  return {
    platform: first.platform,
    memoryMb: seen.memoryMb,
    initMs: median(seen.initsMs),
    sale: first.sale.map(measured),
    refund: first.refund.map(measured),
  };
}

async function send(platform: CountedPlatform, delivery: Moment['delivery']): Promise<string | undefined> {
  return (await platform.send(delivery)).outcome?.outcome;
}

function summary(what: string, samples: readonly Sample[]): MeasuredMoment {
  const outcomes = new Set(samples.map(({ outcome }) => outcome));
  return {
    what,
    outcome: [...outcomes].join(', '),
    durationMs: median(samples.map((sample) => sample.durationMs)),
    readUnits: median(samples.map(({ dynamoDb }) => dynamoDb.readUnits)),
    writeUnits: median(samples.map(({ dynamoDb }) => dynamoDb.writeUnits)),
    loyaltyApi: median(samples.map(({ loyaltyApi }) => loyaltyApi)),
    logBytes: median(samples.map((sample) => sample.logBytes)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
