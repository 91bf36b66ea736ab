import { join } from 'node:path';
import { bundleHandlers } from '../build/bundle-handlers.ts';
import type { FunctionLog } from './lambda/execution-environment.ts';
import { type LambdaFunction, startFunction } from './lambda/lambda-function.ts';
import { startWorkerEnvironment } from './lambda/worker-environment.ts';

export interface Functions {
  readonly shopify: LambdaFunction;
  readonly woocommerce: LambdaFunction;
  readonly settle: LambdaFunction;
  readonly sweep: LambdaFunction;
  stop(): Promise<void>;
}

const limits = {
  shopify: { timeoutMs: 10_000, concurrency: 4 },
  woocommerce: { timeoutMs: 10_000, concurrency: 4 },
  settle: { timeoutMs: 30_000, concurrency: 2 },
  sweep: { timeoutMs: 30_000, concurrency: 1 },
} as const;

/** Bundles the handlers with the demo stores into `directory`; the bundles are what runs. */
export async function buildFunctions(directory: string): Promise<void> {
  await bundleHandlers({ config: 'local/demo.config.ts', outDirectory: directory });
}

export async function startFunctions(
  directory: string,
  environment: Readonly<Record<string, string>>,
  log: FunctionLog,
): Promise<Functions> {
  const begin = (name: keyof typeof limits) =>
    startFunction(
      { name, file: join(directory, `${name}.cjs`), environment, ...limits[name] },
      { start: startWorkerEnvironment, log },
    );
  const starting = await Promise.allSettled([begin('shopify'), begin('woocommerce'), begin('settle'), begin('sweep')]);
  const stop = async () => {
    await Promise.all(starting.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  };
  const [shopify, woocommerce, settle, sweep] = starting;
  if (
    shopify.status === 'rejected' ||
    woocommerce.status === 'rejected' ||
    settle.status === 'rejected' ||
    sweep.status === 'rejected'
  ) {
    await stop();
    throw new AggregateError(
      starting.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])),
      'functions could not be initialised',
    );
  }
  return { shopify: shopify.value, woocommerce: woocommerce.value, settle: settle.value, sweep: sweep.value, stop };
}
