import type { OrderExplanation } from './explanation.ts';
import { customerText, type Explained, instantText, toldBy } from './values.ts';

/** What the shop has said of the order itself, each with the body that says it. */
export function explainFacts(of: Explained): OrderExplanation['facts'] {
  const { record, store } = of;
  const { identity, standing, money, customer } = record.facts;
  const createdAtMs = identity?.createdAtMs ?? null;
  return {
    createdAt: createdAtMs === null ? null : instantText(createdAtMs),
    standing: toldBy(
      standing,
      (value) => ({
        kind: value.kind,
        because: value.kind === 'notEntitled' ? value.because : null,
        attributes: (value.kind === 'entitled' ? value.attributes : null) ?? null,
        currency: (value.kind === 'notEntitled' ? value.currency : null) ?? null,
      }),
      store,
    ),
    payment: toldBy(
      money,
      ({ paidAtMs, total, presentment }) => ({ at: instantText(paidAtMs), total, presentment: { ...presentment } }),
      store,
    ),
    customer: toldBy(customer, (id) => ({ id: customerText(id, of) }), store),
    pinnedCustomer: record.customer && {
      id: customerText(record.customer, of),
      isNewest: record.customer === customer?.value,
    },
  };
}
