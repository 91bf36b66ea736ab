import { maskedKey } from '../../../src/domain/change-key.ts';
import type { Entry } from '../../../src/domain/entry.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import type { EntryExplanation, OrderExplanation } from '../../../src/explain/explanation.ts';
import type { DeliveryRow, TimelineEvent } from '../../api.ts';
import type { Told } from '../deliveries/delivery-source.ts';

interface Known {
  readonly record: OrderRecord;
  readonly said: OrderExplanation;
  /** Those that named it, the oldest first. */
  readonly deliveries: readonly DeliveryRow[];
  /** What functions told of it that took it from the queue. */
  readonly settled: readonly Told[];
  readonly nowMs: number;
}

/** An event before the points after it are known; `plans`: by how much it changes the target, `gives`: what is given. */
interface Draft extends Pick<TimelineEvent, 'kind' | 'isAbout' | 'entry' | 'delivery'> {
  readonly atMs: number;
  readonly plans: number;
  readonly gives: number;
}

/** Of events of one instant, which comes first. */
const ORDER = [
  'paid',
  'delivery',
  'withdrawn',
  'planned',
  'holdEnds',
  'attempted',
  'applied',
  'parked',
  'retry',
  'givesUp',
];

/**
 * What happened to an order, with its points after each event: the target as entries were planned for it, against what was
 * confirmed to be given: an attempt without an answer has given nothing so far.
 * The ledger keeps when an entry was planned, first attempted and parked; when it was applied or withdrawn is told by deliveries and log
 * lines, or nearly so.
 */
export function timelineOf(known: Known): readonly TimelineEvent[] {
  const { record, said, deliveries, nowMs } = known;
  const drafts: Draft[] = [
    ...paidOf(said),
    ...deliveries.map(ofDelivery),
    ...record.entries.flatMap((entry) => ofEntry(entry, said.entries, known)),
  ];
  drafts.sort((one, other) => one.atMs - other.atMs || ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  let target = 0;
  let confirmed = 0;
  const events = drafts.map(({ atMs, plans, gives, ...draft }) => {
    target += plans;
    confirmed += gives;
    return { at: new Date(atMs).toISOString(), isAhead: atMs > nowMs, target, confirmed, ...draft };
  });
  return withLastTarget(events, said.target.points);
}

/** What no entry was planned for, such as an order without a customer, is known since the last delivery. */
function withLastTarget(events: readonly TimelineEvent[], target: number): readonly TimelineEvent[] {
  const last = events.findLastIndex(({ isAhead }) => !isAhead);
  if (last < 0 || events[last]?.target === target) return events;
  const since = Math.max(
    0,
    events.findLastIndex(({ kind }) => kind === 'delivery'),
  );
  return events.map((event, at) => (at < since ? event : { ...event, target }));
}

function paidOf({ facts }: OrderExplanation): readonly Draft[] {
  return facts.payment === null ? [] : [draft('paid', Date.parse(facts.payment.at))];
}

/** When it came: it is logged once it is answered. */
function ofDelivery(delivery: DeliveryRow): Draft {
  return { ...draft('delivery', Date.parse(delivery.at) - delivery.tookMs), delivery };
}

function ofEntry(entry: Entry, said: readonly EntryExplanation[], known: Known): readonly Draft[] {
  const { plannedAtMs, firstAttemptAtMs, notBeforeMs, parkedAtMs, attempts, points, number, state } = entry;
  const of = (kind: Draft['kind'], atMs: number, change: Partial<Draft> = {}): Draft => ({
    ...draft(kind, atMs),
    entry: { number, points },
    ...change,
  });
  const drafts = [of('planned', plannedAtMs, { plans: points })];
  const isHeld = attempts === 0 || (firstAttemptAtMs !== null && notBeforeMs <= firstAttemptAtMs);
  if (isHeld && state !== 'withdrawn' && notBeforeMs > plannedAtMs) drafts.push(of('holdEnds', notBeforeMs));
  if (firstAttemptAtMs !== null) drafts.push(of('attempted', firstAttemptAtMs));
  if (state === 'applied') {
    const toldAt = toldAtMs(entry, known, 'applied');
    const atMs = toldAt ?? firstAttemptAtMs ?? plannedAtMs;
    drafts.push(of('applied', atMs, { gives: points, isAbout: toldAt === null }));
  }
  if (parkedAtMs !== null && (state === 'parked' || state === 'uncollected')) drafts.push(of('parked', parkedAtMs));
  if (state === 'withdrawn') {
    const [atMs, isAbout] = withdrawnAt(entry, known);
    drafts.push(of('withdrawn', atMs, { plans: -points, isAbout }));
  }
  const waits = said.find((one) => one.number === number)?.waits;
  if (waits?.for === 'retry' && waits.until !== null) drafts.push(of('retry', Date.parse(waits.until)));
  const givesUpAt = waits?.givesUpAt ?? null;
  if (givesUpAt !== null) drafts.push(of('givesUp', Date.parse(givesUpAt)));
  return drafts;
}

/** When somebody told that the entry is in this state; null where nobody has. */
function toldAtMs(entry: Entry, { deliveries, settled }: Known, outcome: string): number | null {
  const key = maskedKey(entry.changeKey);
  const told = [...deliveries, ...settled].filter(({ entries }) =>
    entries.some((one) => one.changeKey === key && one.outcome === outcome),
  );
  return told.length === 0 ? null : Math.min(...told.map(({ at }) => Date.parse(at)));
}

/** When the entry that takes its place was planned, or a delivery no longer listed it. */
function withdrawnAt({ number, plannedAtMs, changeKey }: Entry, { record, deliveries, nowMs }: Known) {
  const next = record.entries.find((one) => one.number > number);
  if (next !== undefined) return [next.plannedAtMs, false] as const;
  const key = maskedKey(changeKey);
  const without = deliveries.find(
    ({ at, entries }) => Date.parse(at) > plannedAtMs && !entries.some((one) => one.changeKey === key),
  );
  return without === undefined
    ? ([Math.min(nowMs, plannedAtMs), true] as const)
    : ([Date.parse(without.at) - without.tookMs, false] as const);
}

function draft(kind: Draft['kind'], atMs: number): Draft {
  return { kind, atMs, isAbout: false, entry: null, delivery: null, plans: 0, gives: 0 };
}
