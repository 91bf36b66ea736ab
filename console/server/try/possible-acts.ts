import type { OrderKey } from '../../../src/domain/order-record.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { ActName, PossibleAct } from '../../api.ts';
import type { Context } from '../context.ts';
import { actedOrder } from './acted-order.ts';

const ACTS: readonly ActName[] = ['refund', 'partialRefund', 'exchange', 'cancel', 'undoRefund'];
const WITH_LINES = new Set<ActName>(['partialRefund', 'exchange']);
const NO_BODY = 'the log has no body of the order any more: send it again';

/** What can be done with an order by a click; nothing on a stage. */
export async function possibleActs(
  context: Context,
  key: OrderKey,
  deadline: Deadline,
): Promise<readonly PossibleAct[]> {
  const { stores } = await context.connection.config();
  const store = stores.find(({ id }) => id === key.store);
  if (context.local === null || store === undefined) return [];
  const actable = (await actedOrder(context, store, key, deadline))?.actable ?? null;
  return ACTS.map((act) => ({
    act,
    notBecause: actable === null ? NO_BODY : actable.notBecause[act],
    lines: actable !== null && WITH_LINES.has(act) ? actable.lines : [],
    mostAmount: actable !== null && act === 'partialRefund' ? actable.mostAmount : null,
  }));
}
