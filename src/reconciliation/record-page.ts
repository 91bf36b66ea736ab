import { nextStep } from '../domain/next-step.ts';
import type { OrderKey } from '../domain/order-record.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import { newsIn, pointsMoved } from '../domain/reconciliation/news.ts';
import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { PostingQueue } from '../ports/posting-queue.ts';
import type { FetchedOrder, OrdersPage } from '../ports/store-api.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Deadline } from '../shared/deadline.ts';
import { inParallel } from '../shared/in-parallel.ts';
import { parkBody } from '../webhooks/park-delivery.ts';
import { type RecordedBody, recordBody } from '../webhooks/record-body.ts';

export interface RecordingDependencies {
  readonly ledger: Ledger;
  readonly queue: PostingQueue;
  readonly platforms: Readonly<Record<Store['platform'], Platform>>;
  readonly emit: Emit;
}

/** What the orders of some pages came to. */
export interface OrderCounts {
  /** Orders that were compared with the ledger. */
  readonly read: number;
  /** Of these, orders of which the ledger lacked something. */
  readonly found: number;
  /** Of these, orders whose points change by it. */
  readonly moved: number;
  /** Orders that a person has to look at; nothing of them is recorded. */
  readonly unreadable: number;
}

export const NO_ORDERS: OrderCounts = { read: 0, found: 0, moved: 0, unreadable: 0 };

export function addCounts(one: OrderCounts, other: OrderCounts): OrderCounts {
  return {
    read: one.read + other.read,
    found: one.found + other.found,
    moved: one.moved + other.moved,
    unreadable: one.unreadable + other.unreadable,
  };
}

/** Which orders of a page are taken, by the store's clock. */
export interface Window {
  /** Later changes are left to their webhooks. */
  readonly storeUntilMs: number;
  /** Bodies of later changes are parked where nobody can read them. Others were seen before: a person may have dismissed them since. */
  readonly parkAfterMs: number;
}

export interface RecordedPage {
  readonly counts: OrderCounts;
  /** The newest change that was taken; `null` without one. */
  readonly throughMs: number | null;
  /** Nothing behind this page belongs to the window. */
  readonly isLast: boolean;
}

/** Orders recorded at a time. */
const AT_ONCE = 8;

/**
 * Records a page's orders as webhooks are recorded, and queues those that have an entry to post. `null`: the ledger did not take all of
 * them, and the page has to be read again. Never rejects.
 */
export async function recordPage(
  dependencies: RecordingDependencies,
  store: Store,
  page: OrdersPage,
  window: Window,
  deadline: Deadline,
): Promise<RecordedPage | null> {
  const taken = page.orders.filter(({ changedAtMs }) => changedAtMs === null || changedAtMs <= window.storeUntilMs);
  const ready: OrderKey[] = [];
  let counts = NO_ORDERS;
  let isComplete = true;
  await inParallel(taken, AT_ONCE, async (fetched) => {
    const made = isComplete ? await recordOrder(dependencies, store, page, fetched, window, deadline) : null;
    if (made === null) isComplete = false;
    else {
      counts = addCounts(counts, made.counts);
      if (made.ready !== null) ready.push(made.ready);
    }
  });
  await queueAll(dependencies, ready, deadline);
  if (!isComplete) return null;
  return {
    counts,
    throughMs: taken.reduce<number | null>((latest, { changedAtMs }) => later(latest, changedAtMs), null),
    isLast: page.resume === null || isBehind(page, window.storeUntilMs),
  };
}

/**
 * Whether no order of a page was changed by then. One order that was changed later says nothing of the next page: it may have been changed
 * while the page was made, and stand where it stood before.
 */
export function isBehind({ orders }: OrdersPage, storeUntilMs: number): boolean {
  return orders.length > 0 && orders.every(({ changedAtMs }) => changedAtMs !== null && changedAtMs > storeUntilMs);
}

async function recordOrder(
  dependencies: RecordingDependencies,
  store: Store,
  { askedAtMs, storeNowMs }: OrdersPage,
  { rawBody, changedAtMs }: FetchedOrder,
  { parkAfterMs }: Window,
  deadline: Deadline,
): Promise<{ readonly counts: OrderCounts; readonly ready: OrderKey | null } | null> {
  const body = { topic: null, receivedAtMs: askedAtMs, rawBody };
  const made = await recordBody(dependencies, dependencies.platforms[store.platform], store, body, deadline, null);
  switch (made.kind) {
    case 'done':
      return isUnrecorded(made.outcome) ? null : { counts: { ...NO_ORDERS, read: 1 }, ready: null };
    case 'recorded':
      return tell(dependencies.emit, store, made, storeNowMs - (changedAtMs ?? storeNowMs), deadline);
    case 'toPark':
    case 'otherShop': {
      const counts = { ...NO_ORDERS, read: 1, unreadable: 1 };
      if (changedAtMs !== null && changedAtMs <= parkAfterMs) return { counts, ready: null };
      const { outcome } = await parkBody(dependencies, store.id, body, made, deadline);
      if (isUnrecorded(outcome)) return null;
      dependencies.emit({ kind: 'orderSettled', store: store.id, tookMs: 0, outcome });
      return { counts, ready: null };
    }
    default:
      return made satisfies never;
  }
}

function tell(emit: Emit, store: Store, { order, recorded }: RecordedBody, lateMs: number, deadline: Deadline) {
  const { before, changed, current } = recorded;
  const news = newsIn(before, current.record);
  if (news !== 'nothing') {
    emit({ kind: 'orderFound', store: store.id, order, lateMs, news, points: pointsMoved(before, current.record) });
  }
  const step = nextStep(current.record, deadline.now());
  const isReady = changed && (step.kind === 'attempt' || step.kind === 'plan');
  const counts = { read: 1, found: news === 'nothing' ? 0 : 1, moved: news === 'points' ? 1 : 0, unreadable: 0 };
  return { counts, ready: isReady ? current.record.key : null };
}

async function queueAll({ queue, emit }: RecordingDependencies, keys: readonly OrderKey[], deadline: Deadline) {
  if (keys.length === 0) return;
  try {
    const { failed } = await queue.send(keys, 0, deadline.signal);
    if (failed.length > 0) throw new Error('the queue did not take all messages');
  } catch (error) {
    emit({ kind: 'warning', message: 'could not be queued; the sweep will find it', error });
  }
}

function isUnrecorded({ kind }: { readonly kind: keyof typeof outcomeTable }): boolean {
  return outcomeTable[kind].disposition === 'unrecorded';
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
