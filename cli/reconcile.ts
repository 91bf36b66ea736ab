import { customerNow } from '../src/domain/plan-entries.ts';
import { platforms } from '../src/lambda/platforms.ts';
import type { OrdersPage, PageStart } from '../src/ports/store-api.ts';
import type { PonteEvent } from '../src/ports/telemetry.ts';
import { type ComparedOrder, comparePage } from '../src/reconciliation/compare-page.ts';
import { addCounts, isBehind, NO_ORDERS, type OrderCounts, recordPage } from '../src/reconciliation/record-page.ts';
import { type Repair, repairOfHistory, repairOfOrder } from '../src/reconciliation/repair.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import { NO_CHECKPOINT, openCheckpoint } from './reconcile/checkpoint.ts';
import { type Customers, digestIn, openCustomers } from './reconcile/compare-customers.ts';
import { pagesOf } from './reconcile/pages.ts';
import { roomInQueue } from './reconcile/queue-room.ts';
import { type ReadableStore, readStore } from './reconcile/read-store.ts';
import { openRepairFile, type RepairFile } from './reconcile/repair-file.ts';
import { type Compared, tellCounts, tellFinding, tellOrder } from './reconcile/tell.ts';
import { complain, print, shown } from './terminal.ts';

export interface Options {
  readonly store: string;
  /** `awardFrom`: since the store's orders earn points. */
  readonly since: number | 'awardFrom';
  readonly until?: number;
  readonly resume?: string;
  /** A file that knows where to go on. */
  readonly checkpoint?: string;
  /** Records what the shop has, at once. */
  readonly apply: boolean;
  /** A file for what is proposed. */
  readonly plan?: string;
  /** Whether BonifiQ is asked, too. */
  readonly bonifiq: boolean;
  readonly zone?: string;
  /** See `HistoriesOptions`. */
  readonly rate: number;
  readonly json: boolean;
}

/** `ponte reconcile`. Writes to the ledger only with `apply`, and then asks BonifiQ nothing: what is recorded is not there yet. */
export async function reconcile(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const readable = await readStore(connection, options.store, deadline);
  const { store } = readable;
  const { reconciliation } = await connection.config();
  const sinceMs = options.since === 'awardFrom' ? store.awardFromMs : options.since;
  const checkpoint =
    options.checkpoint === undefined ? NO_CHECKPOINT : openCheckpoint(options.checkpoint, { store: store.id, sinceMs });
  const resume = checkpoint.resume ?? options.resume ?? null;
  if (checkpoint.resume !== null) complain(`goes on where ${options.checkpoint} says`);
  const asksBonifiq = options.bonifiq && !options.apply;
  const customers = asksBonifiq
    ? await openCustomers(connection, readable, { zone: options.zone, rate: options.rate }, deadline)
    : null;
  const plan = options.plan === undefined ? null : await openRepairFile(options.plan, resume !== null);
  const run: Run = {
    ...{ connection, readable, options, customers, plan, deadline },
    counts: NO_ORDERS,
    points: 0,
    compared: { customers: asksBonifiq ? 0 : null, unread: 0, found: new Map() },
    time: {
      sinceMs,
      untilMs: Math.min(options.until ?? Number.POSITIVE_INFINITY, deadline.now() - reconciliation.graceMs),
    },
  };
  const start: PageStart = resume === null ? { sinceMs } : { resume };
  try {
    for await (const page of pagesOf(readable, start, deadline)) {
      const storeUntilMs = Math.min(
        options.until ?? Number.POSITIVE_INFINITY,
        page.storeNowMs - reconciliation.graceMs,
      );
      await (options.apply ? record(run, page, storeUntilMs) : compare(run, page, storeUntilMs));
      tellProgress(run, page);
      if (page.resume !== null) checkpoint.reached(page.resume);
      if (isBehind(page, storeUntilMs)) break;
    }
    checkpoint.done();
  } finally {
    await plan?.close();
  }
  conclude(run);
}

interface Run {
  readonly connection: Connection;
  readonly readable: ReadableStore;
  readonly options: Options;
  readonly customers: Customers | null;
  readonly plan: RepairFile | null;
  readonly deadline: Deadline;
  readonly time: { readonly sinceMs: number; readonly untilMs: number };
  readonly compared: Compared;
  counts: OrderCounts;
  points: number;
}

