import { orderText } from '../../src/aws/dynamodb/order-text.ts';
import type { CustomerId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow } from '../../src/domain/plan-entries.ts';

/**
 * What a rule says of an order, as one line: facts and pinned rule, without entries and without what tells the order from another.
 * `named` says what stands in place of its customer.
 */
export function orderLine(record: OrderRecord, named: (customer: CustomerId) => CustomerId): string {
  const now = customerNow(record);
  const customer = now && named(now);
  const { facts } = record;
  return orderText({
    ...record,
    facts: {
      ...facts,
      identity: null,
      customer: facts.customer && customer && { ...facts.customer, value: customer },
      aheadBodies: {},
    },
    paymentAhead: null,
    customer,
    entries: [],
  });
}
