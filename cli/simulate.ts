import { checkedConfig } from '../build/checked-config.ts';
import { customerNow } from '../src/domain/plan-entries.ts';
import { nameOf } from '../src/domain/record.ts';
import { claimOf } from '../src/domain/target-points.ts';
import { byId } from '../src/shared/by-id.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import { projectPath } from './project.ts';
import { compareOrder } from './simulate/compare-order.ts';
import { describeComparison } from './simulate/describe-comparison.ts';
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
export async function simulate(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const loaded = await checkedConfig(projectPath(options.config));
  if ('fault' in loaded) throw new Failure(loaded.fault);
  const stores = byId(loaded.config.stores);
  if (options.store !== undefined && !stores.has(options.store)) {
    throw new Failure(`${options.config} has no store "${options.store}".`);
  }
  const tally = openTally();
  const illegible: string[] = [];
  let read = 0;
  let toldAtMs = Date.now();
  for await (const one of connection.orderScan.all(deadline.signal)) {
    read += 1;
    if (process.stderr.isTTY === true && Date.now() - toldAtMs >= TOLD_EVERY_MS) {
      toldAtMs = Date.now();
      complain(`Orders: ${read}`);
    }
    if (one.kind === 'illegible') {
      illegible.push(one.pk);
      continue;
    }
    const { record } = one;
    const store = stores.get(record.key.store);
    if (store === undefined || (options.store !== undefined && store.id !== options.store)) continue;
    if ((claimOf(record.facts)?.paidAtMs ?? 0) < (options.sinceMs ?? 0)) continue;
    const compared = compareOrder(record, store);
    if (compared === null) tally.leaveOut();
    else {
      const customer = `${store.account} ${customerNow(record)}`;
      tally.add({ store: store.id, id: `${store.id}/${nameOf(record.key)}`, customer }, compared);
    }
  }
  for (const pk of illegible) complain(`${pk}: this Ponte cannot read the item`);
  if (illegible.length > 0) process.exitCode = 1;
  const comparison = options.showCustomers ? tally.total() : masked(tally.total());
  print(options.json ? JSON.stringify(comparison) : describeComparison(comparison, options.config));
}

/** Customers by their account alone. */
function masked(comparison: Comparison): Comparison {
  const { gain, lose } = comparison.customers;
  const without = (movers: typeof gain) =>
    movers.map(({ id, ...mover }) => ({ id: `${id.split(' ')[0]} ***`, ...mover }));
  return { ...comparison, customers: { gain: without(gain), lose: without(lose) } };
}
