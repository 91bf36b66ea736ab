import { nextStep } from '../domain/next-step.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import { describeOutcome } from '../posting/describe-outcome.ts';
import { type PostingRun, postEntries } from '../posting/post-entries.ts';
import type { PostQueuedDependencies } from '../posting/post-queued.ts';
import type { Recorded } from '../posting/record-facts.ts';
import { reportRun } from '../posting/report-run.ts';
import { scheduleNextRun } from '../posting/schedule-next-run.ts';
import type { Deadline } from '../shared/deadline.ts';
import { parkBody } from './park-delivery.ts';
import { type ProvenBody, type RecordedBody, recordBody } from './record-body.ts';

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
  delivery: ProvenBody,
  deadline: Deadline,
): Promise<Processed> {
  const account = store.settlement === 'inline' && !store.shadow ? dependencies : null;
  const made = await recordBody(dependencies, platform, store, delivery, deadline, account);
  switch (made.kind) {
    case 'done':
      return { outcome: made.outcome, parkedPk: null };
    case 'recorded':
      return { outcome: await postRecorded(dependencies, store, made, deadline), parkedPk: null };
    case 'toPark':
    case 'otherShop': {
      const { outcome, pk } = await parkBody(dependencies, store.id, delivery, made, deadline);
      return { outcome, parkedPk: pk };
    }
    default:
      return made satisfies never;
  }
}

async function postRecorded(
  dependencies: PostQueuedDependencies,
  store: Store,
  { order, recorded, lookedFor }: RecordedBody,
  deadline: Deadline,
): Promise<Outcome> {
  const { stale, changed, ahead, earns, leftOut, inShadow } = recorded;
  dependencies.emit({ kind: 'factsRecorded', stale, changed });
  if (ahead) dependencies.emit({ kind: 'shopClockAhead', store: store.id, order });
  const run = await postInline(dependencies, store, recorded, deadline);
  await scheduleNextRun(dependencies.queue, { ...run, recordedMore: changed }, deadline, (error) =>
    dependencies.emit({ kind: 'warning', message: 'could not be queued; the sweep will find it', error }),
  );
  if (store.settlement === 'inline') reportRun(dependencies.emit, run, deadline);
  const described = describeOutcome(run, store, { stale, changed, leftOut, inShadow, lookedFor });
  return { ...described, ...(earns !== null && { earns }) };
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
