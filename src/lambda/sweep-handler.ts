import type { Context } from 'aws-lambda';
import type { Tell } from '../ports/telemetry.ts';
import { type Sweep, type SweepDependencies, sweep } from '../posting/sweep.ts';
import { lambdaWork, type StartWork } from './deadline.ts';

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
