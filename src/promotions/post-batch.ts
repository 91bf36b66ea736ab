import { beginAttempt, concludeAttempt, parked, postponed } from '../domain/attempt.ts';
import { type AwardKey, type AwardRecord, awardId } from '../domain/award-record.ts';
import { awardChangeKey } from '../domain/change-key.ts';
import { type Entry, newEntryState } from '../domain/entry.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { PostResult } from '../domain/post-result.ts';
import type { AwardBatch, PlannedAward } from '../domain/promotion/award-batch.ts';
import { awardResult } from '../domain/promotion/award-result.ts';
import { awardTexts } from '../domain/promotion/award-texts.ts';
import { type AwardResult, isCounted, isOpen, NO_PROGRESS, progressPartOf } from '../domain/promotion/progress.ts';
import { runId } from '../domain/promotion/run-key.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { RetryPolicy } from '../domain/retry-policy.ts';
import type { Store } from '../domain/store.ts';
import type { Ledger } from '../ports/ledger.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { PromotionQueue } from '../ports/promotion-queue.ts';
import type { RunStore } from '../ports/run-store.ts';
import { attempt, type Begun, newLease, type Unavailable } from '../posting/attempt-entry.ts';
import { forAPerson } from '../posting/describe-outcome.ts';
import type { PostingDependencies } from '../posting/post-entries.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import { putBack } from './put-back.ts';
import { countAwards } from './record-progress.ts';

export interface PostAwardsDependencies extends PostingDependencies {
  readonly stores: ReadonlyMap<string, Store>;
  readonly runs: RunStore;
  readonly promotionQueue: PromotionQueue;
}

/** Delay of a batch when the ledger cannot be reached. */
export const LEDGER_AWAY_MS = 300_000;

/**
 * Posts a batch of awards, one after the other. Only an award that is not settled at once is put into the ledger, which then
 * handles it like an order's entry: with the same change key, retried for as many days, then parked. What an open circuit or
 * the time leaves over goes back into the queue as a smaller batch.
 * Rejects when ledger or queue cannot be reached: the batch has to come again, as one that may have been posted before.
 */
export async function postAwards(
  dependencies: PostAwardsDependencies,
  batch: AwardBatch,
  deadline: Deadline,
): Promise<Outcome> {
  const { runs, promotionQueue, emit } = dependencies;
  const { key } = batch;
  const name = runId(key);
  const loaded = await runs.loadProgress(key, progressPartOf(batch.from), deadline.signal);
  const uncounted = batch.awards.filter(({ line }) => !isCounted(loaded?.record ?? NO_PROGRESS, line));
  if (uncounted.length === 0) return outcome('nothingToDo', 'awardsCounted', name);

  const begunAtMs = deadline.now();
  const posted = await postAll(dependencies, batch, uncounted, deadline);
  if (posted.left.length > 0) {
    const isRepeated = batch.isRepeated || posted.mayBePosted;
    const returns = posted.results.size > 0 ? 0 : batch.returns;
    const remainder = { ...batch, from: posted.left[0]?.line ?? batch.to, isRepeated, returns, awards: posted.left };
    await putBack(promotionQueue, remainder, posted.untilMs - deadline.now(), deadline);
  }
  const part = { from: batch.from, to: posted.left[0]?.line ?? batch.to, results: posted.results };
  await countAwards(runs, key, part, deadline);

  const results = [...posted.results.values()];
  const open = results.filter(isOpen);
  const of = (result: AwardResult) => results.filter((other) => other === result).length;
  emit({
    kind: 'awardsPosted',
    ...key,
    applied: of('applied'),
    alreadyApplied: of('alreadyApplied'),
    warned: of('warned'),
    waiting: of('waiting'),
    parked: of('parked') + of('uncollected'),
    left: posted.left.length,
    points: pointsOf(uncounted, posted.results),
    tookMs: deadline.now() - begunAtMs,
  });
  if (posted.left.length > 0) {
    const { reason, because } = posted;
    return outcome('deferred', { reason, because: `${posted.left.length} awards are left: ${because}` }, name);
  }
  if (open.includes('parked')) return outcome('parked', 'awardsParked', name);
  if (open.length > 0) return outcome('deferred', 'awardsWait', name);
  return of('warned') > 0 ? outcome('appliedWithWarning', 'apiWarning', name) : outcome('applied', 'applied', name);
}

