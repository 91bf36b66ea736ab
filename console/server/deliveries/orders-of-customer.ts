import type { Connection } from '../../../cli/connection.ts';
import { findRecords } from '../../../cli/customer/find-records.ts';
import { customerBy } from '../../../src/domain/customer-id.ts';
import { isOrder } from '../../../src/domain/record.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';

/** A list is asked for page after page. */
const KEPT_MS = 30_000;

type Find = (text: string, deadline: Deadline) => Promise<ReadonlySet<string> | undefined>;

/**
 * Finds the orders of the customer whom a text names, as `store/order`: by the digest in the ledger's index, as `ponte customer` does.
 * `undefined` where the text names none.
 */
export function ordersOfCustomer(connection: Connection): Find {
  let last: { readonly text: string; readonly atMs: number; readonly found: ReturnType<Find> } | null = null;

  async function find(text: string, { signal }: Deadline): ReturnType<Find> {
    const { stores } = await connection.config();
    const named = stores.flatMap((store) => {
      const customer = customerBy(store.customer.by, text);
      return customer === null ? [] : [{ store, customer }];
    });
    if (named.length === 0) return undefined;
    const found = await Promise.all(
      named.map(({ store, customer }) => findRecords(connection, store, customer, signal)),
    );
    const orders = found
      .flatMap((records) => records ?? [])
      .flatMap(({ record }) => (isOrder(record) ? record.key : []));
    return new Set(orders.map(({ store, order }) => `${store}/${order}`));
  }

  return async (text, deadline) => {
    if (last === null || last.text !== text || Date.now() - last.atMs > KEPT_MS) {
      last = { text, atMs: Date.now(), found: find(text, deadline) };
      last.found.catch(() => {
        last = null;
      });
    }
    return await last.found;
  };
}
