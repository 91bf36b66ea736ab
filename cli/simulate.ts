import { resolve } from 'node:path';
import { checkedConfig } from '../build/checked-config.ts';
import { findDelivery } from '../local/find-deliveries.ts';
import type { PonteConfig } from '../src/config/define-config.ts';
import type { OrderRecord } from '../src/domain/order-record.ts';
import { customerNow } from '../src/domain/plan-entries.ts';
import { nameOf } from '../src/domain/record.ts';
import { claimOf } from '../src/domain/target-points.ts';
import { byId } from '../src/shared/by-id.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import { projectPath } from './project.ts';
import { readableOrders } from './readable-orders.ts';
import { compareOrder } from './simulate/compare-order.ts';
import { describeComparison } from './simulate/describe-comparison.ts';
import { exportedOrders } from './simulate/exported-orders.ts';
import { ordersOfFiles } from './simulate/orders-of-files.ts';
import { type Comparison, openTally } from './simulate/tally.ts';
import { complain, print } from './terminal.ts';

interface Options {
  readonly config: string;
  readonly store?: string;
  readonly sinceMs?: number;
  readonly showCustomers: boolean;
  readonly json: boolean;
}

const TOLD_EVERY_MS = 3_000;

/** `ponte simulate`. Reads only. */
export async function simulate({ orderScan }: Connection, options: Options, { signal }: Deadline): Promise<void> {
  const comparison = await compareAll(readableOrders(orderScan, signal), options, await changedConfig(options));
  tell(comparison, options, 'by the rules that they have');
}

/** `ponte simulate --ledger`: over what `ponte export --format orders` has written. */
export async function simulateExport(file: string, options: Options): Promise<void> {
  const comparison = await compareAll(exportedOrders(file), options, await changedConfig(options));
  tell(comparison, options, 'by the rules that they have');
}

/** `ponte simulate <deliveries...>`. `before`: the configuration by which the orders get the rules that they have. */
export async function simulateFiles(
  asked: readonly string[],
  options: Options & { readonly before: string },
  deadline: Deadline,
): Promise<void> {
  const files = asked.flatMap(filesOf);
  const before = await loaded(options.before);
  const changed = await changedConfig(options);
  const both = before.stores.filter(({ id }) => changed.stores.some((store) => store.id === id));
  const { orders, withoutOrder, unread } = await ordersOfFiles(files, both, deadline);
  const comparison = await compareAll(orders, options, changed);
  for (const { file, because } of unread) complain(`${file}: not read: ${because}`);
  if (unread.length > 0) process.exitCode = 1;
  const about = { files: files.length, withoutOrder, unread };
  if (options.json) print(JSON.stringify({ ...maskedUnless(comparison, options), ...about }));
  else {
    tell(comparison, options, `by ${options.before}`);
    print(`Files: ${files.length}. Without an order: ${withoutOrder}. Not read: ${unread.length}.`);
  }
}

async function changedConfig({ config, store }: Options): Promise<PonteConfig> {
  const changed = await loaded(config);
  if (store === undefined || changed.stores.some(({ id }) => id === store)) return changed;
  throw new Failure(`${config} has no store "${store}".`);
}

async function loaded(file: string): Promise<PonteConfig> {
  const found = await checkedConfig(projectPath(file));
  if ('fault' in found) throw new Failure(found.fault);
  return found.config;
}

function filesOf(asked: string): readonly string[] {
  const found = findDelivery(asked, process.cwd());
  if (found.kind === 'none') throw new Failure(`There is no file, no folder and no fixture "${asked}".`);
  if (found.kind === 'several') throw new Failure(`Several fixtures begin like this: ${found.names.join(', ')}`);
  if (found.files.length === 0) throw new Failure(`The folder ${resolve(asked)} holds no files.`);
  return found.files;
}

async function compareAll(
  orders: AsyncIterable<OrderRecord> | readonly OrderRecord[],
  { store: only, sinceMs = 0 }: Options,
  changed: PonteConfig,
): Promise<Comparison> {
  const stores = byId(changed.stores);
  const tally = openTally();
  let read = 0;
  let toldAtMs = Date.now();
  for await (const record of orders) {
    read += 1;
    if (process.stderr.isTTY === true && Date.now() - toldAtMs >= TOLD_EVERY_MS) {
      toldAtMs = Date.now();
      complain(`Orders: ${read}`);
    }
    const store = stores.get(record.key.store);
    if (store === undefined || (only !== undefined && store.id !== only)) continue;
    if ((claimOf(record.facts)?.paidAtMs ?? 0) < sinceMs) continue;
    const compared = compareOrder(record, store);
    if (compared === null) tally.leaveOut();
    else {
      const customer = `${store.account} ${customerNow(record)}`;
      tally.add({ store: store.id, id: `${store.id}/${nameOf(record.key)}`, customer }, compared);
    }
  }
  return tally.total();
}

function tell(comparison: Comparison, options: Options, before: string): void {
  const shown = maskedUnless(comparison, options);
  print(options.json ? JSON.stringify(shown) : describeComparison(shown, before, options.config));
}

function maskedUnless(comparison: Comparison, { showCustomers }: Options): Comparison {
  return showCustomers ? comparison : masked(comparison);
}

/** Customers by their account alone. */
function masked(comparison: Comparison): Comparison {
  const { gain, lose } = comparison.customers;
  const without = (movers: typeof gain) =>
    movers.map(({ id, ...mover }) => ({ id: `${id.split(' ')[0]} ***`, ...mover }));
  return { ...comparison, customers: { gain: without(gain), lose: without(lose) } };
}