/** What this run applied; that of an earlier one, which it finds applied, may have been told by that one. */
function pointsOf(awards: readonly PlannedAward[], results: Posted['results']): number {
  const applied = awards.filter(({ line }) => results.get(line) === 'applied' || results.get(line) === 'warned');
  return applied.reduce((sum, { points }) => sum + points, 0);
}

interface Posted extends Explanation {
  readonly results: ReadonlyMap<number, AwardResult>;
  readonly left: readonly PlannedAward[];
  /** The first of `left` was attempted, with an unknown result. */
  readonly mayBePosted: boolean;
  /** When `left` may be attempted; the explanation says why not yet. */
  readonly untilMs: number;
}

async function postAll(
  dependencies: PostAwardsDependencies,
  batch: AwardBatch,
  awards: readonly PlannedAward[],
  deadline: Deadline,
): Promise<Posted> {
  const results = new Map<number, AwardResult>();
  const stopped = (left: readonly PlannedAward[], untilMs: number, why: Explanation, mayBePosted = false): Posted => ({
    results,
    left,
    untilMs,
    ...why,
    mayBePosted,
  });
  const store = dependencies.stores.get(batch.store);
  if (store === undefined) {
    const because = `store ${batch.store} of promotion ${batch.key.promotion} is not in ponte.config.ts`;
    dependencies.emit({ kind: 'alarm', reason: 'storeMissing', message: because });
    return stopped(awards, deadline.now() + MAX_QUEUE_DELAY_MS, { reason: 'storeMissing', because });
  }
  for (const [index, award] of awards.entries()) {
    const left = awards.slice(index);
    if (remainingMs(deadline) < TIME.leastForAttempt + TIME.recordingBatch) {
      dependencies.emit({ kind: 'outOfTime', left: 'awards', count: left.length });
      return stopped(left, deadline.now(), explain('outOfTime'));
    }
    dependencies.circuitBreaker.expect(left.length);
    try {
      const posted = await postOne(dependencies, store, batch, award, deadline);
      if ('closed' in posted) return stopped(left, posted.closed.untilMs, posted.closed);
      results.set(award.line, posted.result);
    } catch (error) {
      // Earlier results are counted, so that a ledger which fails now and then does not hold up the whole batch.
      if (results.size === 0 || !(error instanceof LedgerUnreachable)) throw error;
      return stopped(left, deadline.now() + LEDGER_AWAY_MS, explain('ledgerUnreachable'), true);
    }
  }
  return stopped([], 0, explain('applied'));
}

async function postOne(
  dependencies: PostAwardsDependencies,
  store: Store,
  batch: AwardBatch,
  award: PlannedAward,
  deadline: Deadline,
): Promise<{ readonly result: AwardResult } | { readonly closed: Unavailable }> {
  const { ledger, retry } = dependencies;
  const key: AwardKey = { store: batch.store, award: awardId({ ...batch.key, number: award.line }) };
  // A partial reversal was taken under another key, which only the ledger knows.
  const asksLedger = batch.isRepeated || award.points < 0;
  const known = asksLedger ? await ledger.load(key, deadline.signal) : null;
  if (known !== null) return { result: awardResult(known.record) };

  const entry = plannedEntry(batch, award, deadline.now());
  const record: AwardRecord = { key, customer: award.customer, entries: [entry] };
  const attempted = await attempt<Begun, never, Entry>(
    dependencies,
    store,
    {
      prior: batch.isRepeated ? 'unknown' : 'none',
      // The batch's message in the queue is the mark.
      begin: async () => {
        const lease = newLease(dependencies, deadline);
        return { kind: 'begun', record, entry: beginAttempt(entry, deadline.now(), lease) };
      },
      conclude: async (begun, result) => afterAttempt(begun.entry, result, store, retry, deadline),
    },
    // Leaves time to record the results, however long the API takes.
    { ...deadline, endsAtMs: deadline.endsAtMs - TIME.recordingBatch },
  );
  if (attempted.kind === 'refused') return { closed: attempted };
  const { result, concluded } = attempted;
  // The queue may hold two copies of a batch, each as if it were the first: the other copy used the key.
  const isUsed = result.kind === 'applied' && result.warning === 'keyUsedByOther';
  if (isUsed || result.kind === 'alreadyApplied') return { result: 'alreadyApplied' };
  const left = { ...record, entries: [concluded] };
  if (concluded.state === 'applied') return { result: awardResult(left) };
  return { result: await keep(ledger, left, deadline) };
}

