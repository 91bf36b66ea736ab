import type { OrderKey } from '../../../src/domain/order-record.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { PossibleAct } from '../../api.ts';
import type { Context } from '../context.ts';

export async function possibleActs(
  _context: Context,
  _key: OrderKey,
  _deadline: Deadline,
): Promise<readonly PossibleAct[]> {
  return [];
}
