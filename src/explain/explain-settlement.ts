import type { OrderRecord } from '../domain/order-record.ts';
import { postedPoints, total } from '../domain/plan-entries.ts';
import type { EntryExplanation, OrderExplanation } from './explanation.ts';
import { instantText } from './values.ts';

type Settlement = OrderExplanation['settlement'];

/** Whether what is posted is the target, and if not, what it waits for. */
export function explainSettlement(
  record: OrderRecord,
  target: number,
  entries: readonly EntryExplanation[],
): Settlement {
  const posted = postedPoints(record);
  const confirmed = total(record.entries.filter(({ state }) => state === 'applied'));
  const sums = { target, posted, confirmed };
  const waits = entries.find(({ state }) => state === 'pending' || state === 'parked')?.waits ?? null;
  const { paymentAhead } = record;
  if (waits === null && paymentAhead !== null) {
    return { ...sums, because: 'paymentAhead', until: instantText(paymentAhead.untilMs) };
  }
  if (posted === target && waits === null) return { ...sums, because: 'right', until: null };
  if (waits !== null) {
    const because = posted === target ? 'unconfirmed' : reasonOf(waits.for);
    return { ...sums, because, until: waits.until };
  }
  if (record.entries.some(({ state }) => state === 'uncollected'))
    return { ...sums, because: 'uncollected', until: null };
  if (record.entries.some(({ state }) => state === 'shadow')) return { ...sums, because: 'inShadow', until: null };
  if (record.erasedAtMs !== undefined) return { ...sums, because: 'customerErased', until: null };
  const isWithoutCustomer = record.customer === null && record.facts.customer === null;
  return { ...sums, because: isWithoutCustomer ? 'noCustomer' : 'notPlanned', until: null };
}

/** The first that waits has none before it, and is not uncollected. */
function reasonOf(waitsFor: NonNullable<EntryExplanation['waits']>['for']): Settlement['because'] {
  return waitsFor === 'earlierEntry' || waitsFor === 'nobody' ? 'turn' : waitsFor;
}
