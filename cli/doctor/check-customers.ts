import type { CustomerId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow } from '../../src/domain/plan-entries.ts';
import type { Store } from '../../src/domain/store.ts';
import { counted } from '../counted.ts';
import { findRecords } from '../customer/find-records.ts';
import { type Found, fine, warning } from './finding.ts';
import type { Subject } from './subject.ts';

/** Of each store. */
const SAMPLE = 20;
/** Enough for a sample; a whole ledger may have millions. */
const MOST_ORDERS = 2_000;

/** An order, and whose it is. */
type Named = readonly [order: OrderRecord, customer: CustomerId];

const WHY = 'customer and export do not find all orders of their customers';

/**
 * Whether the index finds orders by their customers. Under a key that was changed since, or came later than the orders, it does not; what
 * was written with another key looks the same.
 */
export async function checkCustomers(subject: Subject): Promise<readonly Found[]> {
  const { stores } = await subject.connection.config();
  const sampled = await sample(subject, stores);
  const found = await Promise.all(stores.map((store) => ofStore(subject, store, sampled.get(store.id) ?? [])));
  const wrong = found.flatMap((one) => one ?? []);
  const looked = [...sampled.values()].flat().length;
  if (wrong.length > 0) return wrong;
  return [
    fine(
      looked === 0
        ? 'no order names a customer yet'
        : `the index finds every order looked at by its customer: ${looked}`,
    ),
  ];
}

async function ofStore(
  { connection, deadline }: Subject,
  store: Store,
  orders: readonly Named[],
): Promise<Found | null> {
  const { place } = connection;
  const on = place.kind === 'stage' ? ` --stage ${place.stage}` : '';
  let missing = 0;
  for (const [order, customer] of orders) {
    const found = await findRecords(connection, store, customer, deadline.signal);
    if (found === null) {
      const next = `npm run secret -- ${store.id}${on} --replace gives it one, then ./ponte customer --index${on} writes it to them.`;
      return warning(`store "${store.id}": its secret has no customerKey`, WHY, next);
    }
    if (!found.some(({ record }) => 'order' in record.key && record.key.order === order.key.order)) missing += 1;
  }
  if (missing === 0) return null;
  return warning(
    `store "${store.id}": the index finds ${orders.length - missing} of ${counted(orders.length, 'order')} looked at by its customer`,
    `${WHY}: the customerKey in its secret was changed, or is newer than they are`,
    `./ponte customer --index --store ${store.id}${on} writes what is missing.`,
  );
}

async function sample({ connection, deadline }: Subject, stores: readonly Store[]) {
  const sampled = new Map<string, Named[]>();
  const ids = new Set(stores.map(({ id }) => id));
  let looked = 0;
  for await (const one of connection.orderScan.all(deadline.signal)) {
    looked += 1;
    if (looked > MOST_ORDERS) break;
    if (one.kind !== 'order' || one.record.erasedAtMs !== undefined || !ids.has(one.record.key.store)) continue;
    const { store } = one.record.key;
    const those = sampled.get(store) ?? [];
    const customer = customerNow(one.record);
    if (customer !== null && those.length < SAMPLE) sampled.set(store, [...those, [one.record, customer]]);
  }
  return sampled;
}
