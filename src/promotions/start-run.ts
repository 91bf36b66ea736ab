import { type Outcome, outcome } from '../domain/outcome.ts';
import { pinPromotion } from '../domain/promotion/pin.ts';
import type { Promotion } from '../domain/promotion/promotion.ts';
import type { OccurrenceRecord, PinnedPromotion } from '../domain/promotion/run.ts';
import { occurrenceFault } from '../domain/promotion/run-fault.ts';
import { type OccurrenceKey, occurrenceAt, occurrenceId, scheduledAtMs } from '../domain/promotion/run-key.ts';
import type { Store } from '../domain/store.ts';
import { AudienceFault, type AudienceFiles } from '../ports/audience-files.ts';
import type { Firing, PromotionMessage, PromotionQueue } from '../ports/promotion-queue.ts';
import type { OccurrenceShelf, VersionedOccurrence } from '../ports/run-store.ts';
import type { Tell } from '../ports/telemetry.ts';
import { remainingMs, type Work } from '../shared/deadline.ts';
import { type Batch, cutBatches } from './batch-awards.ts';
import { lookThrough } from './validate-audience.ts';

export interface FireDependencies {
  readonly promotions: readonly Promotion[];
  readonly stores: readonly Store[];
  readonly occurrences: OccurrenceShelf;
  readonly files: AudienceFiles;
  readonly promotionQueue: PromotionQueue;
  readonly tell: Tell;
}

/** As many as SQS takes in one call. A crash repeats at most these, which changes nothing. */
const BATCHES_AT_ONCE = 10;
/** Less than this is not worth queuing more: there has to be time to say how far it came. */
const LEAST_TIME_MS = 5_000;

/**
 * Begins an occurrence of a promotion, or goes on with it: pins it, looks its audience through, and queues its awards. However
 * often it is fired, and whatever the configuration says by then, the first firing decides.
 * Rejects when ledger, files or queue cannot be reached; then it has to be fired again.
 */
export async function firePromotion(dependencies: FireDependencies, firing: Firing, work: Work): Promise<Outcome> {
  const key = occurrenceAt(firing.promotion, firing.scheduledAtMs);
  const before = await dependencies.occurrences.load(key, work.signal);
  let current =
    before === null || before.record.phase === 'refused' ? await pin(dependencies, key, firing, before, work) : before;
  if (current === null) return outcome('skipped', 'the occurrence was refused', occurrenceId(key));
  await dependencies.occurrences.enlist(key, work.signal);
  // Another run may have pinned it anew meanwhile: what it pinned has to be looked through, too.
  while (current.record.phase === 'pinned') current = await lookedThrough(dependencies, current, work);
  if (current.record.phase === 'refused') {
    return outcome('parked', `the occurrence was refused: ${current.record.because}`, occurrenceId(key));
  }
  if (current.record.phase === 'queued') return outcome('nothingToDo', 'all its awards are queued', occurrenceId(key));
  return await queueAwards(dependencies, current, firing, work);
}

/** Pins what the configuration and the audience are now; `null` when the configuration or the time forbids it. */
async function pin(
  dependencies: FireDependencies,
  key: OccurrenceKey,
  firing: Firing,
  before: VersionedOccurrence | null,
  work: Work,
): Promise<VersionedOccurrence | null> {
  const { promotions, stores, occurrences, files, tell } = dependencies;
  const promotion = promotions.find(({ id }) => id === firing.promotion);
  const store = stores.find(({ id }) => id === promotion?.store);
  const fault =
    promotion === undefined || store === undefined
      ? 'ponte.config.ts has no such promotion'
      : occurrenceFault(promotion, firing.scheduledAtMs, work.now());
  if (promotion === undefined || store === undefined || fault !== null) {
    tell({ kind: 'occurrenceRefused', ...key, because: fault ?? '' });
    return null;
  }
  const { audience } = promotion;
  const version = audience.kind === 'list' ? null : await files.newest(audience.file, work.signal);
  const pinned = pinPromotion(promotion, store, firing.scheduledAtMs, version);
  const isMissing = audience.kind !== 'list' && version === null;
  const record: OccurrenceRecord = {
    ...{ key, phase: isMissing ? 'refused' : 'pinned', firedAtMs: work.now(), pinned, counts: null, queuedToLine: 1 },
    ...{ report: null, because: isMissing ? `the audience bucket has no file ${audience.file}` : null },
    dismissedAtMs: null,
  };
  const saved = await saveOrReload(occurrences, record, before?.version ?? 0, work);
  if (saved.record.because !== null) tell({ kind: 'occurrenceRefused', ...key, because: saved.record.because });
  return saved;
}

