import type { ArrivedBody, Observation } from './order-facts.ts';
import type { KnownFacts } from './order-record.ts';

/** A body's own time may be ahead of its arrival by this much: clocks go wrong by minutes. */
const MAX_AHEAD_MS = 10 * 60_000;

/** A payment date may be ahead of its body's arrival by this much, as of a shop that writes its own time zone as UTC. */
export const MAX_PAYMENT_AHEAD_MS = 24 * 3_600_000;

/** So many bodies of an order are remembered by their arrival, and no more: a shop may send hundreds. */
const MAX_REMEMBERED = 50;

/** What is remembered of bodies that were ahead. */
type Ahead = Pick<KnownFacts, 'aheadBodies'>;

const NOTHING_KNOWN: Ahead = { aheadBodies: {} };

/** Whether the first of two bodies of one order is the newer, where nothing else is known of it. */
export function isNewerBody(one: ArrivedBody, other: ArrivedBody): boolean {
  return compareObservations(observationOf(NOTHING_KNOWN, one), observationOf(NOTHING_KNOWN, other)) > 0;
}

/** When the body first arrived: one whose clock was ahead then is known by its hash when it is sent again. */
export function firstArrivalMs(known: Ahead, { hash, arrivedAtMs }: ArrivedBody): number {
  return known.aheadBodies[hash] ?? arrivedAtMs;
}

/** When a body described its order, as far as its clock can be believed. */
export function observationOf(known: Ahead, body: ArrivedBody): Observation {
  const { observedAtMs, rank, hash } = body;
  const arrivedAtMs = firstArrivalMs(known, body);
  return {
    observedAtMs,
    rank: rank ?? arrivedAtMs,
    bodyHash: rank === null ? '' : hash,
    aheadSinceMs: isAhead(observedAtMs, arrivedAtMs) ? arrivedAtMs : null,
  };
}

function isAhead(observedAtMs: number, arrivedAtMs: number): boolean {
  return observedAtMs - arrivedAtMs > MAX_AHEAD_MS;
}

/** Two bodies whose clock is ahead are ordered by that clock; against any other the first arrival counts. */
export function compareObservations(one: Observation, other: Observation): number {
  const bothAhead = one.aheadSinceMs !== null && other.aheadSinceMs !== null;
  const timeOf = ({ observedAtMs, aheadSinceMs }: Observation) =>
    bothAhead ? observedAtMs : (aheadSinceMs ?? observedAtMs);
  return timeOf(one) - timeOf(other) || one.rank - other.rank || compareText(one.bodyHash, other.bodyHash);
}

export function compareText(one: string, other: string): number {
  // Stryker disable next-line ConditionalExpression: what is not less wins, equal or greater
  if (one === other) return 0;
  // Stryker disable next-line EqualityOperator: equal texts have returned
  return one < other ? -1 : 1;
}

/** Remembers the first arrival of a body that told of the future, by its own time or by its payment date. */
export function withAheadBody(
  known: KnownFacts,
  body: ArrivedBody,
  paidAtMs: number | null,
): Readonly<Record<string, number>> {
  const { observedAtMs, hash } = body;
  const arrivedAtMs = firstArrivalMs(known, body);
  // Stryker disable next-line ConditionalExpression: null is later than no instant
  const isOfTheFuture = isAhead(observedAtMs, arrivedAtMs) || (paidAtMs !== null && paidAtMs > arrivedAtMs);
  if (!isOfTheFuture || hash in known.aheadBodies) return known.aheadBodies;
  const newest = [...Object.entries(known.aheadBodies), [hash, arrivedAtMs] as const]
    .sort(([, one], [, other]) => one - other)
    .slice(-MAX_REMEMBERED);
  return Object.fromEntries(newest);
}
