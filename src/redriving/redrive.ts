import { redriven } from '../ledger/attempt.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { listedAs } from '../ledger/next-step.ts';
import { type OrderKey, withEntry } from '../ledger/order-record.ts';
import type { Parked } from '../ledger/parked-shelf.ts';
import type { SettleQueue } from '../queue/settle-queue.ts';
import type { Work } from '../time/work.ts';

export interface RedriveDependencies {
  readonly ledger: Ledger;
  readonly queue: SettleQueue;
}

/** What sending something parked through again comes to, as far as can be told beforehand. */
export type Foreseen =
  | { readonly kind: 'wouldRedrive'; readonly key: OrderKey }
  | { readonly kind: 'leftParked'; readonly because: string };

/** What it came to; the points follow when the order is settled from the queue. */
export type Redriven =
  | { readonly kind: 'redriven' }
  /** Somebody else was faster. */
  | { readonly kind: 'parkedNoLonger' }
  | Extract<Foreseen, { kind: 'leftParked' }>;

/**
 * Changes nothing. Only entries can be sent through again: reading a body anew would pin whatever rules the reader has at
 * hand, and could overtake what the shop has said since.
 */
export function foresee(parked: Parked, nowMs: number): Foreseen {
  if (parked.kind === 'illegible') return leftParked('this Ponte cannot read the item');
  if (parked.kind === 'delivery') return leftParked('a body is not read twice; let the shop send the order again');
  if (redriven(parked.entry, nowMs) === null) return leftParked('no attempt can come out otherwise');
  return { kind: 'wouldRedrive', key: parked.record.key };
}

/**
 * Sends a parked order through again, under the change key that it has: doing it twice changes nothing.
 * Rejects when ledger or queue cannot be reached; the order is then parked still, or the sweep finds it.
 */
export async function redrive({ ledger, queue }: RedriveDependencies, key: OrderKey, work: Work): Promise<Redriven> {
  for (;;) {
    const loaded = await ledger.load(key, work.signal);
    const listed = loaded && listedAs(loaded.record);
    if (loaded === null || listed === null) return { kind: 'parkedNoLonger' };
    const again = redriven(listed.entry, work.now());
    if (again === null) return leftParked('no attempt can come out otherwise');
    if ((await ledger.save(withEntry(loaded.record, again), loaded.version, work.signal)) === 'conflict') continue;
    await queue.send([key], 0, work.signal);
    return { kind: 'redriven' };
  }
}

function leftParked(because: string) {
  return { kind: 'leftParked', because } as const;
}
