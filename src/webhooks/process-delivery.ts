import { nextStep } from '../domain/next-step.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { ParkedReason } from '../domain/parked-reasons.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { Interpretation } from '../platforms/interpretation.ts';
import type { Platform } from '../platforms/platform.ts';
import { RecordTooLarge } from '../ports/record-too-large.ts';
import { describeOutcome } from '../posting/describe-outcome.ts';
import { type PostingRun, postEntries } from '../posting/post-entries.ts';
import type { PostQueuedDependencies } from '../posting/post-queued.ts';
import { type Recorded, recordFacts } from '../posting/record-facts.ts';
import { reportRun } from '../posting/report-run.ts';
import { scheduleNextRun } from '../posting/schedule-next-run.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';
import { TIME } from '../shared/time-budgets.ts';
import { bodyHash } from './body-hash.ts';
import { tryToParkDelivery, tryToParkOtherShop } from './park-delivery.ts';

/** A delivery whose sender is proven. */
export interface VerifiedDelivery {
  /** Not signed: shown beside a parked body, never used for facts. */
  readonly topic: string | null;
  readonly receivedAtMs: number;
  readonly rawBody: Uint8Array;
}

export interface Processed {
  readonly outcome: Outcome;
  /** The key under which the body was parked, or `null`. An order can be parked although its body was recorded. */
  readonly parkedPk: string | null;
}

/**
 * Takes a genuine delivery from its bytes to its outcome: parse, interpret, record, settle. Never rejects; `notRecorded` when
 * the ledger does not take it, with time left to keep it elsewhere.
 */
export async function processDelivery(
  dependencies: PostQueuedDependencies,
  platform: Platform,
  store: Store,
  delivery: VerifiedDelivery,
  deadline: Deadline,
): Promise<Processed> {
  const read = await readBody(platform, store, delivery, deadline).catch((error: unknown) => {
    dependencies.emit({ kind: 'warning', message: 'a delivery could not be read', error });
    return null;
  });
  if (read === null) return legible(outcome('notRecorded', 'bodyNotRead'));
  switch (read.kind) {
    case 'nothing':
      return legible(outcome('nothingToDo', read.because, read.order));
    case 'skipped':
      return legible(outcome('skipped', read.because, read.order));
    case 'unreadable':
      return await park(dependencies, store, delivery, { ...read, reason: 'unreadable' }, deadline);
    case 'privacyRequest':
      return await park(dependencies, store, delivery, read, deadline);
    case 'otherShop':
      return await parkOtherShop(dependencies, store, delivery, read, deadline);
    case 'facts':
      return await recordAndPost(dependencies, store, read, delivery, deadline);
    default:
      return read satisfies never;
  }
}

async function readBody(
  platform: Platform,
  store: Store,
  { rawBody, topic, receivedAtMs }: VerifiedDelivery,
  deadline: Deadline,
): Promise<Interpretation> {
  const parsed = parseLosslessJson(rawBody);
  if (!parsed.ok) return { kind: 'unreadable', because: 'the body is not JSON' };
  return await platform.read(
    { payload: parsed.value, bodyHash: bodyHash(rawBody), topic, receivedAtMs, store },
    deadline,
  );
}

function legible(outcome: Outcome): Processed {
  return { outcome, parkedPk: null };
}

async function park(
  dependencies: PostQueuedDependencies,
  store: Store,
  { rawBody: body, ...delivery }: VerifiedDelivery,
  why: Explanation<ParkedReason>,
  deadline: Deadline,
): Promise<Processed> {
  const parked = { ...delivery, store: store.id, signature: null, body };
  const signal = signalWithReserve(deadline, TIME.deferring);
  const { outcome, pk } = await tryToParkDelivery(dependencies, parked, why, signal);
  return { outcome, parkedPk: pk };
}

/** Parks the body and merges nothing: a copy of the shop gives the same numbers to orders of its own. */
async function parkOtherShop(
  dependencies: PostQueuedDependencies,
  store: Store,
  { rawBody: body, ...delivery }: VerifiedDelivery,
  read: Extract<Interpretation, { kind: 'otherShop' }>,
  deadline: Deadline,
): Promise<Processed> {
  const kept = { ...delivery, store: store.id, signature: null, body };
  const time = { nowMs: deadline.now(), signal: signalWithReserve(deadline, TIME.deferring) };
  const { outcome, pk } = await tryToParkOtherShop(dependencies, kept, read, time);
  return { outcome: { ...outcome, order: read.described?.order ?? null }, parkedPk: pk };
}

async function recordAndPost(
  dependencies: PostQueuedDependencies,
  store: Store,
  { facts, lookedFor }: Extract<Interpretation, { kind: 'facts' }>,
  delivery: VerifiedDelivery,
  deadline: Deadline,
): Promise<Processed> {
  const parkFor = async (reason: ParkedReason): Promise<Processed> => {
    const parked = await park(dependencies, store, delivery, explain(reason), deadline);
    return { ...parked, outcome: { ...parked.outcome, order: facts.order } };
  };
  let recorded: Recorded | 'otherOrder';
  try {
    const recording = { ...deadline, signal: signalWithReserve(deadline, TIME.deferring) };
    const account = store.settlement === 'inline' && !store.shadow ? dependencies : null;
    recorded = await recordFacts(dependencies.ledger, store, facts, recording, account);
  } catch (error) {
    if (error instanceof RecordTooLarge) return await parkFor('recordTooLarge');
    dependencies.emit({ kind: 'warning', message: 'the ledger could not be written', error });
    return legible(outcome('notRecorded', 'ledgerNotWritten', facts.order));
  }
  if (recorded === 'otherOrder') return await parkFor('otherOrder');
  const { stale, changed, ahead, earns, leftOut, inShadow } = recorded;
  dependencies.emit({ kind: 'factsRecorded', stale, changed });
  if (ahead) dependencies.emit({ kind: 'shopClockAhead', store: store.id, order: facts.order });
  const run = await postInline(dependencies, store, recorded, deadline);
  await scheduleNextRun(dependencies.queue, { ...run, recordedMore: changed }, deadline, (error) =>
    dependencies.emit({ kind: 'warning', message: 'could not be queued; the sweep will find it', error }),
  );
  if (store.settlement === 'inline') reportRun(dependencies.emit, run, deadline);
  const described = describeOutcome(run, store, {
    stale,
    changed,
    leftOut,
    inShadow,
    lookedFor: lookedFor ?? null,
  });
  return legible({ ...described, ...(earns !== null && { earns }) });
}

async function postInline(
  dependencies: PostQueuedDependencies,
  store: Store,
  { current, prepared }: Recorded,
  deadline: Deadline,
): Promise<PostingRun> {
  if (store.settlement === 'queued') {
    const step = nextStep(current.record, deadline.now());
    return {
      record: current.record,
      stop: step.kind === 'attempt' || step.kind === 'plan' ? { kind: 'outOfTime' } : step,
      results: new Map(),
    };
  }
  try {
    return await postEntries(dependencies, store, current, deadline, prepared);
  } catch (error) {
    dependencies.emit({ kind: 'warning', message: 'settling was interrupted', error });
    return { record: current.record, stop: { kind: 'interrupted' }, results: new Map() };
  }
}
