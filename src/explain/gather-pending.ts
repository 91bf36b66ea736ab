import type { RecordKey } from '../domain/record.ts';
import type { RetryPolicy } from '../domain/retry-policy.ts';
import type { Store } from '../domain/store.ts';
import type { Ledger } from '../ports/ledger.ts';
import { explainPending, type PendingLine } from './explain-pending.ts';

/** Later than anything waits until, and exact as a number. */
const ALL_MS = 8_640_000_000_000_000;

/** What waits in the ledger. */
export interface Pending {
  /** The next first; what nobody can tell the time of, before it. */
  readonly lines: readonly PendingLine[];
  /** Records that this version cannot read. */
  readonly illegible: number;
  /** More wait than were asked for. */
  readonly isMore: boolean;
}

interface PendingOptions {
  readonly retry: RetryPolicy;
  readonly most: number;
  readonly stores: readonly Store[];
  /** Change keys are with their customers. */
  readonly personal?: boolean;
}

/** Everything that waits for its time, by the index of pending entries: `most` records at most. Rejects as the ledger does. */
export async function gatherPending(
  ledger: Pick<Ledger, 'ready' | 'load'>,
  { retry, most, stores, personal = false }: PendingOptions,
  nowMs: number,
  signal: AbortSignal,
): Promise<Pending> {
  const lines: PendingLine[] = [];
  const inShadow = new Set(stores.filter(({ shadow }) => shadow).map(({ id }) => id));
  let illegible = 0;
  let page: string | null = null;
  do {
    const read = await ledger.ready(ALL_MS, page, signal);
    illegible += read.unreadable;
    for (const key of read.keys) {
      if (lines.length >= most) return { lines: lines.toSorted(byTime), illegible, isMore: true };
      const line = await lineOf(key);
      if (line === 'illegible') illegible += 1;
      else if (line !== null) lines.push(line);
    }
    page = read.next;
  } while (page !== null);
  return { lines: lines.toSorted(byTime), illegible, isMore: false };

  async function lineOf(key: RecordKey): Promise<PendingLine | 'illegible' | null> {
    try {
      const found = await ledger.load(key, signal, 'eventual');
      const isInShadow = inShadow.has(key.store);
      return found && explainPending(found.record, { retry, isInShadow, personal }, nowMs);
    } catch (error) {
      // An item that cannot be read is a `TypeError`; what cannot be reached is not.
      if (error instanceof TypeError) return 'illegible';
      throw error;
    }
  }
}

/** ISO 8601 in UTC sorts as text. */
function byTime(one: PendingLine, other: PendingLine): number {
  const [first, second] = [one.until ?? '', other.until ?? ''];
  if (first === second) return one.id < other.id ? -1 : 1;
  return first < second ? -1 : 1;
}
