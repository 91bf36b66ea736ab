import type { Store } from '../configuration/store.ts';
import { beginAttempt, concludeAttempt, priorAttempts } from '../ledger/attempt.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Ledger, Versioned } from '../ledger/ledger.ts';
import { type NextStep, nextStep } from '../ledger/next-step.ts';
import type { OrderRecord } from '../ledger/order-record.ts';
import { planEntries } from '../ledger/plan-entries.ts';
import type { RetryPolicy } from '../ledger/retry-delay.ts';
import type { ReplyResult } from '../points-api/reply-result.ts';
import { remainingMs, type Work } from '../time/work.ts';
import { type Account, openAccount, postEntry } from './post-entry.ts';

export interface SettleDependencies extends Account {
  readonly ledger: Ledger;
  readonly retry: RetryPolicy;
}

/** Why a run ended. After `outOfTime` and `blocked` the next entry is due and left for a later run. */
export type Stop =
  | Exclude<NextStep, { kind: 'attempt' }>
  | { readonly kind: 'outOfTime' }
  | { readonly kind: 'blocked'; readonly because: string };

/** How far one run of settling came. */
export interface SettleRun {
  readonly record: OrderRecord;
  readonly stop: Stop;
  /** What this run's attempts came to, by entry number. */
  readonly results: ReadonlyMap<number, ReplyResult>;
}

/** Longer than all the calls of one attempt together; after it, another worker may try the entry with the same key. */
const LEASE_MS = 60_000;
/** Less than this is not worth beginning an attempt: its answer could hardly be written down. */
const LEAST_TIME_MS = 800;

/**
 * Posts an order's pending entries to the points API, in order, one at a time, until the order is settled, has to wait,
 * or the time runs out. Each attempt is marked in the ledger before its call; a run that dies in between is continued
 * by any later one with the same change key. Rejects when the ledger cannot be reached.
 */
export async function settleOrder(
  dependencies: SettleDependencies,
  store: Store,
  start: Versioned,
  work: Work,
): Promise<SettleRun> {
  const { ledger } = dependencies;
  const results = new Map<number, ReplyResult>();
  let current = start;
  for (;;) {
    const step = nextStep(current.record, work.now());
    if (step.kind !== 'attempt') return { record: current.record, stop: step, results };
    if (remainingMs(work) < LEAST_TIME_MS) return { record: current.record, stop: { kind: 'outOfTime' }, results };

    const opened = await openAccount(dependencies, store, work);
    if (opened.kind === 'closed') {
      return { record: current.record, stop: { kind: 'blocked', because: opened.because }, results };
    }
    const begun = beginAttempt(step.entry, work.now(), LEASE_MS);
    const marked = withEntry(current.record, begun);
    if ((await ledger.save(marked, current.version, work.signal)) === 'conflict') {
      current = await reload(ledger, current, work);
      continue;
    }
    const prior = priorAttempts(step.entry);
    const result = await postEntry(dependencies, opened, { store, record: marked, entry: begun, prior }, work);
    results.set(begun.number, result);
    current = await conclude(
      dependencies,
      store,
      { record: marked, version: current.version + 1 },
      begun,
      result,
      work,
    );
  }
}

/** Writes an answer down and plans again, on the newest record: others may have recorded facts meanwhile. */
async function conclude(
  { ledger, retry }: SettleDependencies,
  store: Store,
  before: Versioned,
  begun: Entry,
  result: ReplyResult,
  work: Work,
): Promise<Versioned> {
  let current = before;
  for (;;) {
    const entry = entryOf(current.record, begun.number);
    const policy = { onUnknownCustomer: store.onUnknownCustomer, retry };
    const concluded = withEntry(
      current.record,
      concludeAttempt(entry, { number: begun.attempts, result }, policy, work.now()),
    );
    const record = planEntries(concluded, store, work.now());
    if ((await ledger.save(record, current.version, work.signal)) === 'saved') {
      return { record, version: current.version + 1 };
    }
    current = await reload(ledger, current, work);
  }
}

async function reload(ledger: Ledger, stale: Versioned, work: Work): Promise<Versioned> {
  work.signal.throwIfAborted();
  const loaded = await ledger.load(stale.record.key, work.signal);
  if (loaded === null) throw new Error('the order vanished from the ledger');
  return loaded;
}

function entryOf(record: OrderRecord, number: number): Entry {
  const entry = record.entries.find((candidate) => candidate.number === number);
  if (entry === undefined) throw new Error('the entry vanished from the ledger');
  return entry;
}

function withEntry(record: OrderRecord, entry: Entry): OrderRecord {
  return { ...record, entries: record.entries.map((other) => (other.number === entry.number ? entry : other)) };
}
