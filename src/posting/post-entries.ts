import { beginAttempt, concludeAttempt, postponed, priorAttempts } from '../domain/attempt.ts';
import type { Entry } from '../domain/entry.ts';
import { type NextStep, nextStep } from '../domain/next-step.ts';
import { reversePartially } from '../domain/partial-reversal.ts';
import { planAgain } from '../domain/plan-again.ts';
import type { PostResult } from '../domain/post-result.ts';
import { type LedgerRecord, withEntry } from '../domain/record.ts';
import { type RetryPolicy, shareOf } from '../domain/retry-policy.ts';
import type { Store } from '../domain/store.ts';
import type { Ledger, Versioned } from '../ports/ledger.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import { type Account, attemptEntry, type OpenedAccount, openAccount } from './attempt-entry.ts';

export interface PostingDependencies extends Account {
  readonly ledger: Ledger;
  readonly retry: RetryPolicy;
  /** A name that no other attempt has. */
  readonly newLeaseHolder: () => string;
}

/** Why a run ended. After all but the first three the next entry is due, or may be, and left for a later run. */
export type Stop =
  | Exclude<NextStep, { kind: 'attempt' | 'plan' }>
  | { readonly kind: 'outOfTime' }
  /** The ledger failed: what this run did last may or may not be in it. */
  | { readonly kind: 'interrupted' }
  /** `untilMs` is null when this run did not write it down. */
  | { readonly kind: 'blocked'; readonly because: string; readonly untilMs: number | null };

/** How far one run of settling came. */
export interface PostingRun<Kind extends LedgerRecord = LedgerRecord> {
  readonly record: Kind;
  readonly stop: Stop;
  /** What this run's attempts came to, by entry number. */
  readonly results: ReadonlyMap<number, PostResult>;
}

/** Longer than all the calls of one attempt together; after it, another worker may try the entry with the same key. */
export const LEASE_MS = 60_000;
/** Less than this is not worth beginning an attempt: its answer could hardly be written down. */
export const MIN_TIME_MS = 800;
/** Should marking have taken so long that less than this is left, the mark is taken back: no call was made. */
const MIN_CALL_MS = 600;

/**
 * Posts a record's pending entries to the points API, in order, one at a time, until it is settled, has to wait,
 * or the time runs out. Each attempt is marked in the ledger before its call; a run that dies in between is continued
 * by any later one with the same change key. Rejects when the ledger cannot be reached.
 */
export async function postEntries<Kind extends LedgerRecord>(
  dependencies: PostingDependencies,
  store: Store,
  start: Versioned<Kind>,
  deadline: Deadline,
): Promise<PostingRun<Kind>> {
  const { ledger } = dependencies;
  const results = new Map<number, PostResult>();
  let current = start;
  for (;;) {
    const step = nextStep(current.record, deadline.now());
    if (step.kind === 'plan') {
      current = await planNow(ledger, store, current, deadline);
      continue;
    }
    if (step.kind !== 'attempt') return { record: current.record, stop: step, results };
    if (remainingMs(deadline) < MIN_TIME_MS) return { record: current.record, stop: { kind: 'outOfTime' }, results };

    const opened = await openAccount(dependencies, store, deadline);
    if (opened.kind === 'refused') return await blocked(ledger, current, step.entry, opened, results, deadline);

    const lease = { holder: dependencies.newLeaseHolder(), untilMs: deadline.now() + LEASE_MS };
    const marked = await mark(ledger, current, beginAttempt(step.entry, deadline.now(), lease), deadline);
    if (marked.kind === 'lost') {
      current = marked.current;
      continue;
    }
    if (remainingMs(deadline) < MIN_CALL_MS) {
      const record = withEntry(marked.current.record, step.entry);
      await ledger.save(record, marked.current.version, deadline.signal);
      return { record, stop: { kind: 'outOfTime' }, results };
    }
    const { entry } = marked;
    const attempt = { store, record: marked.current.record, entry, prior: priorAttempts(step.entry) };
    const { result, version } = await attemptEntry(dependencies, opened, attempt, deadline);
    results.set(entry.number, result);
    current = await conclude(dependencies, store, marked.current, entry, result, deadline);
    await dependencies.circuitBreaker.onResult(store, { result, version }, deadline);
    if (result.kind === 'credentialsRefused') {
      return {
        record: current.record,
        stop: { kind: 'blocked', because: 'the points API refuses the credentials', untilMs: null },
        results,
      };
    }
  }
}

