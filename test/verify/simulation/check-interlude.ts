import type { Delivery, History } from '../laws/histories/history.ts';
import type { Invariants } from '../laws/invariants.ts';
import type { Law } from '../laws/laws.ts';
import { expectedOutcome } from '../laws/oracle/expected-outcome.ts';
import type { ExpectedOutcome } from '../laws/oracle/outcome.ts';
import { checkConverged, isSettled } from './check-converged.ts';
import { afterErasure, afterRepin, type Consequences, NONE } from './consequences.ts';
import { randomOf } from './fault-plan.ts';
import { otherRules } from './interlude.ts';
import { withUnsure } from './perhaps-heard.ts';
import type { Simulation } from './simulation.ts';
import type { Trial } from './trial.ts';

type Outcomes = ReadonlyMap<string, ExpectedOutcome>;

/** Plays a history up to its interlude, settles everything, and has the person do it. */
export async function passInterlude(
  told: History,
  simulation: Simulation,
  invariants: Invariants<Law>,
): Promise<Consequences> {
  const { interlude } = simulation;
  if (interlude === null) return NONE;
  await simulation.deliverBefore();
  await simulation.drain();
  if (await simulation.redriveBodies()) await simulation.drain();
  simulation.redriveParked();
  await simulation.drain();
  const unheard = simulation.shop?.unheard();
  const isKnown = ({ atMs, body }: Delivery) => atMs <= interlude.atMs && !unheard?.has(body);
  const history = { ...told, deliveries: told.deliveries.filter(isKnown) };
  const before = expectedOutcome(history);
  const consequences = withUnsure(NONE, history, simulation.shop?.perhapsHeard() ?? new Set());
  const trial: Trial = { history, simulation, expected: before, consequences, invariants };
  checkConverged(trial, isSettled);
  const passed = interlude.kind === 'erasure' ? await erase(trial) : await repin(trial);
  return { ...passed, unsure: passed.unsure.union(consequences.unsure) };
}

/** Erases one of those who have points. */
async function erase({ simulation, expected: before, invariants, history }: Trial): Promise<Consequences> {
  const owners = [...before.values()].filter(({ posted, customers }) => posted > 0 && customers.size === 1);
  if (owners.length === 0) return NONE;
  const owner = owners[randomOf(history.seed, 'erased').int(0, owners.length - 1)];
  const [customer = ''] = owner?.customers ?? [];
  const forgotten = await simulation.erase(customer);
  if (forgotten.kind === 'found') {
    // "refused while an entry is pending or unknown"
    const waiting = simulation.ledger
      .orders()
      .filter(({ entries }) =>
        entries.some(({ state, unresolvedAttempts }) => state === 'pending' || unresolvedAttempts.length > 0),
      );
    invariants.check('erased', waiting.length > 0, () => forgotten.inTheWay);
    return NONE;
  }
  const { left } = forgotten;
  const isGone = left.ledger.records.length === 0 && left.ledger.deliveries.length === 0;
  invariants.check('erased', isGone, () => left.ledger);
  return afterErasure(customer, before);
}

/** All orders until then, or those that were paid at the same instant as one of them. */
async function repin({ simulation, expected: before, invariants, history, ...given }: Trial): Promise<Consequences> {
  const random = randomOf(history.seed, 'window');
  const paidAtMs = [...before.values()].flatMap((one) => one.paidAtMs ?? []);
  const onlyMs = paidAtMs.length > 0 && random.chance(0.3) ? (paidAtMs[random.int(0, paidAtMs.length - 1)] ?? 0) : null;
  const window = { sinceMs: onlyMs ?? 0, untilMs: onlyMs === null ? Number.MAX_SAFE_INTEGER : onlyMs + 1 };
  const change = otherRules(history.seed);
  await simulation.repin(change, window);
  await simulation.drain();
  const repinned = afterRepin(change, window, before);
  const consequences = { ...repinned, unsure: repinned.unsure.union(given.consequences.unsure) };
  const expected = consequences.expectedOf(history);
  checkConverged({ history, simulation, expected, consequences, invariants }, isSettled);
  return consequences;
}

/**
 * What was erased stays so, whatever comes later: no record that was closed names the customer, and what would have moved its points is told.
 * A customer of the shop's own numbers is looked for by nobody here: a short number may be anything.
 */
export function checkErased({ simulation, history, consequences, invariants, expected }: Trial): void {
  const { closed } = consequences;
  if (closed.size === 0) return;
  const meant: Outcomes = expectedOutcome(history);
  const died = simulation.struck.some(
    ({ name }) => name === 'crashBeforeCall' || name === 'crashAfterCall' || name === 'slowCall',
  );
  for (const record of simulation.ledger.orders()) {
    const order = String(record.key.order);
    if (!closed.has(order)) continue;
    const [customer = ''] = expected.get(order)?.customers ?? [];
    const isLeft = customer.length >= 8 && JSON.stringify(record).includes(customer);
    invariants.check('erased', !isLeft, () => ({ order, record }));
    const isMoved = meant.get(order)?.posted !== expected.get(order)?.posted;
    const isTold = simulation.lines.some((line) => line.includes('"customerErased"') && line.includes(order));
    invariants.check('erased', !isMoved || isTold || died, () => ({ order, told: 'nothing of what did not move' }));
  }
}

/** The key of a change; of an order that was closed, or may have been, without its customer. */
export function keyFormOf({ simulation, consequences }: Trial): (key: string) => string {
  const masked = (key: string) => key.split('-').toSpliced(1, 1, '***').join('-');
  const closed = new Set(
    simulation.ledger
      .orders()
      .filter(({ key }) => consequences.closed.has(key.order) || consequences.unsure.has(key.order))
      .flatMap(({ entries }) => entries.map(({ changeKey }) => masked(changeKey))),
  );
  return (key) => (closed.has(masked(key)) ? masked(key) : key);
}