async function lookedThrough(
  { occurrences, files, tell }: FireDependencies,
  current: VersionedOccurrence,
  work: Work,
): Promise<VersionedOccurrence> {
  const { key, pinned } = current.record;
  if (pinned === null) throw new TypeError('an occurrence that pinned nothing');
  const refused = async (because: string) => {
    tell({ kind: 'occurrenceRefused', ...key, because });
    const record: OccurrenceRecord = { ...current.record, phase: 'refused', because, dismissedAtMs: null };
    return await saveOrReload(occurrences, record, current.version, work);
  };
  try {
    const { counts, report } = await lookThrough(files, pinned, scheduledAtMs(key), work.signal);
    // On most days it is nobody's birthday.
    if (counts.awards === 0 && counts.otherDays === 0 && counts.bad > 0)
      return await refused('no row of the audience can be used');
    if (counts.points > pinned.maximumPoints) {
      return await refused(`it would move ${counts.points} points, and maximumPoints is ${pinned.maximumPoints}`);
    }
    const file = report === null ? null : `reports/${key.promotion}/${key.occurrence}.jsonl`;
    if (report !== null && file !== null) await files.write(file, report, work.signal);
    tell({ kind: 'occurrenceBegun', ...key, ...counts });
    const record: OccurrenceRecord = { ...current.record, phase: 'queuing', counts, report: file, dismissedAtMs: null };
    return await saveOrReload(occurrences, record, current.version, work);
  } catch (error) {
    if (error instanceof AudienceFault) return await refused(error.message);
    throw error;
  }
}

/** Queues the awards from where the last firing came to, and fires again when the time runs out. */
async function queueAwards(
  dependencies: FireDependencies,
  start: VersionedOccurrence,
  firing: Firing,
  work: Work,
): Promise<Outcome> {
  const { files, promotionQueue } = dependencies;
  const { key, pinned } = start.record;
  if (pinned === null) throw new TypeError('an occurrence that pinned nothing');
  let current = start;
  let waiting: Batch[] = [];
  const queueWaiting = async () => {
    const last = waiting.at(-1);
    if (last === undefined) return;
    await sendAll(
      promotionQueue,
      waiting.map((batch) => messageOf(key, pinned, batch)),
      work,
    );
    current = await advanced(dependencies.occurrences, current, { queuedToLine: last.to, because: null }, work);
    waiting = [];
  };
  const from = { scheduledAtMs: scheduledAtMs(key), fromLine: start.record.queuedToLine };
  try {
    for await (const batch of cutBatches(files, pinned, from, work.signal)) {
      waiting.push(batch);
      if (waiting.length < BATCHES_AT_ONCE) continue;
      await queueWaiting();
      if (remainingMs(work) < LEAST_TIME_MS) {
        await sendAll(promotionQueue, [{ kind: 'firing', firing }], work);
        dependencies.tell({ kind: 'outOfTime', left: 'awards', count: null });
        return outcome('deferred', 'the awards that are left are queued by a later run', occurrenceId(key));
      }
    }
    await queueWaiting();
  } catch (error) {
    if (!(error instanceof AudienceFault)) throw error;
    dependencies.tell({ kind: 'occurrenceRefused', ...key, because: error.message });
    await advanced(dependencies.occurrences, current, { because: error.message, dismissedAtMs: null }, work);
    return outcome('parked', error.message, occurrenceId(key));
  }
  await advanced(dependencies.occurrences, current, { phase: 'queued', because: null }, work);
  return outcome('applied', 'all its awards are queued', occurrenceId(key));
}

function messageOf(key: OccurrenceKey, pinned: PinnedPromotion, batch: Batch): PromotionMessage {
  const { store, reason, customerReason } = pinned;
  return { kind: 'awards', batch: { key, store, reason, customerReason, isRepeated: false, returns: 0, ...batch } };
}

async function sendAll(queue: PromotionQueue, messages: readonly PromotionMessage[], work: Work): Promise<void> {
  const { failed } = await queue.send(messages, 0, work.signal);
  if (failed.length > 0) throw new Error('the queue did not take all messages');
}

/** Writes how far it came. Another run of the same occurrence may be further: then that counts. */
async function advanced(
  occurrences: OccurrenceShelf,
  { record, version }: VersionedOccurrence,
  change: Partial<Pick<OccurrenceRecord, 'queuedToLine' | 'phase' | 'because' | 'dismissedAtMs'>>,
  work: Work,
): Promise<VersionedOccurrence> {
  let current = { record, version };
  for (;;) {
    const queuedToLine = Math.max(current.record.queuedToLine, change.queuedToLine ?? 0);
    const phase = current.record.phase === 'queued' ? 'queued' : (change.phase ?? current.record.phase);
    const next = { ...current.record, ...change, queuedToLine, phase };
    if ((await occurrences.save(next, current.version, work.signal)) === 'saved') {
      return { record: next, version: current.version + 1 };
    }
    current = await reload(occurrences, record.key, work);
  }
}

/** The record as saved, or what another run had saved before. */
async function saveOrReload(
  occurrences: OccurrenceShelf,
  record: OccurrenceRecord,
  expectedVersion: number,
  work: Work,
): Promise<VersionedOccurrence> {
  const saved = await occurrences.save(record, expectedVersion, work.signal);
  return saved === 'saved' ? { record, version: expectedVersion + 1 } : await reload(occurrences, record.key, work);
}

async function reload(occurrences: OccurrenceShelf, key: OccurrenceKey, work: Work): Promise<VersionedOccurrence> {
  work.signal.throwIfAborted();
  const loaded = await occurrences.load(key, work.signal);
  if (loaded === null) throw new Error('the occurrence vanished from the ledger');
  return loaded;
}
