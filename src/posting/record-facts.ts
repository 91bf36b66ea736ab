import type { Entry } from '../domain/entry.ts';
import { countsByArrival } from '../domain/merge-facts.ts';
import { nextStep } from '../domain/next-step.ts';
import type { Facts } from '../domain/order-facts.ts';
import type { OrderKey, OrderRecord } from '../domain/order-record.ts';
import type { Store } from '../domain/store.ts';
import { type Ledger, slotOf } from '../ports/ledger.ts';
import { type Deadline, signalWithin } from '../shared/deadline.ts';
import { type Change, update, type Versioned } from '../shared/optimistic-update.ts';
import { TIME } from '../shared/time-budgets.ts';
import { untilAborted } from '../shared/until-aborted.ts';
import { type Account, newLease, type OpenedAccount, openAccount } from './attempt-entry.ts';
import { isTimeForAttempt, markedBy, type PreparedAttempt, withMark } from './mark-attempt.ts';
import { type FactsPlan, mayBeOutdated, nothingKnown, planFacts } from './plan-facts.ts';

export interface Recorded {
  readonly current: Versioned<OrderRecord>;
  /** What the body was merged into. */
  readonly before: OrderRecord;
  /** The body is older than one already recorded. */
  readonly stale: boolean;
  readonly changed: boolean;
  /** The body's own time was ahead of its arrival by more than a clock's error. */
  readonly ahead: boolean;
  /** See `firstJudgement`. */
  readonly earns: boolean | null;
  /** The order's customer was erased: points that the body would have moved stay as they are. */
  readonly leftOut: boolean;
  /** Points that the body planned in shadow; 0 where it planned none. */
  readonly inShadow: number;
  /** The attempt that has to follow at once; `null` when the account is not opened for one. */
  readonly prepared: PreparedAttempt | null;
}

type Result = Pick<Recorded, 'before' | 'stale' | 'ahead' | 'changed' | 'earns' | 'leftOut' | 'inShadow'> & {
  /** The entry before this write marked it. */
  readonly unmarked: Entry | null;
};

/**
 * Merges a delivery's facts into its order's record, plans the entry that follows, and stores both in one conditional write.
 * Facts of another order with the same id are not recorded. Rejects when the ledger cannot be reached; nothing is recorded
 * then.
 *
 * With `account`, the caller posts at once what is recorded. The account is opened before the write, only for an attempt that
 * follows: a circuit breaker may allow a single call. Once it is open, the same write marks the attempt.
 *
 * `expected` chooses the first read of a body that counts by its arrival. Where it tells news, an eventual one is the cheapest. Where it tells
 * nothing new, that would have to be followed by a consistent one, which is made at once.
 */
export async function recordFacts(
  ledger: Ledger,
  store: Store,
  facts: Facts,
  deadline: Deadline,
  account: Account | null = null,
  expected: 'news' | 'nothingNew' = 'news',
): Promise<Recorded | 'otherOrder'> {
  const { now, signal } = deadline;
  const key: OrderKey = { store: store.id, order: facts.order };
  const slot = slotOf<OrderRecord>(ledger, key);
  const planOn = (record: OrderRecord | null) => planFacts(record ?? nothingKnown(key), store, facts, now());

  const reading = expected === 'nothingNew' && countsByArrival(facts) ? 'consistent' : 'eventual';
  let seen = await ledger.load(key, signal, reading);
  let first = planOn(seen?.record ?? null);
  if (reading === 'eventual' && mayBeOutdated(first, facts)) {
    seen = await ledger.load(key, signal);
    first = planOn(seen?.record ?? null);
  }
  const isNext = first !== 'otherOrder' && readyEntry(first, deadline) !== null;
  const opening = account && isNext ? openAccount(account, store, deadline).catch(() => null) : null;
  const opened = opening && (await inTime(opening, deadline));
  const lease = account && opened?.kind === 'usable' ? newLease(account, deadline) : null;

  let unmarked: Entry | null = null;
  const { result, current } = await update(
    slot,
    (record): Change<OrderRecord, Result | 'otherOrder'> => {
      const made = record === (seen?.record ?? null) ? first : planOn(record);
      if (made === 'otherOrder') return { result: made };
      const { known, planned, changed, stale, ahead, earns, leftOut, inShadow } = made;
      const isMarkedByUs = lease !== null && markedBy(known, lease) !== null;
      // A conflict with our own write, sent twice because its reply was lost: the attempt is ours to make.
      if (isMarkedByUs)
        return {
          ...(changed && { save: planned }),
          result: { before: known, stale, ahead, earns, leftOut, inShadow, changed: true, unmarked },
        };
      unmarked = lease === null ? null : readyEntry(made, deadline);
      const result = { before: known, stale, ahead, earns, leftOut, inShadow, changed, unmarked };
      if (!changed) return { result };
      return { save: lease && unmarked ? withMark(planned, unmarked, lease, now()) : planned, result };
    },
    signal,
    seen,
  );
  if (result === 'otherOrder') return result;
  const { unmarked: entry, ...said } = result;
  const none = { record: nothingKnown(key), version: 0 };
  return { ...said, current: current ?? none, prepared: opening && { opening, unmarked: entry } };
}

/** The entry whose attempt can be marked in the same write: it is ready, and there is time. */
function readyEntry({ planned, changed }: FactsPlan, deadline: Deadline): Entry | null {
  const step = nextStep(planned, deadline.now());
  return changed && step.kind === 'attempt' && isTimeForAttempt(deadline) ? step.entry : null;
}

/** `null` when it takes longer: no delivery waits for its account before it is recorded. The attempt goes on waiting. */
async function inTime(opening: Promise<OpenedAccount | null>, deadline: Deadline): Promise<OpenedAccount | null> {
  return await untilAborted(signalWithin(deadline, TIME.openingAccount), opening).catch(() => null);
}
