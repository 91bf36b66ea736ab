import type { RecordKey } from '../domain/record.ts';
import type { Ledger } from '../ports/ledger.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import type { PostingQueue } from '../ports/posting-queue.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';

export interface SweepDependencies {
  readonly ledger: Ledger;
  readonly queue: PostingQueue;
}

export interface Sweep {
  /** Orders put into the queue. */
  readonly queued: number;
  /** Orders that the queue did not take; the next sweep finds them. */
  readonly failed: number;
  /** Ready items that this version cannot read. */
  readonly unreadable: number;
  /** False when the time ran out first; the next sweep continues. */
  readonly complete: boolean;
  /** How long the longest-waiting order has been ready, in milliseconds, counted over lost messages; 0 when none is. */
  readonly overdueMs: number;
}

/** How long a queued order is hidden from the sweep. Should its message be lost, a later sweep queues it again. */
const HIDDEN_FOR_MS = 900_000;

/** Queues the orders whose next attempt is ready, page by page, for as long as there is time. */
export async function sweep({ ledger, queue }: SweepDependencies, deadline: Deadline): Promise<Sweep> {
  let queued = 0;
  let failed = 0;
  let unreadable = 0;
  let overdueMs = 0;
  let page: string | null = null;
  do {
    if (remainingMs(deadline) < TIME.leastForSweepPage)
      return { queued, failed, unreadable, complete: false, overdueMs };
    const nowMs = deadline.now();
    const ready = await ledger.ready(nowMs, page, deadline.signal);
    const sent = await queueAll(queue, ready.keys, deadline);
    const hidden = { nowMs, untilMs: nowMs + HIDDEN_FOR_MS };
    const sinceMs = await Promise.all(
      sent.map((key) => ledger.hideUntil(key, hidden, deadline.signal).catch(unlessUnreachable)),
    );
    overdueMs = Math.max(overdueMs, ...[ready.oldestAtMs, ...sinceMs].map((atMs) => nowMs - (atMs ?? nowMs)));
    queued += sent.length;
    failed += ready.keys.length - sent.length;
    unreadable += ready.unreadable;
    page = ready.next;
  } while (page !== null);
  return { queued, failed, unreadable, complete: true, overdueMs };
}

/** An item that cannot be hidden is queued again by the next sweep, and holds up no others. */
function unlessUnreachable(error: unknown): null {
  if (error instanceof LedgerUnreachable) throw error;
  return null;
}

async function queueAll(
  queue: PostingQueue,
  keys: readonly RecordKey[],
  deadline: Deadline,
): Promise<readonly RecordKey[]> {
  if (keys.length === 0) return [];
  const { failed } = await queue.send(keys, 0, deadline.signal);
  return keys.filter((key) => !failed.includes(key));
}
