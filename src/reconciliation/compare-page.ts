import type { Facts } from '../domain/order-facts.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import { newsIn, pointsMoved } from '../domain/reconciliation/news.ts';
import type { Store } from '../domain/store.ts';
import type { FetchedOrder, OrdersPage } from '../ports/store-api.ts';
import { nothingKnown, planFacts } from '../posting/plan-facts.ts';
import type { Deadline } from '../shared/deadline.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';
import { bodyHash } from '../webhooks/body-hash.ts';
import { addCounts, NO_ORDERS, type OrderCounts, type RecordingDependencies } from './record-page.ts';

type Dependencies = Pick<RecordingDependencies, 'ledger' | 'platforms' | 'emit'>;

/** Orders read from the ledger at a time. */
const AT_ONCE = 8;

/**
 * Compares a page's orders with the ledger, and tells what recording them would change; writes nothing. Rejects when the ledger cannot be
 * reached.
 */
export async function comparePage(
  dependencies: Dependencies,
  store: Store,
  page: OrdersPage,
  storeUntilMs: number,
  deadline: Deadline,
): Promise<OrderCounts> {
  const taken = page.orders.filter(({ changedAtMs }) => changedAtMs === null || changedAtMs <= storeUntilMs);
  let counts = NO_ORDERS;
  await inParallel(taken, AT_ONCE, async (fetched) => {
    const compared = await compareOrder(dependencies, store, page, fetched, deadline);
    counts = addCounts(counts, compared);
  });
  return counts;
}

async function compareOrder(
  { ledger, platforms, emit }: Dependencies,
  store: Store,
  { askedAtMs, storeNowMs }: OrdersPage,
  { rawBody, changedAtMs }: FetchedOrder,
  deadline: Deadline,
): Promise<OrderCounts> {
  const parsed = parseLosslessJson(rawBody);
  const body = { payload: parsed.ok ? parsed.value : null, bodyHash: bodyHash(rawBody), topic: null };
  const read = await platforms[store.platform].read({ ...body, receivedAtMs: askedAtMs, store }, deadline);
  if (read.kind === 'nothing' || read.kind === 'skipped') return { ...NO_ORDERS, read: 1 };
  if (read.kind !== 'facts') return { ...NO_ORDERS, read: 1, unreadable: 1 };
  const key = { store: store.id, order: read.facts.order };
  const known = (await ledger.load(key, deadline.signal))?.record ?? nothingKnown(key);
  const planned = plannedFrom(known, store, read.facts, deadline);
  if (planned === null) return { ...NO_ORDERS, read: 1, unreadable: 1 };
  const news = newsIn(known, planned);
  if (news === 'nothing') return { ...NO_ORDERS, read: 1 };
  const lateMs = storeNowMs - (changedAtMs ?? storeNowMs);
  emit({ kind: 'orderFound', store: store.id, order: key.order, lateMs, news, points: pointsMoved(known, planned) });
  return { read: 1, found: 1, moved: news === 'points' ? 1 : 0, unreadable: 0 };
}

/** `null` for facts of another order with the same number. */
function plannedFrom(known: OrderRecord, store: Store, facts: Facts, { now }: Deadline): OrderRecord | null {
  const plan = planFacts(known, store, facts, now());
  return plan === 'otherOrder' ? null : plan.planned;
}
