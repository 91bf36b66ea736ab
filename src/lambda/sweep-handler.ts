import type { Context } from 'aws-lambda';
import type { Emit } from '../ports/telemetry.ts';
import { type Sweep, type SweepDependencies, sweep } from '../posting/sweep.ts';
import { TIME } from '../shared/time-budgets.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { reportErrors } from './report-errors.ts';

/** The Lambda handler of the schedule. */
export function sweepHandler(
  dependencies: SweepDependencies & { readonly emit: Emit },
  startDeadline: StartDeadline = lambdaDeadline,
) {
  return reportErrors(dependencies.emit, async (_event: unknown, context: Context): Promise<Sweep> => {
    const swept = await sweep(dependencies, startDeadline(context, { reserveMs: TIME.queueReserve }));
    if (!swept.complete) dependencies.emit({ kind: 'outOfTime', left: 'orders', count: null });
    dependencies.emit({ kind: 'swept', ...swept });
    return swept;
  });
}
