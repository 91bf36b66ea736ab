import { countsForTarget, isOpen } from '../src/domain/entry.ts';
import type { OrderRecord } from '../src/domain/order-record.ts';
import { total } from '../src/domain/plan-entries.ts';
import { nameOf } from '../src/domain/record.ts';
import { byId } from '../src/shared/by-id.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import { readableOrders } from './readable-orders.ts';
import { type RepinChoice, repinOrders } from './repin/repin-orders.ts';
import { print, shown, signed } from './terminal.ts';

interface Options extends RepinChoice {
  readonly json: boolean;
}

/** One order whose rule changes. */
interface RepinnedLine {
  readonly order: string;
  readonly from: string;
  readonly to: string;
  /** That its open and new entries together give or take. */
  readonly points: number;
  readonly written: boolean;
}

/** `ponte repin`. Writes only with `apply`. */
export async function repin(connection: Connection, options: Options, { signal }: Deadline): Promise<void> {
  const stores = byId((await connection.config()).stores);
  if (options.store !== undefined && !stores.has(options.store)) {
    throw new Failure(`ponte.config.ts has no store "${options.store}".`);
  }
  const counts = { repinned: 0, points: 0, noRule: 0 };
  const orders = readableOrders(connection.orderScan, signal);
  for await (const { before, result } of repinOrders(connection, orders, stores, options, signal)) {
    if (result.kind === 'kept') {
      if (result.because === 'noRule') counts.noRule += 1;
      continue;
    }
    const line = lineOf(before, result.record, options.apply);
    counts.repinned += 1;
    counts.points += line.points;
    print(options.json ? JSON.stringify(line) : inWords(line));
  }
  if (options.json) return;
  print(
    `Orders: ${counts.repinned}, together ${signed(counts.points)} ${Math.abs(counts.points) === 1 ? 'point' : 'points'}.`,
  );
  if (counts.noRule > 0)
    print(`Kept their rule, as ponte.config.ts has none for their payment date: ${counts.noRule}.`);
  if (!options.apply) print('Nothing was written; --apply does it.');
}

function lineOf(before: OrderRecord, after: OrderRecord, written: boolean): RepinnedLine {
  return {
    order: `${after.key.store}/${nameOf(after.key)}`,
    from: ruleName(before),
    to: ruleName(after),
    points: planned(after) - total(before.entries.filter(countsForTarget)),
    written,
  };
}

/** What is posted, and what is to be; in shadow, what would be. */
function planned({ entries }: OrderRecord): number {
  return total(entries.filter((entry) => countsForTarget(entry) || isOpen(entry)));
}

function ruleName({ pinned }: OrderRecord): string {
  if (pinned === null) return '';
  return pinned.campaign === null ? pinned.rule.version : `${pinned.rule.version}, ${pinned.campaign.name}`;
}

function inWords({ order, from, to, points }: RepinnedLine) {
  return shown`${order}  ${signed(points)}  "${from}" → "${to}"`;
}