/** Tells what recording would change, and what BonifiQ has otherwise; writes nothing. */
async function compare(run: Run, page: OrdersPage, storeUntilMs: number): Promise<void> {
  const { readable, options, customers, plan, deadline } = run;
  const { counts, orders } = await comparePage(
    { ledger: readable.ledger, platforms },
    readable.store,
    page,
    storeUntilMs,
    deadline,
  );
  run.counts = addCounts(run.counts, counts);
  for (const order of orders) {
    if (order.news !== 'nothing') {
      const line = repairOf(order, order.news, readable);
      run.points += order.points;
      tellOrder(line, order.lateMs, false, options.json);
      await plan?.add(line);
    }
    const told = await customers?.compareOnce(order.known, run.time);
    if (!told) continue;
    run.compared.customers = (run.compared.customers ?? 0) + 1;
    if (told.unread !== null) {
      run.compared.unread += 1;
      complain(shown`customer ${told.digest ?? '***'}: BonifiQ's history was not read: ${told.unread}`);
    }
    for (const finding of told.findings) {
      const line = repairOfHistory(finding, told.digest);
      run.compared.found.set(line.finding, (run.compared.found.get(line.finding) ?? 0) + 1);
      tellFinding(line, options.json);
      await plan?.add(line);
    }
  }
}

function repairOf(
  { planned, points, changedAtMs }: ComparedOrder,
  news: Exclude<ComparedOrder['news'], 'nothing'>,
  readable: ReadableStore,
): Repair {
  const { store, order } = planned.key;
  const customer = digestIn(readable, customerNow(planned));
  return repairOfOrder({ order: `${store}/${order}`, customer, news, points, changedAtMs });
}

/** Bodies that nobody can read are told, and not parked: somebody may have dismissed them. */
async function record(run: Run, page: OrdersPage, storeUntilMs: number): Promise<void> {
  const { connection, readable, options, deadline } = run;
  const emit = (event: PonteEvent) => {
    if (event.kind === 'warning') complain(event.message);
    if (event.kind !== 'orderFound') return;
    const { store, order, news, points, lateMs } = event;
    run.points += points;
    const changedAtMs = page.storeNowMs - lateMs;
    const line = repairOfOrder({ order: `${store}/${order}`, customer: null, news, points, changedAtMs });
    tellOrder(line, lateMs, true, options.json);
  };
  await roomInQueue(connection, deadline);
  const window = { storeUntilMs, parkAfterMs: Number.POSITIVE_INFINITY };
  const dependencies = { ledger: readable.ledger, queue: connection.queue, platforms, emit };
  const done = await recordPage(dependencies, readable.store, page, window, deadline);
  if (done === null)
    throw new Failure('The ledger did not take an order. Call it again: what is recorded stays as it is.');
  run.counts = addCounts(run.counts, done.counts);
}

function tellProgress({ counts, compared }: Run, page: OrdersPage): void {
  if (!process.stderr.isTTY) return;
  const day = new Date(page.orders.at(-1)?.changedAtMs ?? page.storeNowMs).toISOString().slice(0, 10);
  const asked = compared.customers === null ? '' : `, ${compared.customers} customers compared`;
  process.stderr.write(`\r${counts.read} orders read, up to ${day}; ${counts.found} found${asked} … `);
}

function conclude({ counts, points, compared, options }: Run): void {
  if (process.stderr.isTTY) process.stderr.write('\n');
  const { found, unreadable } = counts;
  if (unreadable > 0) {
    complain(`${unreadable} orders cannot be read, or are of another shop: a person has to look at them in the shop`);
  }
  const isWrong = [...compared.found.keys()].some((finding) => finding !== 'unexplained');
  if (unreadable > 0 || compared.unread > 0 || isWrong || (found > 0 && !options.apply)) process.exitCode = 1;
  if (options.json) return;
  tellCounts(counts, points, compared);
  if (options.plan !== undefined)
    print(shown`What is proposed stands in ${options.plan}: read it, edit it, and --apply ${options.plan}.`);
  else if (found > 0 && !options.apply) print('Nothing was written; --apply does it.');
}
