import type { Context } from 'aws-lambda';
import type { Tell } from '../events/event.ts';
import { type Sweep, type SweepDependencies, sweep } from '../settling/sweep.ts';
import { lambdaWork, type StartWork } from './lambda-work.ts';

const RESERVE_MS = 1_000;

/** The Lambda handler of the schedule. */
export function sweepHandler(
  dependencies: SweepDependencies & { readonly tell: Tell },
  startWork: StartWork = lambdaWork,
) {
  return async (_event: unknown, context: Context): Promise<Sweep> => {
    const swept = await sweep(dependencies, startWork(context, { reserveMs: RESERVE_MS }));
    if (!swept.complete) dependencies.tell({ kind: 'outOfTime', left: 'orders', count: null });
    dependencies.tell({ kind: 'swept', ...swept });
    return swept;
  };
}
