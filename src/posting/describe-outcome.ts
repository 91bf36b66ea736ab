import { maskedKey } from '../domain/change-key.ts';
import type { Entry, ParkReason } from '../domain/entry.ts';
import type { NextStep } from '../domain/next-step.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { PostResult } from '../domain/post-result.ts';
import { type Explanation, explain, type Reason } from '../domain/reasons.ts';
import { isOrder, type LedgerRecord, nameOf } from '../domain/record.ts';
import type { Store } from '../domain/store.ts';
import { cappedBy, onHold, withoutPoints, zeroTable } from '../domain/zero-reason.ts';
import type { PostingRun } from './post-entries.ts';

/** States of entries that are not posted and not withdrawn. */
const LISTED: ReadonlySet<Entry['state']> = new Set(['pending', 'parked', 'uncollected']);

type Describe = (kind: Outcome['kind'], why: Reason | Explanation) => Outcome;

/** What a delivery made of its order's record. */
interface RecordedNow {
  readonly stale: boolean;
  readonly changed: boolean;
  /** Points that it would have moved stay as they are, as the order's customer was erased. */
  readonly leftOut: boolean;
  /** Points that it planned in shadow. */
  readonly inShadow: number;
  /** Where a customer was looked for, of a body that names none. */
  readonly lookedFor: string | null;
}

/** The outcome of one posting run, for the answer and for the log. `recorded` is `null` where nothing was recorded. */
export function describeOutcome(run: PostingRun, store: Store, recorded: RecordedNow | null): Outcome {
  const { record, stop } = run;
  const inShadow = recorded === null || recorded.inShadow === 0 ? null : record.entries.at(-1);
  const entries = record.entries
    .filter((entry) => run.results.has(entry.number) || LISTED.has(entry.state) || entry === inShadow)
    .map(entryOutcome);
  const of: Describe = (kind, why) => ({ ...outcome(kind, why, nameOf(record.key)), entries });

  switch (stop.kind) {
    case 'parked':
      return of('parked', forAPerson(stop.entry.parked ?? 'refused'));
    case 'paymentAhead':
      return of('parked', 'paymentAhead');
    case 'wait':
      return of('deferred', waitsFor(stop));
    case 'outOfTime':
      return of('deferred', 'queued');
    case 'interrupted':
      return of('deferred', 'interrupted');
    case 'blocked':
      return of('deferred', { reason: stop.reason, because: `recorded; to be settled later: ${stop.because}` });
    case 'settled':
      return settledOutcome([...run.results.values()], record, store, recorded, of);
    default:
      return stop satisfies never;
  }
}

function settledOutcome(
  results: readonly PostResult[],
  record: LedgerRecord,
  store: Store,
  recorded: RecordedNow | null,
  of: Describe,
): Outcome {
  const applied = results.filter((result) => result.kind === 'applied');
  const warning = applied.find((result) => result.warning !== null)?.warning ?? null;
  if (warning !== null) return of('appliedWithWarning', warning);
  if (results.length > 0 && record.entries.some(({ state }) => state === 'uncollected')) {
    return applied.length > 0 ? of('appliedWithWarning', 'takenInPart') : of('skipped', 'balanceSpent');
  }
  if (applied.length > 0) return of('applied', (isOrder(record) ? cappedBy(record) : null) ?? 'applied');
  if (results.some(({ kind }) => kind === 'alreadyApplied')) return of('alreadyApplied', 'appliedBefore');

  if (!isOrder(record)) return of('nothingToDo', 'settledAlready');
  if (recorded?.leftOut === true) return of('skipped', 'customerErased');
  if (recorded !== null && recorded.inShadow !== 0) return of('nothingToDo', shadowed(recorded.inShadow));
  const why = withoutPoints(record, store);
  if (why !== null && zeroTable[why.reason].skipped) return of('skipped', withNames(why, recorded));
  if (recorded?.stale === true) return of('nothingToDo', 'stale');
  return of('nothingToDo', why ?? (recorded?.changed === false ? 'duplicate' : 'pointsAreRight'));
}

function shadowed(points: number): Explanation {
  return explain('shadow', points > 0 ? `+${points}` : String(points));
}

function withNames(why: Explanation, recorded: RecordedNow | null): Explanation {
  const lookedFor = why.reason === 'noCustomer' ? (recorded?.lookedFor ?? null) : null;
  return lookedFor === null ? why : { ...why, because: `${why.because}; ${lookedFor}` };
}

/** Explains why an order or an award is parked. */
export function forAPerson(reason: ParkReason): Explanation {
  return { reason, because: `${explain(reason).because}; a person has to look` };
}

function waitsFor({ entry, untilMs }: Extract<NextStep, { kind: 'wait' }>): Reason | Explanation {
  if (entry.attempts === 0) return onHold(untilMs);
  return entry.lease === null ? 'triedAgain' : 'attemptUnderWay';
}

function entryOutcome(entry: Entry) {
  return { changeKey: maskedKey(entry.changeKey), points: entry.points, outcome: entry.state };
}
