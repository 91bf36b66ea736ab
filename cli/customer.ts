import { customerDigest, customerOfRecord } from '../src/domain/customer-digest.ts';
import { customerBy } from '../src/domain/customer-id.ts';
import type { CustomerId } from '../src/domain/order-facts.ts';
import type { Store } from '../src/domain/store.ts';
import type { CustomerExplanation } from '../src/explain/customer-explanation.ts';
import { explainCustomer } from '../src/explain/explain-customer.ts';
import type { ClaimingRecord } from '../src/explain/match-changes.ts';
import type { Completed } from '../src/ports/customer-index.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { askBonifiq } from './customer/ask-bonifiq.ts';
import { customerKeyOf, findRecords } from './customer/find-records.ts';
import { tellCustomer } from './customer/tell-customer.ts';
import { Failure, NotThere } from './failure.ts';
import { complain, print } from './terminal.ts';
import { timesOf } from './times.ts';

interface Options {
  readonly store?: string;
  readonly zone?: string;
  readonly json: boolean;
  readonly showCustomer: boolean;
}

/** `ponte customer <id>` */
export async function showCustomer(
  connection: Connection,
  text: string,
  { json, ...options }: Options,
  deadline: Deadline,
): Promise<void> {
  for await (const said of explainedCustomers(connection, text, options, deadline)) {
    const { withoutKey, records, account, stores, changes } = said;
    if (json) print(JSON.stringify(said));
    else tellCustomer(said, timesOf((await connection.config()).stores));
    for (const id of withoutKey) {
      complain(
        `store ${id}: its secret has no customerKey, so that its orders are not found: npm run secret -- ${id} --replace gives it one, then ./ponte customer --index writes it to them`,
      );
    }
    if (withoutKey.length === 0 && records.length === 0 && changes !== null && changes.length > 0) {
      complain(
        `account ${account}: BonifiQ knows changes of this customer, and no order is found. Perhaps they were erased; or the customerKey of ${stores.join(', ')} was changed, or is newer than the orders: then ./ponte customer --index writes what is missing.`,
      );
    }
    if (withoutKey.length > 0 || said.unread !== null) process.exitCode = 1;
  }
}

/**
 * What stands behind a customer's balance, in each account that may know the customer.
 * @throws {NotThere} where no store knows its customers by such an id
 */
export async function* explainedCustomers(
  connection: Connection,
  text: string,
  { store, zone, showCustomer: personal }: Omit<Options, 'json'>,
  { now, signal }: Deadline,
): AsyncGenerator<CustomerExplanation> {
  const { stores, promotions } = await connection.config();
  const known = chosen(stores, store).flatMap((one) => {
    const customer = customerBy(one.customer.by, text);
    return customer === null ? [] : [{ store: one, customer }];
  });
  if (known.length === 0)
    throw new NotThere(`No store knows its customers by such an id: ${byWhat(chosen(stores, store))}.`);
  for (const [name, those] of Map.groupBy(known, (one) => `${one.store.account}\n${one.customer}`)) {
    const [first] = those;
    if (first === undefined) continue;
    const [account = ''] = name.split('\n');
    const { records, withoutKey } = await recordsOf(connection, those, signal);
    const asked = await askBonifiq(connection, first.store, first.customer, zone, signal);
    const ofAccount = new Set(stores.filter((one) => one.account === account).map(({ id }) => id));
    yield explainCustomer({
      customer: first.customer,
      account,
      stores: those.map((one) => one.store.id),
      withoutKey,
      records,
      promotions: promotions.filter((promotion) => ofAccount.has(promotion.store)),
      ...asked,
      nowMs: now(),
      personal,
    });
  }
}

async function recordsOf(
  connection: Connection,
  known: readonly { readonly store: Store; readonly customer: CustomerId }[],
  signal: AbortSignal,
) {
  const records: ClaimingRecord[] = [];
  const withoutKey: string[] = [];
  for (const { store, customer } of known) {
    const found = await findRecords(connection, store, customer, signal);
    if (found === null) withoutKey.push(store.id);
    else records.push(...found);
  }
  return { records, withoutKey };
}

/** `ponte customer --index` */
export async function completeIndex(
  connection: Connection,
  { store, json }: Options,
  { signal }: Deadline,
): Promise<void> {
  const { stores } = await connection.config();
  const keys = new Map<string, string>();
  for (const one of chosen(stores, store)) {
    const key = await customerKeyOf(connection, one, signal);
    if (key !== null) keys.set(one.id, key);
    else {
      complain(`store ${one.id}: its secret has no customerKey: npm run secret -- ${one.id} --replace gives it one`);
      process.exitCode = 1;
    }
  }
  const counts: Record<Completed, number> = { written: 0, right: 0, without: 0, raced: 0, illegible: 0 };
  const digestOf: Parameters<Connection['customerIndex']['complete']>[0] = (record) => {
    const key = keys.get(record.key.store);
    const customer = customerOfRecord(record);
    return key === undefined || customer === null ? null : customerDigest(key, record.key.store, customer);
  };
  for await (const result of connection.customerIndex.complete(digestOf, signal)) counts[result] += 1;
  if (counts.illegible > 0) process.exitCode = 1;
  if (json) print(JSON.stringify(counts));
  else {
    const { written, right, without, raced, illegible } = counts;
    print(
      `Written: ${written}. Right already: ${right}. Without a customer or a key: ${without}. Saved by others meanwhile: ${raced}. Not readable: ${illegible}.`,
    );
  }
}

function chosen(stores: readonly Store[], id: string | undefined): readonly Store[] {
  const those = id === undefined ? stores : stores.filter((one) => one.id === id);
  if (those.length > 0) return those;
  throw new Failure(`The configuration has no store ${id}; its stores are ${stores.map((one) => one.id).join(', ')}.`);
}

function byWhat(stores: readonly Store[]): string {
  const words = { email: 'an e-mail address', document: 'a document', platformId: "the platform's number" } as const;
  return stores.map(({ id, customer }) => `${id} wants ${words[customer.by]}`).join(', ');
}
