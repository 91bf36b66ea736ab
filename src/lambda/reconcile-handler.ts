import {
  type Reconciled,
  type ReconcileStoresDependencies,
  reconcileStores,
} from '../reconciliation/reconcile-stores.ts';
import { TIME } from '../shared/time-budgets.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { reportErrors } from './report-errors.ts';
import { withinInvocation } from './within-invocation.ts';

/** The Lambda handler of reconciliation's schedule. */
export function reconcileHandler(
  dependencies: ReconcileStoresDependencies,
  startDeadline: StartDeadline = lambdaDeadline,
) {
  return reportErrors(
    dependencies.emit,
    withinInvocation(
      startDeadline,
      { reserveMs: TIME.queueReserve },
      async (_event: unknown, deadline): Promise<Reconciled> => {
        const reconciled = await reconcileStores(dependencies, deadline);
        dependencies.emit({ kind: 'reconciled', ...reconciled });
        return reconciled;
      },
    ),
  );
}
