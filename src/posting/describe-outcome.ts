import { maskedKey } from '../domain/change-key.ts';
import type { Entry } from '../domain/entry.ts';
import type { NotEntitledReason } from '../domain/order-facts.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { PostResult } from '../domain/post-result.ts';
import { isOrder, type LedgerRecord, nameOf } from '../domain/record.ts';
import { targetPoints } from '../domain/target-points.ts';
import type { PostingRun } from './post-entries.ts';

const SKIPPED = {
  testOrder: 'a test order earns no points; allowTestOrders lets it',
  otherCurrency: "the order is not in the store's currency",
  subOrder: "the order is a part of another, which holds the same goods; subOrders: 'earn' lets it earn",
} as const;

const WARNINGS = {
  apiWarning: 'applied; the points API answered with a warning',
  keyUsedByOther: 'the points API says that the change key was used before, though not by us; look at the customer',
} as const;

const PARKED = {
  refused: 'the points API refused the entry',
  needsChecking: 'the points API may or may not have applied the entry',
  customerUnknown: 'the points API does not know the customer',
  insufficientBalance: 'the customer has spent the points that are to be taken back',
  triesExhausted: 'the points API could not take the entry for too long',
  settlingFailed: 'settling the order failed again and again',
  storeRemoved: 'the store is no longer in ponte.config.ts',
  pointsOutOfRange: 'the points exceed what the points API takes',
} as const;

const PAYMENT_AHEAD =
  'the payment date is more than a day ahead; kept for a person until a newer body or that day, and not awarded before';

/** What is not yet, or not at all, as it should be. */
const LISTED: ReadonlySet<Entry['state']> = new Set(['pending', 'parked', 'uncollected']);

/** What one run of settling came to, for the platform that waits for an answer and for the log. */
export function describeOutcome(run: PostingRun, recorded: { stale: boolean; changed: boolean } | null): Outcome {
  const { record, stop } = run;
  const entries = record.entries
    .filter((entry) => run.results.has(entry.number) || LISTED.has(entry.state))
    .map(entryOutcome);
  const of = (kind: Outcome['kind'], message: string): Outcome => ({
    kind,
    message,
    order: nameOf(record.key),
    entries,
  });

  switch (stop.kind) {
    case 'parked':
      return of('parked', `${PARKED[stop.entry.parked ?? 'refused']}; a person has to look`);
    case 'paymentAhead':
      return of('parked', PAYMENT_AHEAD);
    case 'wait':
      return of('deferred', `recorded; to be settled ${waitsFor(stop.entry)}`);
    case 'outOfTime':
      return of('deferred', 'recorded; to be settled from the queue');
    case 'interrupted':
      return of('deferred', 'recorded; settling was interrupted and goes on from the queue');
    case 'blocked':
      return of('deferred', `recorded; to be settled later: ${stop.because}`);
    case 'settled':
      return settledOutcome([...run.results.values()], record, recorded, of);
    default:
      return stop satisfies never;
  }
}

function settledOutcome(
  results: readonly PostResult[],
  record: LedgerRecord,
  recorded: { stale: boolean; changed: boolean } | null,
  of: (kind: Outcome['kind'], message: string) => Outcome,
): Outcome {
  const applied = results.filter((result) => result.kind === 'applied');
  const warning = applied.find((result) => result.warning !== null)?.warning ?? null;
  if (warning !== null) return of('appliedWithWarning', WARNINGS[warning]);
  if (results.length > 0 && record.entries.some(({ state }) => state === 'uncollected')) {
    return applied.length > 0
      ? of('appliedWithWarning', 'applied as far as the balance went; the customer has spent the other points')
      : of('skipped', 'the customer has spent the points; nothing could be taken back');
  }
  if (applied.length > 0) return of('applied', 'applied');
  if (results.some(({ kind }) => kind === 'alreadyApplied')) {
    return of('alreadyApplied', 'an earlier attempt had been applied');
  }

  if (!isOrder(record)) return of('nothingToDo', 'settled already');
  const standing = record.facts.standing?.value;
  if (standing?.kind === 'notEntitled' && isSkipped(standing.because)) return of('skipped', SKIPPED[standing.because]);
  if (record.customer === null && record.pinned !== null && targetPoints(record.facts, record.pinned) > 0) {
    return of('skipped', 'the order names no customer; a later body that names one earns its points');
  }
  return of('nothingToDo', nothingToDo(record, recorded));
}

function isSkipped(because: NotEntitledReason): because is keyof typeof SKIPPED {
  return because in SKIPPED;
}

function nothingToDo(record: OrderRecord, recorded: { stale: boolean; changed: boolean } | null): string {
  if (recorded?.stale === true) return 'a newer state of the order is already recorded';
  if (recorded?.changed === false) return 'already recorded';
  if (record.facts.standing === null) return 'recorded for when its order comes';
  return 'recorded; the points are as they should be';
}

function waitsFor(entry: Entry): string {
  if (entry.attempts === 0) return 'once it is due';
  return entry.lease === null ? 'when the points API is tried again' : 'after an attempt that is under way';
}

function entryOutcome(entry: Entry) {
  return { changeKey: maskedKey(entry.changeKey), points: entry.points, outcome: entry.state };
}
