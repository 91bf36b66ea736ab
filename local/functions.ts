import { bundleWith } from '../build/bundle-handlers.ts';
import type { PonteConfig } from '../src/config/define-config.ts';
import demo from './demo.config.ts';
import type { Route } from './http-endpoint.ts';
import type { FunctionDefinition, FunctionLog, StartEnvironment } from './lambda/execution-environment.ts';
import { type LambdaFunction, startFunction } from './lambda/lambda-function.ts';
import { startWorkerEnvironment } from './lambda/worker-environment.ts';

export type FunctionName = 'shopify' | 'woocommerce' | 'settle' | 'park' | 'sweep' | 'promotions' | 'reconcile';

export interface Functions extends Readonly<Record<FunctionName, LambdaFunction>> {
  stop(): Promise<void>;
}

/** Starts all functions with what they need to know; rejects with what the first one threw that could not be initialised. */
export type StartFunctions = (
  environment: Readonly<Record<string, string>>,
  log: FunctionLog,
  clock?: SharedArrayBuffer,
) => Promise<Functions>;

const limits: Readonly<Record<FunctionName, Pick<FunctionDefinition, 'timeoutMs' | 'concurrency'>>> = {
  shopify: { timeoutMs: 10_000, concurrency: 4 },
  woocommerce: { timeoutMs: 10_000, concurrency: 4 },
  settle: { timeoutMs: 30_000, concurrency: 2 },
  park: { timeoutMs: 30_000, concurrency: 1 },
  sweep: { timeoutMs: 30_000, concurrency: 1 },
  promotions: { timeoutMs: 30_000, concurrency: 2 },
  reconcile: { timeoutMs: 60_000, concurrency: 1 },
};
const MEMORY_MB = 256;

/** The handlers, bundled with these stores into `directory`, as threads of this process. */
export function bundledFunctions(directory: string, config: PonteConfig = demo): StartFunctions {
  return async (environment, log, clock) => {
    await bundleWith({ config, outDirectory: directory });
    return await functionsIn(directory)(environment, log, clock);
  };
}

/** The handlers whose bundles are in `directory`, as threads of this process: at most so many for each, where it is given. */
export function functionsIn(
  directory: string,
  concurrency: Partial<Readonly<Record<FunctionName, number>>> = {},
): StartFunctions {
  return async (environment, log, clock) => {
    const define = (name: FunctionName) => ({
      name,
      taskRoot: directory,
      handler: `${name}.handler`,
      memoryMb: MEMORY_MB,
      environment,
      ...(clock !== undefined && { clock }),
      ...limits[name],
      ...(concurrency[name] !== undefined && { concurrency: concurrency[name] }),
    });
    return await startAll(define, { start: startWorkerEnvironment, log });
  };
}

/** Should one not start, the others are stopped first. */
export async function startAll(
  define: (name: FunctionName) => FunctionDefinition,
  on: { readonly start: StartEnvironment; readonly log: FunctionLog },
): Promise<Functions> {
  const begin = (name: FunctionName) => startFunction(define(name), on);
  const starting = [
    begin('shopify'),
    begin('woocommerce'),
    begin('settle'),
    begin('park'),
    begin('sweep'),
    begin('promotions'),
    begin('reconcile'),
  ] as const;
  const stop = async () => {
    const started = await Promise.allSettled(starting);
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  };
  try {
    const [shopify, woocommerce, settle, park, sweep, promotions, reconcile] = await Promise.all(starting);
    return { shopify, woocommerce, settle, park, sweep, promotions, reconcile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Which webhooks go to which function. */
export function routesTo({ shopify, woocommerce }: Functions): readonly Route[] {
  return [
    { method: 'POST', path: '/webhooks/shopify/{store}', invoke: shopify.invoke },
    { method: 'POST', path: '/webhooks/woocommerce/{store}', invoke: woocommerce.invoke },
  ];
}
