import { type Outcome, outcome } from '../domain/outcome.ts';
import type { Promotion } from '../domain/promotion/promotion.ts';
import { newRun, type PinnedPromotion, type RunRecord } from '../domain/promotion/run.ts';
import { runFault } from '../domain/promotion/run-fault.ts';
import { type RunKey, runId, runKeyAt, scheduledAtMs } from '../domain/promotion/run-key.ts';
import { explain } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import { AudienceFault, type AudienceFiles } from '../ports/audience-files.ts';
import type { PromotionMessage, PromotionQueue, Trigger } from '../ports/promotion-queue.ts';
import { type RunStore, slotOfRun } from '../ports/run-store.ts';
import type { Emit } from '../ports/telemetry.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import { update, type Versioned } from '../shared/optimistic-update.ts';
import { TIME } from '../shared/time-budgets.ts';
import { type Batch, batchAwards } from './batch-awards.ts';
import { pinNewest } from './pin-newest.ts';
import { validateAudience } from './validate-audience.ts';

export interface StartRunDependencies {
  readonly promotions: ReadonlyMap<string, Promotion>;
  readonly stores: ReadonlyMap<string, Store>;
  readonly runs: RunStore;
  readonly files: AudienceFiles;
  readonly promotionQueue: PromotionQueue;
  readonly emit: Emit;
}

/** As many as SQS takes in one call. A crash repeats at most these, which does no harm. */
const BATCHES_AT_ONCE = 10;

/**
 * Begins a run of a promotion, or continues it: pins it, validates its audience, and queues its awards. However often it is
 * triggered, and whatever the configuration says by then, what the first trigger pinned counts.
 * Rejects when ledger, files or queue cannot be reached; it then has to be triggered again.
 */
export async function startRun(
  dependencies: StartRunDependencies,
  trigger: Trigger,
  deadline: Deadline,
): Promise<Outcome> {
  const key = runKeyAt(trigger.promotion, trigger.scheduledAtMs);
  const before = await dependencies.runs.load(key, deadline.signal);
  let current =
    before === null || before.record.phase === 'refused'
      ? await pin(dependencies, key, trigger, before, deadline)
      : before;
  if (current === null) return outcome('skipped', 'runRefused', runId(key));
  await dependencies.runs.enlist(key, deadline.signal);
  // Another execution may have pinned it anew meanwhile; that has to be validated, too.
  while (current.record.phase === 'pinned') current = await validatedNow(dependencies, current, deadline);
  if (current.record.phase === 'refused') {
    const because = `${explain('runRefused').because}: ${current.record.because}`;
    return outcome('parked', { reason: 'runStopped', because }, runId(key));
  }
  if (current.record.phase === 'queued') return outcome('nothingToDo', 'awardsQueued', runId(key));
  return await queueAwards(dependencies, current, trigger, deadline);
}

/** Pins the promotion and its audience as they are now; `null` when the configuration or the time forbids the run. */
async function pin(
  dependencies: StartRunDependencies,
  key: RunKey,
  trigger: Trigger,
  before: Versioned<RunRecord> | null,
  deadline: Deadline,
): Promise<Versioned<RunRecord> | null> {
  const { promotions, stores, runs, files, emit } = dependencies;
  const promotion = promotions.get(trigger.promotion);
  const store = promotion && stores.get(promotion.store);
  const fault =
    promotion === undefined || store === undefined
      ? 'ponte.config.ts has no such promotion'
      : runFault(promotion, trigger.scheduledAtMs, deadline.now());
  if (promotion === undefined || store === undefined || fault !== null) {
    emit({ kind: 'runRefused', ...key, reason: 'runRefused', because: fault ?? '' });
    return null;
  }
  const { pinned, missing } = await pinNewest(files, promotion, store, trigger.scheduledAtMs, deadline.signal);
  const record: RunRecord = {
    ...newRun(key, deadline.now()),
    phase: missing === null ? 'pinned' : 'refused',
    pinned,
    because: missing,
  };
  const saved = await saveOrReload(runs, record, before?.version ?? 0, deadline);
  const { because } = saved.record;
  if (because !== null) emit({ kind: 'runRefused', ...key, reason: 'runStopped', because });
  return saved;
}

async function validatedNow(
  { runs, files, emit }: StartRunDependencies,
  current: Versioned<RunRecord>,
  deadline: Deadline,
): Promise<Versioned<RunRecord>> {
  const { key, pinned } = current.record;
  if (pinned === null) throw new TypeError('a run that pinned nothing');
  const refused = async (because: string) => {
    emit({ kind: 'runRefused', ...key, reason: 'runStopped', because });
    const record: RunRecord = { ...current.record, phase: 'refused', because, dismissedAtMs: null };
    return await saveOrReload(runs, record, current.version, deadline);
  };
  try {
    const { counts, report, refusal } = await validateAudience(files, pinned, scheduledAtMs(key), deadline.signal);
    if (refusal !== null) return await refused(refusal);
    const file = report === null ? null : `reports/${key.promotion}/${key.occurrence}.jsonl`;
    if (report !== null && file !== null) await files.write(file, report, deadline.signal);
    emit({ kind: 'runBegun', ...key, ...counts });
    const record: RunRecord = { ...current.record, phase: 'queuing', counts, report: file, dismissedAtMs: null };
    return await saveOrReload(runs, record, current.version, deadline);
  } catch (error) {
    if (error instanceof AudienceFault) return await refused(error.message);
    throw error;
  }
}

