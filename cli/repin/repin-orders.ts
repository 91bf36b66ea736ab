import { isOpen } from '../../src/domain/entry.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { type Repinned, repinned } from '../../src/domain/repin.ts';
import type { Store } from '../../src/domain/store.ts';
import { claimOf } from '../../src/domain/target-points.ts';
import { type Ledger, slotOf } from '../../src/ports/ledger.ts';
import type { PostingQueue } from '../../src/ports/posting-queue.ts';
import { update } from '../../src/shared/optimistic-update.ts';

export interface RepinDependencies {
  readonly ledger: Ledger;
  readonly queue: PostingQueue;
  readonly now: () => number;
}

/** Which orders are asked for: those that were paid in this time. */
export interface RepinChoice {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly store?: string;
  /** False: nothing is written. */
  readonly apply: boolean;
}

/** What becomes of each order that is asked for, by the rules of these stores. */
export async function* repinOrders(
  dependencies: RepinDependencies,
  orders: AsyncIterable<OrderRecord> | Iterable<OrderRecord>,
  stores: ReadonlyMap<string, Store>,
  choice: RepinChoice,
  signal: AbortSignal,
): AsyncGenerator<{ readonly before: OrderRecord; readonly result: Repinned }> {
  for await (const before of orders) {
    const store = stores.get(before.key.store);
    if (store === undefined || !isAsked(before, choice)) continue;
    const found = repinned(before, store, dependencies.now());
    const isWritten = choice.apply && found.kind === 'repinned';
    yield { before, result: isWritten ? await write(dependencies, before, store, signal) : found };
  }
}

function isAsked({ key, facts }: OrderRecord, { sinceMs, untilMs, store }: RepinChoice): boolean {
  const paidAtMs = claimOf(facts)?.paidAtMs ?? Number.NaN;
  return paidAtMs >= sinceMs && paidAtMs < untilMs && (store === undefined || store === key.store);
}

/** On the order as it is by now, and then into the queue; what is not queued is found by the sweep. */
async function write(
  { ledger, queue, now }: RepinDependencies,
  { key }: OrderRecord,
  store: Store,
  signal: AbortSignal,
): Promise<Repinned> {
  const { result } = await update<OrderRecord, Repinned>(
    slotOf(ledger, key),
    (record) => {
      const found: Repinned = record === null ? { kind: 'kept', because: 'noClaim' } : repinned(record, store, now());
      return found.kind === 'repinned' ? { save: found.record, result: found } : { result: found };
    },
    signal,
  );
  if (result.kind === 'repinned' && result.record.entries.some(isOpen)) await queue.send([key], 0, signal);
  return result;
}
