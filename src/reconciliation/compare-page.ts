import type { Facts } from '../domain/order-facts.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import { type News, newsIn, pointsMoved } from '../domain/reconciliation/news.ts';
import type { Store } from '../domain/store.ts';
import type { FetchedOrder, OrdersPage } from '../ports/store-api.ts';
import { nothingKnown, planFacts } from '../posting/plan-facts.ts';
import type { Deadline } from '../shared/deadline.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';
import { bodyHash } from '../webhooks/body-hash.ts';
import { addCounts, NO_ORDERS, type OrderCounts, type RecordingDependencies } from './record-page.ts';

type Dependencies = Pick<RecordingDependencies, 'ledger' | 'platforms'>;

/** An order of the store's, beside what the ledger knows of it. */
export interface ComparedOrder {
  readonly fetched: FetchedOrder;
  readonly known: OrderRecord;
  /** What recording it would make of it. */
  readonly planned: OrderRecord;
  readonly news: News;
  /** By how much its points change by it. */
  readonly points: number;
  /** By the store's clock. */
  readonly changedAtMs: number;
  readonly lateMs: number;
}

export interface ComparedPage {
  readonly counts: OrderCounts;
  /** Those that can be read, in the order of the page. */
  readonly orders: readonly ComparedOrder[];
}

/** Orders read from the ledger at a time. */
const AT_ONCE = 8;

/**
 * Compares a page's orders with the ledger, and says what recording them would change; writes nothing. Rejects when the ledger cannot be
 * reached.
 */
export async function comparePage(
  dependencies: Dependencies,
  store: Store,
  page: OrdersPage,
  storeUntilMs: number,
  deadline: Deadline,
): Promise<ComparedPage> {
  const taken = page.orders.filter(({ changedAtMs }) => changedAtMs === null || changedAtMs <= storeUntilMs);
  const compared = new Map<FetchedOrder, ComparedOrder>();
  let counts = NO_ORDERS;
  await inParallel(taken, AT_ONCE, async (fetched) => {
    const one = await compareOrder(dependencies, store, page, fetched, deadline);
    counts = addCounts(counts, countOf(one));
    if (typeof one !== 'string') compared.set(fetched, one);
  });
  return { counts, orders: taken.flatMap((fetched) => compared.get(fetched) ?? []) };
}

async function compareOrder(
  { ledger, platforms }: Dependencies,
  store: Store,
  { askedAtMs, storeNowMs }: OrdersPage,
  fetched: FetchedOrder,
  deadline: Deadline,
): Promise<ComparedOrder | 'skipped' | 'unreadable'> {
  const { rawBody, changedAtMs } = fetched;
  const parsed = parseLosslessJson(rawBody);
  const body = { payload: parsed.ok ? parsed.value : null, bodyHash: bodyHash(rawBody), topic: null };
  const read = await platforms[store.platform].read({ ...body, receivedAtMs: askedAtMs, store }, deadline);
  if (read.kind === 'nothing' || read.kind === 'skipped') return 'skipped';
  if (read.kind !== 'facts') return 'unreadable';
  const key = { store: store.id, order: read.facts.order };
  const known = (await ledger.load(key, deadline.signal))?.record ?? nothingKnown(key);
  const planned = plannedFrom(known, store, read.facts, deadline);
  if (planned === null) return 'unreadable';
  return {
    fetched,
    known,
    planned,
    news: newsIn(known, planned),
    points: pointsMoved(known, planned),
    changedAtMs: changedAtMs ?? storeNowMs,
    lateMs: storeNowMs - (changedAtMs ?? storeNowMs),
  };
}

function countOf(one: ComparedOrder | 'skipped' | 'unreadable'): OrderCounts {
  if (one === 'unreadable') return { ...NO_ORDERS, read: 1, unreadable: 1 };
  if (one === 'skipped' || one.news === 'nothing') return { ...NO_ORDERS, read: 1 };
  return { read: 1, found: 1, moved: one.news === 'points' ? 1 : 0, unreadable: 0 };
}

/** `null` for facts of another order with the same number. */
function plannedFrom(known: OrderRecord, store: Store, facts: Facts, { now }: Deadline): OrderRecord | null {
  const plan = planFacts(known, store, facts, now());
  return plan === 'otherOrder' ? null : plan.planned;
}
