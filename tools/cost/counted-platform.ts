import type { StartFunctions } from '../../local/functions.ts';
import type { PlatformOptions } from '../../local/platform.ts';
import { startTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts';
import { type Counted, startCountingProxy } from './counting-proxy.ts';

/** What a piece of work took from each service. */
export interface Taken {
  readonly dynamoDb: Counted;
  readonly sqs: Readonly<Record<string, number>>;
  readonly secretsManager: Readonly<Record<string, number>>;
  /** Calls of the points API. */
  readonly loyaltyApi: number;
}

export interface CountedPlatform extends TestPlatform {
  /** Counts what the functions take while a piece of work runs. */
  count(deadline: () => Promise<unknown>): Promise<Taken>;
}

/** A platform whose functions reach their services through proxies that count. No sweep runs beside the work that is counted. */
export async function startCountedPlatform(
  functions: StartFunctions,
  options: Pick<PlatformOptions, 'dynamoDb'> = {},
): Promise<CountedPlatform> {
  type Proxy = Awaited<ReturnType<typeof startCountingProxy>>;
  let proxies: Record<'dynamoDb' | 'sqs' | 'secretsManager', Proxy> | null = null;
  const through: StartFunctions = async (environment, log) => {
    const dynamoDb = await startCountingProxy(environment.AWS_ENDPOINT_URL_DYNAMODB ?? '');
    const sqs = await startCountingProxy(environment.AWS_ENDPOINT_URL_SQS ?? '');
    const secretsManager = await startCountingProxy(environment.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? '');
    proxies = { dynamoDb, sqs, secretsManager };
    return await functions(
      {
        ...environment,
        AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
        AWS_ENDPOINT_URL_SQS: sqs.url,
      },
      log,
    );
  };
  const platform = await startTestPlatform({ ...options, functions: through, sweeps: false });

  function now(): Taken {
    if (proxies === null) throw new Error('the functions were not started');
    return {
      dynamoDb: proxies.dynamoDb.counted(),
      sqs: proxies.sqs.counted().calls,
      secretsManager: proxies.secretsManager.counted().calls,
      loyaltyApi: platform.sandbox.core.state().requests.change,
    };
  }

  return {
    ...platform,
    async count(deadline) {
      const before = now();
      await deadline();
      return difference(now(), before);
    },
    async stop() {
      await platform.stop();
      await Promise.all(Object.values(proxies ?? {}).map((proxy) => proxy.close()));
    },
  };
}

function difference(after: Taken, before: Taken): Taken {
  return {
    dynamoDb: {
      calls: callsSince(before.dynamoDb.calls, after.dynamoDb.calls),
      readUnits: after.dynamoDb.readUnits - before.dynamoDb.readUnits,
      writeUnits: after.dynamoDb.writeUnits - before.dynamoDb.writeUnits,
      bytes: after.dynamoDb.bytes - before.dynamoDb.bytes,
    },
    sqs: callsSince(before.sqs, after.sqs),
    secretsManager: callsSince(before.secretsManager, after.secretsManager),
    loyaltyApi: after.loyaltyApi - before.loyaltyApi,
  };
}

function callsSince(before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) {
  const counts = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
