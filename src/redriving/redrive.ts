import type { Store } from '../configuration/store.ts';
import { redriven } from '../ledger/attempt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { parkedEntry } from '../ledger/next-step.ts';
import { type OrderKey, withEntry } from '../ledger/order-record.ts';
import type { Parked, ParkedShelf } from '../ledger/parked-shelf.ts';
import type { Facts } from '../orders/order-facts.ts';
import type { SettleQueue } from '../queue/settle-queue.ts';
import { parseJson } from '../receiving/parse-json.ts';
import type { Platform } from '../receiving/platform.ts';
import { recordFacts } from '../settling/record-facts.ts';
import type { Work } from '../time/work.ts';

export interface RedriveDependencies {
  readonly ledger: Ledger;
  readonly shelf: ParkedShelf;
  readonly queue: SettleQueue;
  readonly stores: readonly Store[];
  readonly platforms: readonly Platform[];
}

/** What sending something parked through again would come to, as far as can be told beforehand. */
export type Foreseen =
  | { readonly kind: 'order'; readonly key: OrderKey }
  | { readonly kind: 'facts'; readonly store: Store; readonly facts: Facts }
  /** Nothing of it was an order's; it needs nobody any more. */
  | { readonly kind: 'cleared'; readonly because: string }
  | { readonly kind: 'leftParked'; readonly because: string };

/** What it came to; the points follow when the order is settled from the queue. */
export type Redriven = { readonly kind: 'redriven'; readonly order: string } | Extract<Foreseen, { because: string }>;

/** Changes nothing. A delivery was verified before it was parked; only what is read of it may be different now. */
export function foresee(
  { stores, platforms }: Pick<RedriveDependencies, 'stores' | 'platforms'>,
  parked: Parked,
  nowMs: number,
): Foreseen {
  if (parked.kind === 'order') {
    return redriven(parked.entry, nowMs) === null
      ? leftParked('no attempt can come out otherwise')
      : { kind: 'order', key: parked.record.key };
  }
  const { store: storeId, body: rawBody, topic } = parked.delivery;
  const store = stores.find(({ id }) => id === storeId);
  const platform = platforms.find(({ name }) => name === store?.platform);
  if (store === undefined || platform === undefined) return leftParked('the store is not in ponte.config.ts');
  const parsed = parseJson(rawBody);
  if (!parsed.ok) return leftParked('the body is not JSON');
  const read = platform.interpret({ payload: parsed.value, rawBody, topic, store });
  if (read.kind === 'facts') return { kind: 'facts', store, facts: read.facts };
  return read.kind === 'unreadable' ? leftParked(read.because) : cleared('it says nothing of points');
}

/**
 * Sends one parked thing through again. Doing it twice changes nothing: an entry keeps its key, and facts are merged.
 * Rejects when ledger or queue cannot be reached; what was parked is then parked still, or found by the sweep.
 */
export async function redrive(dependencies: RedriveDependencies, parked: Parked, work: Work): Promise<Redriven> {
  const { ledger, shelf, queue } = dependencies;
  const foreseen = foresee(dependencies, parked, work.now());
  if (foreseen.kind === 'order') return await redriveOrder(dependencies, foreseen.key, work);
  if (foreseen.kind === 'leftParked') return foreseen;
  if (foreseen.kind === 'facts') {
    const { current } = await recordFacts(ledger, foreseen.store, foreseen.facts, work);
    await queue.send([current.record.key], 0, work.signal);
  }
  if (parked.kind === 'delivery') await shelf.remove(parked.delivery, work.signal);
  return foreseen.kind === 'facts' ? { kind: 'redriven', order: foreseen.facts.order } : foreseen;
}

async function redriveOrder({ ledger, queue }: RedriveDependencies, key: OrderKey, work: Work): Promise<Redriven> {
  for (;;) {
    const loaded = await ledger.load(key, work.signal);
    const entry = loaded && parkedEntry(loaded.record);
    if (loaded === null || entry === null) return cleared('it is parked no longer');
    const again = redriven(entry, work.now());
    if (again === null) return leftParked('no attempt can come out otherwise');
    if ((await ledger.save(withEntry(loaded.record, again), loaded.version, work.signal)) === 'conflict') continue;
    await queue.send([key], 0, work.signal);
    return { kind: 'redriven', order: key.order };
  }
}

function cleared(because: string) {
  return { kind: 'cleared', because } as const;
}

function leftParked(because: string) {
  return { kind: 'leftParked', because } as const;
}