/** The day of a payment that was ahead has come. */
async function planNow<Kind extends LedgerRecord>(
  ledger: Ledger,
  store: Store,
  before: Versioned<Kind>,
  deadline: Deadline,
): Promise<Versioned<Kind>> {
  const record = planAgain(before.record, store, deadline.now());
  const saved = await ledger.save(record, before.version, deadline.signal);
  return saved === 'saved' ? { record, version: before.version + 1 } : await reload(ledger, before, deadline);
}

type Marked<Kind extends LedgerRecord> =
  | { readonly kind: 'marked'; readonly current: Versioned<Kind>; readonly entry: Entry }
  | { readonly kind: 'lost'; readonly current: Versioned<Kind> };

/** Writes the mark of an attempt. A conflict may be our own write, sent twice because its reply was lost: the lease tells. */
async function mark<Kind extends LedgerRecord>(
  ledger: Ledger,
  before: Versioned<Kind>,
  begun: Entry,
  deadline: Deadline,
): Promise<Marked<Kind>> {
  const record = withEntry(before.record, begun);
  if ((await ledger.save(record, before.version, deadline.signal)) === 'saved') {
    return { kind: 'marked', current: { record, version: before.version + 1 }, entry: begun };
  }
  const current = await reload(ledger, before, deadline);
  const entry = entryOf(current.record, begun.number);
  const isOurs = entry.lease?.holder === begun.lease?.holder;
  return isOurs ? { kind: 'marked', current, entry } : { kind: 'lost', current };
}

/** Moves a blocked entry out of the way of those that can be served. Losing a race here changes nothing that matters. */
async function blocked<Kind extends LedgerRecord>(
  ledger: Ledger,
  current: Versioned<Kind>,
  entry: Entry,
  closed: Extract<OpenedAccount, { kind: 'refused' }>,
  results: ReadonlyMap<number, PostResult>,
  deadline: Deadline,
): Promise<PostingRun<Kind>> {
  const untilMs = closed.untilMs + Math.round(closed.spreadMs * shareOf(entry));
  const record = withEntry(current.record, postponed(entry, untilMs));
  const saved = await ledger.save(record, current.version, deadline.signal);
  return {
    record,
    stop: { kind: 'blocked', because: closed.because, untilMs: saved === 'saved' ? untilMs : null },
    results,
  };
}

/** Writes an answer down and plans again, on the newest record: others may have recorded facts meanwhile. */
async function conclude<Kind extends LedgerRecord>(
  { ledger, retry }: PostingDependencies,
  store: Store,
  before: Versioned<Kind>,
  begun: Entry,
  result: PostResult,
  deadline: Deadline,
): Promise<Versioned<Kind>> {
  let current = before;
  for (;;) {
    const entry = entryOf(current.record, begun.number);
    const { onUnknownCustomer, onInsufficientBalance } = store;
    const policy = { onUnknownCustomer, onInsufficientBalance, retry };
    const concluded = withEntry(
      current.record,
      concludeAttempt(entry, { number: begun.attempts, result }, policy, deadline.now()),
    );
    const planned = planAgain(concluded, store, deadline.now());
    const record =
      result.kind === 'insufficientBalance'
        ? reversePartially(planned, { number: begun.number, balance: result.balance }, store, deadline.now())
        : planned;
    if ((await ledger.save(record, current.version, deadline.signal)) === 'saved') {
      return { record, version: current.version + 1 };
    }
    current = await reload(ledger, current, deadline);
  }
}

async function reload<Kind extends LedgerRecord>(
  ledger: Ledger,
  stale: Versioned<Kind>,
  deadline: Deadline,
): Promise<Versioned<Kind>> {
  deadline.signal.throwIfAborted();
  const loaded = await ledger.load(stale.record.key, deadline.signal);
  if (loaded === null) throw new Error('the record vanished from the ledger');
  // A key names a record of its own kind.
  return loaded as Versioned as Versioned<Kind>;
}

function entryOf(record: LedgerRecord, number: number): Entry {
  const entry = record.entries.find((candidate) => candidate.number === number);
  if (entry === undefined) throw new Error('the entry vanished from the ledger');
  return entry;
}
