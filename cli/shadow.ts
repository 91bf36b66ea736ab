import type { OrderRecord } from '../src/domain/order-record.ts';
import { newestFactsMs } from '../src/domain/recovery/match-history.ts';
import { byId } from '../src/shared/by-id.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import { readableOrders } from './readable-orders.ts';
import { describeReport } from './shadow/describe-report.ts';
import { openShadowTally } from './shadow/tally.ts';
import { print } from './terminal.ts';

interface Options {
  readonly sinceMs?: number;
  readonly json: boolean;
}

/** `ponte shadow <store>`. Reads only. */
export async function reportShadow(
  connection: Connection,
  id: string,
  { sinceMs = 0, json }: Options,
  { signal }: Deadline,
): Promise<void> {
  const { stores } = await connection.config();
  const store = byId(stores).get(id);
  if (store === undefined) {
    throw new Failure(
      `The configuration has no store "${id}"; its stores are ${stores.map((one) => one.id).join(', ')}.`,
    );
  }
  const tally = openShadowTally(store, connection.now());
  for await (const record of readableOrders(connection.orderScan, signal)) {
    if (record.key.store === id && atMs(record) >= sinceMs) tally.add(record);
  }
  const report = tally.total();
  print(json ? JSON.stringify(report) : describeReport(report));
}

/** When it was paid; of an order that never was, when it was made. */
function atMs({ facts }: OrderRecord): number {
  return facts.money?.value.paidAtMs ?? facts.identity?.createdAtMs ?? newestFactsMs(facts);
}
