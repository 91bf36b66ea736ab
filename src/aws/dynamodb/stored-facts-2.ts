import * as z from 'zod/mini';
import type { KnownFacts } from '../../domain/order-record.ts';
import { inOrder } from './in-order.ts';
import { customer, identity, observation, standing, transactionStatus, unitsLeft } from './stored-fields.ts';
import { storedMoney2 } from './stored-money.ts';
import { listedRefund, storedRefund2 } from './stored-refund.ts';

function register<Value extends z.ZodMiniType>(value: Value) {
  return z.nullable(inOrder({ observed: observation, value }));
}

/** Facts as version 2 of the items wrote them: each with its observation. Unknown fields are refused at every level. */
export const storedFacts2 = z.lazy(() =>
  z.strictObject({
    identity: z.nullable(identity),
    standing: register(standing),
    money: register(storedMoney2),
    unitsLeft: register(unitsLeft),
    customer: register(customer),
    listedRefunds: register(z.array(listedRefund)),
    collectedRefunds: z.record(z.string(), storedRefund2),
    transactionStatuses: z.record(z.string(), transactionStatus),
    aheadBodies: z.record(z.string(), z.number()),
  }),
) satisfies z.ZodMiniType<KnownFacts>;
