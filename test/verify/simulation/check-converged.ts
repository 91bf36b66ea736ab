import type { Entry } from '../../../src/domain/entry.ts';
import type { Trial } from './trial.ts';

/** Law 1, 3 and 5: the points of every order end where the oracle says, in any order of arrival. */
export function checkConverged(
  { simulation, expected, consequences, invariants }: Trial,
  counted: (entry: Entry) => boolean,
): void {
  const records = new Map(simulation.ledger.orders().map((record) => [String(record.key.order), record]));
  for (const [order, { posted: target }] of expected) {
    if (consequences.unsure.has(order)) continue;
    const entries = records.get(order)?.entries ?? [];
    const posted = pointsOf(entries.filter(counted));
    const detail = () => ({ order, expected: target, posted, entries });
    invariants.check(consequences.lawOf(order), posted === target, detail);
    if (simulation.storeSide.reordered.has(order)) invariants.check('order', posted === target, detail);
  }
}

/**
 * "*attempted, answer unknown* (also when parked as *needs checking*): counts as posted", "*applied*: counts as posted for ever". What is in
 * shadow counts as if it were.
 */
export function countsAsPosted({ state, unresolvedAttempts }: Entry): boolean {
  if (state === 'withdrawn') return false;
  return state === 'applied' || state === 'shadow' || unresolvedAttempts.length > 0;
}

/** What an order comes to once all is settled. */
export function isSettled(entry: Entry): boolean {
  return countsAsPosted(entry) || entry.state === 'uncollected';
}

export function pointsOf(entries: readonly Entry[]): number {
  return entries.reduce((total, { points }) => total + points, 0);
}
