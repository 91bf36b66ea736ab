import type { Context } from 'aws-lambda';
import { sweepDependencies } from '../src/environment/dependencies.ts';
import { lambdaWork } from '../src/environment/lambda-work.ts';
import { logInfo } from '../src/environment/log.ts';
import { type Sweep, sweep } from '../src/settling/sweep.ts';

const dependencies = sweepDependencies();

/** Fired by a schedule: queues the orders whose next attempt is due. */
export async function handler(_event: unknown, context: Context): Promise<Sweep> {
  const swept = await sweep(dependencies, lambdaWork(context, { reserveMs: 1_000 }));
  logInfo('sweep', { ...swept });
  return swept;
}
