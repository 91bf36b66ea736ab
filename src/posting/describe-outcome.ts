import { maskedKey } from '../domain/change-key.ts';
import type { Entry, ParkReason } from '../domain/entry.ts';
import type { NotEntitledReason } from '../domain/order-facts.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { PostResult } from '../domain/post-result.ts';
import { type Explanation, explain, type Reason } from '../domain/reasons.ts';
import { isOrder, type LedgerRecord, nameOf } from '../domain/record.ts';
import { targetPoints } from '../domain/target-points.ts';
import type { PostingRun } from './post-entries.ts';

/** Reasons for which an order earns nothing though its merchant may expect points. */
const SKIPPED = ['testOrder', 'otherCurrency', 'subOrder'] as const satisfies readonly (NotEntitledReason & Reason)[];

/** States of entries that are not posted and not withdrawn. */
const LISTED: ReadonlySet<Entry['state']> = new Set(['pending', 'parked', 'uncollected']);

type Describe = (kind: Outcome['kind'], why: Reason | Explanation) => Outcome;

/** What recording said of a delivery. `null` where nothing was recorded. */
type Said = { readonly stale: boolean; readonly changed: boolean; readonly leftOut: boolean } | null;

/** The outcome of one posting run, for the answer and for the log. */
export function describeOutcome(run: PostingRun, recorded: Said): Outcome {
  const { record, stop } = run;
  const entries = record.entries
    .filter((entry) => run.results.has(entry.number) || LISTED.has(entry.state))
    .map(entryOutcome);
  const of: Describe = (kind, why) => ({ ...outcome(kind, why, nameOf(record.key)), entries });

  switch (stop.kind) {
    case 'parked':
      return of('parked', forAPerson(stop.entry.parked ?? 'refused'));
    case 'paymentAhead':
      return of('parked', 'paymentAhead');
    case 'wait':
      return of('deferred', waitsFor(stop.entry));
    case 'outOfTime':
      return of('deferred', 'queued');
    case 'interrupted':
      return of('deferred', 'interrupted');
    case 'blocked':
      return of('deferred', { reason: stop.reason, because: `recorded; to be settled later: ${stop.because}` });
    case 'settled':
      return settledOutcome([...run.results.values()], record, recorded, of);
    default:
      return stop satisfies never;
  }
}

function settledOutcome(results: readonly PostResult[], record: LedgerRecord, recorded: Said, of: Describe): Outcome {
  const applied = results.filter((result) => result.kind === 'applied');
  const warning = applied.find((result) => result.warning !== null)?.warning ?? null;
  if (warning !== null) return of('appliedWithWarning', warning);
  if (results.length > 0 && record.entries.some(({ state }) => state === 'uncollected')) {
    return applied.length > 0 ? of('appliedWithWarning', 'takenInPart') : of('skipped', 'balanceSpent');
  }
  if (applied.length > 0) return of('applied', 'applied');
  if (results.some(({ kind }) => kind === 'alreadyApplied')) return of('alreadyApplied', 'appliedBefore');

  if (!isOrder(record)) return of('nothingToDo', 'settledAlready');
  if (recorded?.leftOut === true) return of('skipped', 'customerErased');
  const standing = record.facts.standing?.value;
  const skipped = SKIPPED.find((because) => standing?.kind === 'notEntitled' && standing.because === because);
  if (skipped !== undefined) return of('skipped', skipped);
  if (record.customer === null && record.pinned !== null && targetPoints(record.facts, record.pinned) > 0) {
    return of('skipped', 'noCustomer');
  }
  return of('nothingToDo', nothingToDo(record, recorded));
}

function nothingToDo(record: OrderRecord, recorded: Said): Reason {
  if (recorded?.stale === true) return 'stale';
  if (recorded?.changed === false) return 'duplicate';
  return record.facts.standing === null ? 'orderAwaited' : 'pointsAreRight';
}

/** Explains why an order or an award is parked. */
export function forAPerson(reason: ParkReason): Explanation {
  return { reason, because: `${explain(reason).because}; a person has to look` };
}

function waitsFor(entry: Entry): Reason {
  if (entry.attempts === 0) return 'notDueYet';
  return entry.lease === null ? 'triedAgain' : 'attemptUnderWay';
}

function entryOutcome(entry: Entry) {
  return { changeKey: maskedKey(entry.changeKey), points: entry.points, outcome: entry.state };
}
