import { setTimeout as sleep } from 'node:timers/promises';
import { createBonifiqHistory, createBonifiqHistoryClient } from '../src/bonifiq/history.ts';
import { parseOrderId } from '../src/domain/order-facts.ts';
import type { Store } from '../src/domain/store.ts';
import { whyUnread } from '../src/ports/secrets-reader.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { instantOf } from '../src/shared/local-time.ts';
import type { Connection } from './connection.ts';
import { readableOrders } from './readable-orders.ts';
import { type CustomerOrders, compare, gatherCustomers } from './recovery/customers.ts';
import { recoverByHand } from './recovery/recover-by-hand.ts';
import { type Recovered, type Recovery, recoverCustomer } from './recovery/recover-customer.ts';
import { inWords, recoveredLine, wantsAPerson } from './recovery/recovered-line.ts';
import { complain, print } from './terminal.ts';

/** A history that was not read is asked for again after these. */
const AGAIN_AFTER_MS = [1_000, 4_000, 16_000];
const TOLD_EVERY = 100;

export interface Options {
  /** One order, together with `points`. */
  readonly id: string | undefined;
  readonly points?: readonly number[];
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly store?: string;
  readonly all: boolean;
  readonly zone?: string;
  readonly trustTitles: boolean;
  readonly after?: string;
  readonly apply: boolean;
  readonly json: boolean;
}

/** `ponte reclaim` */
export async function reclaim(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const { stores } = await connection.config();
  if (options.store !== undefined && !stores.some(({ id }) => id === options.store)) {
    return fail(`${options.store}: ponte.config.ts has no such store`);
  }
  const recovery = recoveryOf(connection, stores, options, deadline);
  if (recovery === null) return fail('say in BONIFIQ_BASE_URL which points API the stage calls');
  if (options.id !== undefined) return await decide(recovery, options.id, options);

  const gathered = await gatherCustomers(readableOrders(connection.orderScan, deadline.signal), stores, {
    store: options.store,
    all: options.all,
    sinceMs: options.sinceMs,
  });
  const { customers, withoutStore } = gathered;
  for (const name of withoutStore) fail(`${name}: ponte.config.ts has no such store`);
  const after = customers.filter(({ name }) => options.after === undefined || compare(name, options.after) > 0);
  const counts: Partial<Record<Recovered['kind'], number>> = {};
  for (const [index, customer] of after.entries()) {
    for (const recovered of await recoverCustomer(recovery, customer)) {
      counts[recovered.kind] = (counts[recovered.kind] ?? 0) + 1;
      tell(recovered, options);
    }
    tellProgress(index + 1, after.length, customer);
  }
  if (options.json) return;
  const told = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  print(`Customers: ${after.length}. Orders: ${told.join(', ') || 'nothing is lacking'}.`);
  if (!options.apply) print('Nothing was written; --apply does it.');
}

/** What a person decided of one order. */
async function decide(recovery: Recovery, id: string, options: Options): Promise<void> {
  const [, store = '', digits = ''] = /^([^/]+)\/(\d+)$/.exec(id) ?? [];
  const order = parseOrderId(digits);
  const configured = recovery.stores.find((one) => one.id === store);
  const loaded = order && configured && (await recovery.ledger.load({ store, order }, recovery.signal));
  if (!loaded || configured === undefined) return fail(`${id}: the ledger has no such order`);
  const decision = { order: loaded.record, store: configured, points: options.points ?? [] };
  const result = await recoverByHand(recovery, decision);
  if (result.kind === 'refused') return fail(`${id}: ${result.because}`);
  tell(result, options);
}

function recoveryOf(
  { ledger, secrets, bonifiqBaseUrl }: Connection,
  stores: readonly Store[],
  { sinceMs, untilMs, zone, trustTitles, apply }: Options,
  { now, signal }: Deadline,
): Recovery | null {
  if (bonifiqBaseUrl === null) return null;
  const client = createBonifiqHistoryClient({ baseUrl: bonifiqBaseUrl, attemptTimeoutMs: 30_000 });
  const { history } = createBonifiqHistory(client, { instantOf: (time) => inZone(time, zone) });
  return {
    ledger,
    stores,
    sinceMs,
    untilMs,
    trustTitles,
    apply,
    now,
    signal,
    async readHistory(customer, store) {
      const read = await secrets.read(store.id, signal);
      if (read.kind !== 'read') return { kind: 'unread', because: `its secret: ${whyUnread(read)}` };
      const { bonifiq: credentials } = read.secrets;
      if (credentials === null) return { kind: 'unread', because: 'its secret holds no usable bonifiq credentials' };
      for (const waitMs of AGAIN_AFTER_MS) {
        const result = await history(customer, sinceMs, { credentials }, signal);
        if (result.kind === 'read' || signal.aborted) return result;
        await sleep(waitMs);
      }
      return await history(customer, sinceMs, { credentials }, signal);
    },
  };
}

/** BonifiQ's times have seconds; a wall clock's minute names its offset. */
export function inZone(time: string, zone: string | undefined): number | undefined {
  const [, minute, seconds = '0'] = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2}(?:\.\d+)?))?$/.exec(time) ?? [];
  const startMs = minute === undefined || zone === undefined ? undefined : instantOf(minute, zone);
  return startMs === undefined ? undefined : startMs + Math.floor(Number(seconds) * 1000);
}

function tell(recovered: Recovered, { json }: Options): void {
  const line = recoveredLine(recovered);
  if (wantsAPerson(line.result)) process.exitCode = 1;
  print(json ? JSON.stringify(line) : inWords(line));
}

function tellProgress(done: number, all: number, { name }: CustomerOrders): void {
  if (done % TOLD_EVERY === 0 && done < all) complain(`${done} of ${all} customers; goes on with --after ${name}`);
}

function fail(message: string): void {
  complain(message);
  process.exitCode = 1;
}
