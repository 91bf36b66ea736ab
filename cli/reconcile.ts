import { createDynamoDbLedger } from '../src/aws/dynamodb/ledger.ts';
import type { Store } from '../src/domain/store.ts';
import { digestOf } from '../src/lambda/digest-of.ts';
import { platforms } from '../src/lambda/platforms.ts';
import { storeApis } from '../src/lambda/store-apis.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import { type StoreSecrets, whyUnread } from '../src/ports/secrets-reader.ts';
import {
  MAX_PAGE_SIZE,
  MIN_PAGE_SIZE,
  type OrdersPage,
  type PageStart,
  type StoreApiCredentials,
} from '../src/ports/store-api.ts';
import type { EventOf, PonteEvent } from '../src/ports/telemetry.ts';
import { comparePage } from '../src/reconciliation/compare-page.ts';
import { addCounts, NO_ORDERS, type OrderCounts, recordPage } from '../src/reconciliation/record-page.ts';
import { byId } from '../src/shared/by-id.ts';
import { type Deadline, wait } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { Failure, located } from './failure.ts';
import { complain, print, shown, signed } from './terminal.ts';

interface Options {
  readonly store: string;
  readonly sinceMs: number;
  readonly resume?: string;
  readonly apply: boolean;
  readonly json: boolean;
}

/** A shop that asks for patience is given it, up to this. */
const MAX_PATIENCE_MS = 600_000;
const FIRST_PAUSE_MS = 5_000;
const TRIES = 5;

/** `ponte reconcile`. Writes only with `apply`. */
export async function reconcile(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const { reconciliation, stores } = await connection.config();
  const store = configured(byId(stores).get(options.store), options.store);
  const secrets = await secretsOf(connection, store, deadline);
  const credentials = keyIn(secrets, store.id);
  let counts = NO_ORDERS;
  let points = 0;
  const emit = (event: PonteEvent) => {
    if (event.kind === 'warning') complain(event.message);
    if (event.kind !== 'orderFound') return;
    points += event.points;
    tell(event, options);
  };
  const ledger = ledgerWith(connection, store, secrets);
  const dependencies = { ledger, queue: connection.queue, platforms, emit };
  for await (const page of pagesOf(store, credentials, options, deadline)) {
    const storeUntilMs = page.storeNowMs - reconciliation.graceMs;
    const seen = options.apply
      ? await recorded(dependencies, store, page, storeUntilMs, deadline)
      : await comparePage(dependencies, store, page, storeUntilMs, deadline);
    counts = addCounts(counts, seen);
    if (process.stderr.isTTY) process.stderr.write(`\r${counts.read} orders read, ${counts.found} found … `);
    if ((page.orders.at(-1)?.changedAtMs ?? 0) > storeUntilMs) break;
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  conclude(counts, points, options);
}

function configured(store: Store | undefined, id: string): Store {
  if (store === undefined) throw new Failure(`ponte.config.ts has no store "${id}".`);
  return store;
}

async function secretsOf({ secrets }: Connection, { id }: Store, { signal }: Deadline): Promise<StoreSecrets> {
  const secret = await secrets.read(id, signal);
  if (secret.kind !== 'read') throw new Failure(`The secret of "${id}" cannot be used: ${whyUnread(secret)}.`);
  return secret.secrets;
}

function keyIn({ storeApi }: StoreSecrets, id: string): StoreApiCredentials {
  if (storeApi !== undefined) return storeApi;
  const next = `Make a key in the shop, and: npm run secret -- ${id} --stage <stage> --change store-api`;
  throw new Failure(`The secret of "${id}" holds no key of the shop's API.\n${next}`);
}

/** With what is new, the ledger's index of customers is written, too. */
function ledgerWith({ services, place }: Connection, store: Store, secrets: StoreSecrets): Ledger {
  const { dynamoDb: client, tableName, region } = services;
  const known = (id: string) => (id === store.id ? secrets : null);
  const ledger = createDynamoDbLedger({ client, tableName, digestOf: digestOf({ known }) });
  return located(ledger, { what: `The table ${tableName} in ${region}`, of: place });
}

/** Every page, with patience for a shop that is busy, and smaller ones for one that is weak. */
async function* pagesOf(
  store: Store,
  credentials: StoreApiCredentials,
  { sinceMs, resume }: Options,
  deadline: Deadline,
): AsyncGenerator<OrdersPage> {
  const api = storeApis(Date.now)[store.platform];
  let start: PageStart = resume === undefined ? { sinceMs } : { resume };
  let size = MAX_PAGE_SIZE;
  let tries = 0;
  for (;;) {
    const page = await api.changedOrders(store as never, credentials, { start, size }, deadline.signal);
    if (page.kind === 'page') {
      tries = 0;
      yield page;
      if (page.resume === null) return;
      start = { resume: page.resume };
      continue;
    }
    tries += 1;
    const pauseMs = Math.max(page.retryAfterMs ?? 0, FIRST_PAUSE_MS * 2 ** (tries - 1));
    const isHopeless = page.kind === 'refused' || page.kind === 'unsupported' || pauseMs > MAX_PATIENCE_MS;
    if (isHopeless || tries >= TRIES) throw new Failure(`The shop of "${store.id}": ${page.because}.${goOn(start)}`);
    if (page.kind === 'failed') size = Math.max(MIN_PAGE_SIZE, Math.floor(size / 2));
    complain(shown`${page.because}; trying again in ${Math.ceil(pauseMs / 1_000)} s`);
    await wait(pauseMs, deadline);
  }
}

function goOn(start: PageStart): string {
  return 'resume' in start ? `\nWhat was told is done; go on with --resume ${start.resume}` : '';
}

/** Bodies that nobody can read are told, and not parked: somebody may have dismissed them. */
async function recorded(
  dependencies: Parameters<typeof recordPage>[0],
  store: Store,
  page: OrdersPage,
  storeUntilMs: number,
  deadline: Deadline,
): Promise<OrderCounts> {
  const window = { storeUntilMs, parkAfterMs: Number.POSITIVE_INFINITY };
  const done = await recordPage(dependencies, store, page, window, deadline);
  if (done === null)
    throw new Failure('The ledger did not take an order. Call it again: what is recorded stays as it is.');
  return done.counts;
}

function tell({ store, order, lateMs, news, points }: EventOf<'orderFound'>, { json, apply }: Options): void {
  const line = { order: `${store}/${order}`, news, points, lateMs, written: apply };
  print(
    json
      ? JSON.stringify(line)
      : shown`${line.order}  ${signed(points)}  changed ${inTime(lateMs)} ago, and no webhook told`,
  );
}

function inTime(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2_880 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1_440)} days`;
}

function conclude({ read, found, moved, unreadable }: OrderCounts, points: number, { json, apply }: Options): void {
  if (unreadable > 0) {
    complain(`${unreadable} orders cannot be read, or are of another shop: a person has to look at them in the shop`);
    process.exitCode = 1;
  }
  if (found > 0 && !apply) process.exitCode = 1;
  if (json) return;
  print(`Orders: ${read} read, ${found} lack something here; ${moved} change points, together ${signed(points)}.`);
  if (found > 0 && !apply) print('Nothing was written; --apply does it.');
}
