import type { ArrivedBody, Observation } from './order-facts.ts';
import type { KnownFacts } from './order-record.ts';

/** How far a body's own time may be ahead of its arrival: clocks err by minutes. */
const MAX_AHEAD_MS = 10 * 60_000;

/** How far a payment date may be ahead of its body's arrival, as in a shop that writes its local time as UTC. */
export const MAX_PAYMENT_AHEAD_MS = 24 * 3_600_000;

/** How many bodies of an order are remembered by their arrival: a shop may send hundreds. */
const MAX_REMEMBERED = 50;

/** First arrivals of bodies whose clock was ahead. */
type Ahead = Pick<KnownFacts, 'aheadBodies'>;

const NOTHING_KNOWN: Ahead = { aheadBodies: {} };

/** Whether the first of two bodies of an order is the newer, if nothing else is known of that order. */
export function isNewerBody(one: ArrivedBody, other: ArrivedBody): boolean {
  return compareObservations(observationOf(NOTHING_KNOWN, one), observationOf(NOTHING_KNOWN, other)) > 0;
}

/** When the body first arrived. One whose clock was ahead is recognised by its hash when it is sent again. */
export function firstArrivalMs(known: Ahead, { hash, arrivedAtMs }: ArrivedBody): number {
  return known.aheadBodies[hash] ?? arrivedAtMs;
}

/** When a body described its order, as far as its clock is credible. */
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

/** Orders two bodies. Two whose clocks are ahead are compared by those clocks; against any other the first arrival counts. */
export function compareObservations(one: Observation, other: Observation): number {
  const bothAhead = one.aheadSinceMs !== null && other.aheadSinceMs !== null;
  const timeOf = ({ observedAtMs, aheadSinceMs }: Observation) =>
    bothAhead ? observedAtMs : (aheadSinceMs ?? observedAtMs);
  return timeOf(one) - timeOf(other) || one.rank - other.rank || compareText(one.bodyHash, other.bodyHash);
}

export function compareText(one: string, other: string): number {
  // Stryker disable next-line ConditionalExpression: callers treat equal and greater alike
  if (one === other) return 0;
  // Stryker disable next-line EqualityOperator: equal texts have returned
  return one < other ? -1 : 1;
}

/** Remembers the first arrival of a body whose own time or payment date was ahead of it. */
export function withAheadBody(
  known: KnownFacts,
  body: ArrivedBody,
  paidAtMs: number | null,
): Readonly<Record<string, number>> {
  const { observedAtMs, hash } = body;
  const arrivedAtMs = firstArrivalMs(known, body);
  // Stryker disable next-line ConditionalExpression: `null` is greater than no instant
  const isOfTheFuture = isAhead(observedAtMs, arrivedAtMs) || (paidAtMs !== null && paidAtMs > arrivedAtMs);
  if (!isOfTheFuture || hash in known.aheadBodies) return known.aheadBodies;
  const newest = [...Object.entries(known.aheadBodies), [hash, arrivedAtMs] as const]
    .sort(([, one], [, other]) => one - other)
    .slice(-MAX_REMEMBERED);
  return Object.fromEntries(newest);
}