/**
 * The entry after its attempt. A partial reversal is left to the ledger's next attempt, after a lease: it has another key,
 * and another copy of the batch may have an attempt under way that takes all points.
 */
function afterAttempt(entry: Entry, result: PostResult, store: Store, retry: RetryPolicy, deadline: Deadline): Entry {
  const { onUnknownCustomer, onInsufficientBalance } = store;
  const isPartial = result.kind === 'insufficientBalance' && onInsufficientBalance === 'takeRest';
  const policy = {
    onUnknownCustomer,
    onInsufficientBalance: isPartial ? 'retry' : onInsufficientBalance,
    retry,
  } as const;
  const concluded = concludeAttempt(entry, { number: entry.attempts, result }, policy, deadline.now());
  return isPartial && concluded.state === 'pending'
    ? postponed(concluded, Math.max(concluded.notBeforeMs, deadline.now() + TIME.lease))
    : concluded;
}

/** The entry as the batch pins it. That of a repeated batch has an unresolved attempt. */
function plannedEntry(batch: AwardBatch, award: PlannedAward, nowMs: number): Entry {
  const { customer, points } = award;
  const before = batch.isRepeated ? { attempts: 1, unresolvedAttempts: [1], firstAttemptAtMs: nowMs } : {};
  return {
    ...newEntryState(nowMs),
    number: 1,
    points,
    ...awardTexts(batch, award),
    ...before,
    changeKey: awardChangeKey({ customer, points, number: 1, ...batch.key }),
  };
}

/** Saves an award in the ledger, unless another copy of its batch has done so: the stored result counts. */
async function keep(ledger: Ledger, record: AwardRecord, deadline: Deadline): Promise<AwardResult> {
  if ((await ledger.save(record, 0, deadline.signal)) === 'saved') return awardResult(record);
  const known = await ledger.load(record.key, deadline.signal);
  return awardResult(known?.record ?? record);
}

/**
 * Parks the uncounted awards of a batch that failed again and again: they may or may not have been applied. Rejects when the
 * ledger cannot be reached.
 */
export async function parkAwards(
  { ledger, runs }: Pick<PostAwardsDependencies, 'ledger' | 'runs'>,
  batch: AwardBatch,
  deadline: Deadline,
): Promise<Outcome> {
  const { key } = batch;
  const loaded = await runs.loadProgress(key, progressPartOf(batch.from), deadline.signal);
  const results = new Map<number, AwardResult>();
  for (const award of batch.awards) {
    if (isCounted(loaded?.record ?? NO_PROGRESS, award.line)) continue;
    const entry = parked(
      plannedEntry({ ...batch, isRepeated: true }, award, deadline.now()),
      'settlingFailed',
      deadline.now(),
    );
    const awardKey = { store: batch.store, award: awardId({ ...key, number: award.line }) };
    results.set(
      award.line,
      await keep(ledger, { key: awardKey, customer: award.customer, entries: [entry] }, deadline),
    );
  }
  await countAwards(runs, key, { from: batch.from, to: batch.to, results }, deadline);
  return outcome('parked', forAPerson('settlingFailed'), runId(key));
}
