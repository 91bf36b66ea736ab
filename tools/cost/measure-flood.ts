import type { OutgoingDelivery } from '../../local/deliver.ts';
import type { LocalDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import type { Package } from '../../test/support/template/packaged.ts';
import { recordedDelivery } from '../../test/support/test-platform.ts';
import { startCountedPlatform } from './counted-platform.ts';
import { measuredFunctions } from './measured-functions.ts';
import { badlySigned, unsigned } from './refused-deliveries.ts';

/** What one call of a flood takes that is refused. */
export interface MeasuredRefusal {
  readonly what: 'unsigned' | 'badly signed';
  /** The median, from the event to the answer. */
  readonly durationMs: number;
  /** The mean. */
  readonly logBytes: number;
}

export interface MeasuredFlood {
  readonly memoryMb: number;
  readonly refusals: readonly MeasuredRefusal[];
}

/** Left out: the code is compiled while it runs for the first times. */
const WARM_UP = 20;

/** Sends a recorded order of WooCommerce so many times, first unsigned and then badly signed, and measures what its refusals take. */
export async function measureFlood(made: Package, dynamoDb: LocalDynamoDb, calls: number): Promise<MeasuredFlood> {
  const order = recordedDelivery('007');
  const { functions, seen } = measuredFunctions(made, 'woocommerce');
  const platform = await startCountedPlatform(functions, { dynamoDb });

  async function refuse(what: MeasuredRefusal['what'], delivery: OutgoingDelivery): Promise<MeasuredRefusal> {
    const send = async (times: number) => {
      for (let number = 0; number < times; number += 1) {
        const { status } = await platform.send(delivery);
        if (status !== 401) throw new Error(`a delivery that is ${what} was answered ${status}`);
      }
    };
    await send(WARM_UP);
    Object.assign(seen, { logBytes: 0, durationsMs: [] });
    await send(calls);
    const sorted = seen.durationsMs.toSorted((one, other) => one - other);
    return { what, durationMs: sorted[Math.floor(calls / 2)] ?? 0, logBytes: seen.logBytes / calls };
  }

  try {
    const refusals = [await refuse('unsigned', unsigned(order)), await refuse('badly signed', badlySigned(order))];
    return { memoryMb: seen.memoryMb, refusals };
  } finally {
    await platform.stop();
  }
}
