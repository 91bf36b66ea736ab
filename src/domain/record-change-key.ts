import { partsOf } from './award-record.ts';
import { awardChangeKey, type ChangeKey, changeKey } from './change-key.ts';
import type { CustomerId } from './order-facts.ts';
import type { RecordKey } from './record.ts';
import type { Store } from './store.ts';

/** The change key of a record's entry. */
export function recordChangeKey(
  key: RecordKey,
  entry: { readonly customer: CustomerId; readonly points: number; readonly number: number },
  { orderPrefix }: Pick<Store, 'orderPrefix'>,
): ChangeKey {
  const { customer, points, number } = entry;
  return 'order' in key
    ? changeKey({ customer, points, orderPrefix, order: key.order, number })
    : awardChangeKey({ customer, points, number, ...runOf(key.award) });
}

function runOf(award: Parameters<typeof partsOf>[0]) {
  const { promotion, occurrence } = partsOf(award);
  return { promotion, occurrence };
}
