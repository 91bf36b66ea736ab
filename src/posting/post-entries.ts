import { concludeAttempt, postponed, priorAttempts } from '../domain/attempt.ts';
import type { Entry } from '../domain/entry.ts';
import { type NextStep, nextStep } from '../domain/next-step.ts';
import { reversePartially } from '../domain/partial-reversal.ts';
import { planAgain } from '../domain/plan-entries.ts';
import type { PostResult } from '../domain/post-result.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import { isOrder, type LedgerRecord, withEntry } from '../domain/record.ts';
import { type RetryPolicy, shareOf } from '../domain/retry-policy.ts';
import type { Store } from '../domain/store.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Deadline } from '../shared/deadline.ts';
import type { Versioned } from '../shared/optimistic-update.ts';
import { type Account, attempt, newLease, type Unavailable } from './attempt-entry.ts';
import { changeRecord, entryOf } from './change-record.ts';
import {
  inTimeForCall,
  isTimeForAttempt,
  type Marked,
  mark,
  type NotMarked,
  type PreparedAttempt,
} from './mark-attempt.ts';

export interface PostingDependencies extends Account {
  readonly ledger: Ledger;
  readonly retry: RetryPolicy;
}

/** Why a run ended. */
export type Stop =
  | Exclude<NextStep, { kind: 'attempt' | 'plan' }>
  | { readonly kind: 'outOfTime' }
  /** The ledger failed: it may or may not have stored the last step. */
  | { readonly kind: 'interrupted' }
  /** The account cannot be called. `untilMs` is null when this run did not store it. */
  | ({ readonly kind: 'blocked'; readonly untilMs: number | null } & Explanation);

/** How far one posting run came. */
export interface PostingRun<Kind extends LedgerRecord = LedgerRecord> {
  readonly record: Kind;
  readonly stop: Stop;
  /** The results of this run's attempts, by entry number. */
  readonly results: ReadonlyMap<number, PostResult>;
}

/**
 * Posts a record's pending entries to the loyalty API, in order, one at a time, until it is settled, has to wait, or the time
 * runs out. Each attempt is marked in the ledger before its call, so that a later run continues one that died, with the same
 * change key. Begins with the attempt that the write of `start` has prepared, if any. Rejects when the ledger cannot be reached.
 */
export async function postEntries<Kind extends LedgerRecord>(
  dependencies: PostingDependencies,
  store: Store,
  start: Versioned<Kind>,
  deadline: Deadline,
  prepared: PreparedAttempt | null = null,
): Promise<PostingRun<Kind>> {
  const { ledger } = dependencies;
  const results = new Map<number, PostResult>();
  let current = start;
  let next = prepared;
  for (;;) {
    const unmarked = next?.unmarked ?? null;
    const opening = next?.opening ?? null;
    next = null;
    const step = unmarked === null ? nextStep(current.record, deadline.now()) : attemptAt(unmarked);
    if (step.kind === 'plan') {
      current = await planNow(ledger, store, current, deadline);
      continue;
    }
    if (step.kind !== 'attempt') return { record: current.record, stop: step, results };
    if (unmarked === null && !isTimeForAttempt(deadline))
      return { record: current.record, stop: { kind: 'outOfTime' }, results };

    if (store.shadow && isOrder(current.record)) {
      return await blocked(ledger, current, step.entry, inShadow(dependencies, store, deadline), results, deadline);
    }

    const attempted = await attempt<Marked<Kind>, NotMarked<Kind>, Versioned<Kind>>(
      dependencies,
      store,
      {
        opened: await opening,
        prior: priorAttempts(step.entry),
        begin: () =>
          unmarked === null
            ? mark(ledger, current, step.entry, newLease(dependencies, deadline), deadline)
            : inTimeForCall(ledger, current, unmarked, deadline),
        conclude: (marked, result) => conclude(dependencies, store, marked.current, marked.entry, result, deadline),
      },
      deadline,
    );
    switch (attempted.kind) {
      case 'refused':
        return await blocked(ledger, current, step.entry, attempted, results, deadline);
      case 'notBegun':
        current = attempted.current;
        if (attempted.isOutOfTime) return { record: current.record, stop: { kind: 'outOfTime' }, results };
        break;
      case 'answered':
        results.set(step.entry.number, attempted.result);
        current = attempted.concluded;
        if (attempted.result.kind === 'credentialsRefused') {
          const why = { reason: 'credentialsRefused', because: 'the points API refuses the credentials' } as const;
          return { record: current.record, stop: { kind: 'blocked', ...why, untilMs: null }, results };
        }
        break;
      default:
        return attempted satisfies never;
    }
  }
}

/** An order that began before its store was put into shadow is looked at again after this. */
const IN_SHADOW_FOR_MS = 900_000;

/** Told loudly, as something waits that nobody may have thought of. */
function inShadow({ emit }: PostingDependencies, store: Store, { now }: Deadline): Unavailable {
  const why = explain('storeInShadow', store.id);
  emit({ kind: 'alarm', reason: why.reason, message: why.because });
  return { kind: 'refused', ...why, untilMs: now() + IN_SHADOW_FOR_MS, spreadMs: IN_SHADOW_FOR_MS };
}

function attemptAt(entry: Entry): Extract<NextStep, { kind: 'attempt' }> {
  return { kind: 'attempt', entry };
}

/** Plans an order whose payment date was too far ahead until now. */
async function planNow<Kind extends LedgerRecord>(
  ledger: Ledger,
  store: Store,
  before: Versioned<Kind>,
  { now, signal }: Deadline,
): Promise<Versioned<Kind>> {
  return await changeRecord(
    ledger,
    before,
    (record) => {
      const isPlanned = nextStep(record, now()).kind !== 'plan';
      return isPlanned ? { result: null } : { save: planAgain(record, store, now()), result: null };
    },
    signal,
  );
}

/** Postpones a blocked entry, so that those which can be posted come first. A lost race does no harm. */
async function blocked<Kind extends LedgerRecord>(
  ledger: Ledger,
  current: Versioned<Kind>,
  entry: Entry,
  unavailable: Unavailable,
  results: ReadonlyMap<number, PostResult>,
  deadline: Deadline,
): Promise<PostingRun<Kind>> {
  const untilMs = unavailable.untilMs + Math.round(unavailable.spreadMs * shareOf(entry));
  const record = withEntry(current.record, postponed(entry, untilMs));
  const saved = await ledger.save(record, current.version, deadline.signal);
  const { reason, because } = unavailable;
  return {
    record,
    stop: { kind: 'blocked', reason, because, untilMs: saved === 'saved' ? untilMs : null },
    results,
  };
}

/** Stores an answer and plans again, on the newest record: others may have recorded facts meanwhile. */
async function conclude<Kind extends LedgerRecord>(
  { ledger, retry }: PostingDependencies,
  store: Store,
  before: Versioned<Kind>,
  begun: Entry,
  result: PostResult,
  deadline: Deadline,
): Promise<Versioned<Kind>> {
  const { onUnknownCustomer, onInsufficientBalance } = store;
  const policy = { onUnknownCustomer, onInsufficientBalance, retry };
  return await changeRecord(
    ledger,
    before,
    (known) => {
      const entry = entryOf(known, begun.number);
      const attempt = { number: begun.attempts, result };
      const concluded = withEntry(known, concludeAttempt(entry, attempt, policy, deadline.now()));
      const planned = planAgain(concluded, store, deadline.now());
      const save =
        result.kind === 'insufficientBalance'
          ? reversePartially(planned, { number: begun.number, balance: result.balance }, store, deadline.now())
          : planned;
      return { save, result: null };
    },
    deadline.signal,
  );
}
