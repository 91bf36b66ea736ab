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

/** Rejects with what the first function that could not be initialised threw, once the others are stopped. */
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
  const starting = [begin('shopify'), begin('woocommerce'), begin('settle'), begin('sweep')] as const;
  const stop = async () => {
    const started = await Promise.allSettled(starting);
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  };
  try {
    const [shopify, woocommerce, settle, sweep] = await Promise.all(starting);
    return { shopify, woocommerce, settle, sweep, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