/** Queues the awards from where the last trigger stopped, and queues a new trigger when the time runs out. */
async function queueAwards(
  dependencies: StartRunDependencies,
  start: Versioned<RunRecord>,
  trigger: Trigger,
  deadline: Deadline,
): Promise<Outcome> {
  const { files, promotionQueue } = dependencies;
  const { key, pinned } = start.record;
  if (pinned === null) throw new TypeError('a run that pinned nothing');
  let current = start;
  let waiting: Batch[] = [];
  const queueWaiting = async () => {
    const last = waiting.at(-1);
    if (last === undefined) return;
    await sendAll(
      promotionQueue,
      waiting.map((batch) => messageOf(key, pinned, batch)),
      deadline,
    );
    current = await advanced(dependencies.runs, current, { queuedToLine: last.to, because: null }, deadline);
    waiting = [];
  };
  const from = { scheduledAtMs: scheduledAtMs(key), fromLine: start.record.queuedToLine };
  try {
    for await (const batch of batchAwards(files, pinned, from, deadline.signal)) {
      waiting.push(batch);
      if (waiting.length < BATCHES_AT_ONCE) continue;
      await queueWaiting();
      if (remainingMs(deadline) < TIME.leastForQueuing) {
        await sendAll(promotionQueue, [{ kind: 'trigger', trigger }], deadline);
        dependencies.emit({ kind: 'outOfTime', left: 'awards', count: null });
        return outcome('deferred', 'queuingGoesOn', runId(key));
      }
    }
    await queueWaiting();
  } catch (error) {
    if (!(error instanceof AudienceFault)) throw error;
    dependencies.emit({ kind: 'runRefused', ...key, reason: 'runStopped', because: error.message });
    await advanced(dependencies.runs, current, { because: error.message, dismissedAtMs: null }, deadline);
    return outcome('parked', { reason: 'runStopped', because: error.message }, runId(key));
  }
  await advanced(dependencies.runs, current, { phase: 'queued', because: null }, deadline);
  return outcome('applied', 'awardsQueued', runId(key));
}

function messageOf(key: RunKey, pinned: PinnedPromotion, batch: Batch): PromotionMessage {
  const { store, reason, customerReason } = pinned;
  return { kind: 'awards', batch: { key, store, reason, customerReason, isRepeated: false, returns: 0, ...batch } };
}

async function sendAll(
  queue: PromotionQueue,
  messages: readonly PromotionMessage[],
  deadline: Deadline,
): Promise<void> {
  const { failed } = await queue.send(messages, 0, deadline.signal);
  if (failed.length > 0) throw new Error('the queue did not take all messages');
}

/** Stores how far the run came. Where another execution of it is further, that stays. */
async function advanced(
  runs: RunStore,
  before: Versioned<RunRecord>,
  change: Partial<Pick<RunRecord, 'queuedToLine' | 'phase' | 'because' | 'dismissedAtMs'>>,
  deadline: Deadline,
): Promise<Versioned<RunRecord>> {
  const { current } = await update(
    slotOfRun(runs, before.record.key),
    (known) => {
      const record = present(known);
      const queuedToLine = Math.max(record.queuedToLine, change.queuedToLine ?? 0);
      const phase = record.phase === 'queued' ? 'queued' : (change.phase ?? record.phase);
      return { save: { ...record, ...change, queuedToLine, phase }, result: null };
    },
    deadline.signal,
    before,
  );
  return present(current);
}

/** The record as saved, or the one that another execution had saved before. */
async function saveOrReload(
  runs: RunStore,
  record: RunRecord,
  expectedVersion: number,
  deadline: Deadline,
): Promise<Versioned<RunRecord>> {
  const saved = await runs.save(record, expectedVersion, deadline.signal);
  return saved === 'saved' ? { record, version: expectedVersion + 1 } : await reload(runs, record.key, deadline);
}

async function reload(runs: RunStore, key: RunKey, deadline: Deadline): Promise<Versioned<RunRecord>> {
  deadline.signal.throwIfAborted();
  return present(await runs.load(key, deadline.signal));
}

function present<Value>(loaded: Value | null): Value {
  if (loaded === null) throw new Error('the run vanished from the ledger');
  return loaded;
}
