import { join } from 'node:path';
import { javaIsThere, startDynamoDbLocal } from '../../../local/dynamodb/start-dynamodb-local.ts';
import { bundledFunctions } from '../../../local/functions.ts';
import { startCountedPlatform } from '../../cost/counted-platform.ts';
import { type Moment, type OrderLife, shopifyLife, woocommerceLife } from '../../cost/order-lives.ts';
import { unsigned } from '../../cost/refused-deliveries.ts';

/** What one delivery takes of the services. */
export interface CountedDelivery {
  readonly platform: OrderLife['platform'];
  readonly what: string;
  readonly outcome: string;
  /** By operation; `points` are calls of the points API. */
  readonly calls: Readonly<Record<string, number>>;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of the bodies to and from the ledger. */
  readonly ledgerBytes: number;
  readonly logBytes: number;
}

export interface CountedDeliveries {
  readonly dynamoDb: 'DynamoDB Local' | 'dynalite';
  readonly deliveries: readonly CountedDelivery[];
}

/**
 * Counts what each delivery in the life of an order takes, in a container that has handled another order: it knows the secret, and
 * for two seconds how the account fares. Nothing of it depends on the machine.
 */
export async function countCalls(directory: string, tell: (text: string) => void): Promise<CountedDeliveries> {
  const isJavaThere = await javaIsThere();
  const dynamoDb = isJavaThere ? await startDynamoDbLocal() : null;
  const functions = bundledFunctions(join(directory, 'counted'));
  const platform = await startCountedPlatform(functions, dynamoDb === null ? {} : { dynamoDb });
  const deliveries: CountedDelivery[] = [];
  try {
    for (const lifeOf of [shopifyLife, woocommerceLife]) {
      const first = lifeOf(0);
      const count = async ({ what, delivery }: Moment) => {
        tell(what);
        const linesBefore = platform.lines.length;
        let outcome = '';
        const { dynamoDb, sqs, secretsManager, loyaltyApi } = await platform.count(async () => {
          outcome = (await platform.send(delivery)).outcome?.outcome ?? '';
        });
        deliveries.push({
          platform: first.platform,
          what,
          outcome,
          calls: { ...secretsManager, ...dynamoDb.calls, ...sqs, ...(loyaltyApi > 0 && { points: loyaltyApi }) },
          readUnits: dynamoDb.readUnits,
          writeUnits: dynamoDb.writeUnits,
          ledgerBytes: dynamoDb.bytes,
          logBytes: bytesWritten(first.platform, platform.lines.slice(linesBefore)),
        });
      };
      const { sale, refund } = lifeOf(1);
      const [refused] = sale;
      if (refused !== undefined) await count({ what: 'unsigned', delivery: unsigned(refused.delivery) });
      // The rest of another order's life, so that its first award has read how the account fares.
      for (const [at, { what, delivery }] of first.sale.entries()) {
        if (at === 0) await count({ what: `${what}, the first in its container`, delivery });
        else await platform.send(delivery);
      }
      for (const moment of [...sale, ...refund]) await count(moment);
    }
  } finally {
    await platform.stop();
    await dynamoDb?.close();
  }
  return { dynamoDb: isJavaThere ? 'DynamoDB Local' : 'dynalite', deliveries };
}

/** By the platform's function, whose name each line begins with. */
function bytesWritten(platform: OrderLife['platform'], lines: readonly string[]): number {
  const prefix = `${platform.toLowerCase()} `;
  const own = lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  return own.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
}
