import type { ChangeKey } from '../../src/domain/change-key.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { orderKey, pendingEntry, recordWith } from './order-records.ts';
import { both, lineBack, paidBack, refundOf } from './shopify-facts.ts';

/** An order of so many refunds of a unit of one line, each with a reversal that is applied. */
export function recordOfManyRefunds(count: number): OrderRecord {
  const order = recordWith(orderKey(1));
  const refunds = Array.from({ length: count }, (_, at) => {
    const id = String(910_000_000_000 + at * at * 7_919);
    const amount = `${(at * 37) % 90}.${10 + ((at * 13) % 90)}`;
    return refundOf(id, {
      transactions: [paidBack(amount, 'success', 'BRL', `6${id}`)],
      lines: [lineBack('14', { amount, tax: '1.25' })],
      rate: both(amount),
    });
  });
  const entries = Array.from({ length: count }, (_, at) => {
    const points = -((at * 37) % 90) - 1;
    const changeKey = `REMOVE-ana@example.com-${-points}-1-${at + 1}` as ChangeKey;
    return pendingEntry({ number: at + 1, points, changeKey, state: 'applied', plannedAtMs: at * at * 5_003 });
  });
  return {
    ...order,
    facts: { ...order.facts, collectedRefunds: Object.fromEntries(refunds.map((refund) => [refund.id, refund])) },
    entries,
  };
}
