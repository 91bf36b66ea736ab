import { measureWaiting, type WaitingDependencies } from '../posting/measure-waiting.ts';
import { type Sweep, type SweepDependencies, sweep } from '../posting/sweep.ts';
import { signalWithReserve } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import { type WatchDependencies, watchStores } from '../webhooks/watch-stores.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { reportErrors } from './report-errors.ts';
import { withinInvocation } from './within-invocation.ts';

/** The Lambda handler of the sweep's schedule. */
export function sweepHandler(
  dependencies: SweepDependencies & WaitingDependencies & WatchDependencies,
  startDeadline: StartDeadline = lambdaDeadline,
) {
  return reportErrors(
    dependencies.emit,
    withinInvocation(
      startDeadline,
      { reserveMs: TIME.queueReserve },
      async (_event: unknown, deadline): Promise<Sweep> => {
        const measuring = { ...deadline, signal: signalWithReserve(deadline, TIME.sweeping) };
        const [waiting, watched] = await Promise.all([
          measureWaiting(dependencies, measuring),
          watchStores(dependencies, measuring),
        ]);
        dependencies.emit({ kind: 'waitingMeasured', ...waiting });
        dependencies.emit({ kind: 'storesWatched', ...watched });
        const swept = await sweep(dependencies, deadline);
        if (!swept.complete) dependencies.emit({ kind: 'outOfTime', left: 'orders', count: null });
        dependencies.emit({ kind: 'swept', ...swept });
        return swept;
      },
    ),
  );
}
