import type { Store } from '../../src/configuration/store.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import { countsAsPosted } from '../../src/ledger/entry.ts';
import { decimal } from '../../src/orders/decimal.ts';
import { outcomeBody } from '../../src/outcomes/outcome.ts';
import { outcomeTable } from '../../src/outcomes/outcome-table.ts';
import { OTHERS, type Simulation, simulate, type Weather } from '../simulation/run-history.ts';
import type { History } from './histories/history.ts';
import { expectedOutcome } from './oracle/expected-outcome.ts';

/** A law that did not hold, with all it takes to see it again. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';

  constructor(law: string, history: History, detail: unknown) {
    super(`${law}: ${JSON.stringify(detail)} (npm run laws -- --seed ${history.seed} --histories 1)`);
  }
}

/** Plays a history in the given weather and checks every law that speaks of histories. Returns the simulation for its counts. */
export async function checkLaws(history: History, weather: Weather): Promise<Simulation> {
  const simulation = simulate(history, weather);
  await simulation.deliver();
  checkNeverNegative(history, simulation);
  await simulation.drain();
  checkNothingLost(history, simulation);
  checkConverged(history, simulation, (entry) => entry.state !== 'withdrawn');

  simulation.redriveParked();
  await simulation.drain();
  checkConverged(history, simulation, (entry) => countsAsPosted(entry) || entry.state === 'uncollected');
  checkExactlyOnce(history, simulation);
  checkOneCustomer(history, simulation);
  checkNeverNegative(history, simulation);

  if (!history.arrivalDecides) await checkNothingChanges(history, simulation);
  checkPrivate(history, simulation);
  return simulation;
}

/** Law 1, 3 and 5: the points of every order end where the oracle says, in any order of arrival. */
function checkConverged(history: History, { ledger }: Simulation, counted: (entry: Entry) => boolean): void {
  const records = new Map(ledger.orders().map((record) => [String(record.key.order), record]));
  for (const [order, expected] of expectedOutcome(history)) {
    const entries = records.get(order)?.entries ?? [];
    const posted = pointsOf(entries.filter(counted));
    if (posted !== expected.posted) {
      throw new LawBroken('1 converge', history, { order, expected: expected.posted, posted, entries });
    }
  }
}

/** Law 2: what the API has done is exactly what the ledger says was applied, key by key. */
function checkExactlyOnce(history: History, { ledger, sandbox }: Simulation): void {
  const applied = ledger.orders().flatMap(({ entries }) => entries.filter(({ state }) => state === 'applied'));
  const inLedger = new Map(applied.map(({ changeKey, points }) => [String(changeKey), points]));
  const ours = sandbox.state().changes.filter(({ changeKey }) => !changeKey.startsWith(OTHERS));
  const atApi = new Map(ours.map(({ changeKey, points }) => [changeKey, points]));
  const differs = [...new Set([...inLedger.keys(), ...atApi.keys()])].filter(
    (key) => inLedger.get(key) !== atApi.get(key),
  );
  if (differs.length > 0 || inLedger.size !== applied.length) throw new LawBroken('2 exactly once', history, differs);
}

/** Whoever got an order's points is the one they are taken back from, and one whom a body named. */
function checkOneCustomer(history: History, { ledger, sandbox }: Simulation): void {
  const customerOf = new Map(sandbox.state().changes.map(({ changeKey, customer }) => [changeKey, customer]));
  const expected = expectedOutcome(history);
  for (const { key, entries } of ledger.orders()) {
    const customers = new Set(entries.flatMap(({ changeKey }) => customerOf.get(changeKey) ?? []));
    const named = expected.get(key.order)?.customers;
    if (customers.size > 1 || ![...customers].every((customer) => named?.has(customer))) {
      throw new LawBroken('5 the customer of the purchase', history, { order: key.order, customers: customers.size });
    }
  }
}

/** Law 4: neither the ledger's posted points nor what the API has seen of an order ever falls below zero. */
function checkNeverNegative(history: History, { ledger, sandbox }: Simulation): void {
  const orderOf = new Map(
    ledger.orders().flatMap(({ key, entries }) => entries.map(({ changeKey }) => [String(changeKey), key.order])),
  );
  const balances = new Map<string, number>();
  for (const { changeKey, points } of sandbox.state().changes) {
    if (changeKey.startsWith(OTHERS)) continue;
    const order = orderOf.get(changeKey) ?? 'no order';
    const balance = (balances.get(order) ?? 0) + points;
    balances.set(order, balance);
    if (balance < 0) throw new LawBroken('4 never more back than given', history, { order, balance });
  }
  for (const { key, entries } of ledger.orders()) {
    let posted = 0;
    for (const entry of entries.filter(countsAsPosted)) {
      posted += entry.points;
      if (posted < 0) throw new LawBroken('4 posted below zero', history, { order: key.order, posted });
    }
  }
}

/** Law 6: once everything was acknowledged and time has passed, nothing is left but what a person was told of. */
function checkNothingLost(history: History, { ledger, outcomes, exercised }: Simulation): void {
  const pending = ledger.orders().filter(({ entries }) => entries.some(({ state }) => state === 'pending'));
  const stuck = pending.filter(({ entries }) => !entries.some(({ state }) => state === 'parked'));
  if (stuck.length > 0) throw new LawBroken('6 nothing lost', history, stuck);
  const parked = ledger.orders().some(({ entries }) => entries.some(({ state }) => state === 'parked'));
  const told = outcomes.some(({ kind }) => outcomeTable[kind].disposition === 'parked');
  const mayHaveBeenLost = [...exercised.keys()].some((what) => /failure of (ledger|queue)|death/.test(what));
  if (parked && !told && !mayHaveBeenLost) throw new LawBroken('6 parked without a word', history, outcomes);
  const kept = ledger.parkedDeliveries();
  if (kept.length > 0)
    throw new LawBroken(
      '6 readable but parked',
      history,
      kept.map(({ because }) => because),
    );
}

/** Law 2 and 5: everything again, under a rule that gives twice as much, changes nothing. */
async function checkNothingChanges(history: History, simulation: Simulation): Promise<void> {
  const before = JSON.stringify(pointsByOrder(simulation));
  const calls = simulation.sandbox.state().requests.change;
  simulation.changeRules(twice);
  await simulation.redeliver();
  await simulation.drain();
  const after = JSON.stringify(pointsByOrder(simulation));
  if (after !== before) throw new LawBroken('2 redelivery changes nothing', history, { before, after });
  const more = simulation.sandbox.state().requests.change - calls;
  if (more !== 0) throw new LawBroken('2 redelivery calls the API', history, { calls: more });
}

/** Law 8: no answer and no log line holds an e-mail address. */
function checkPrivate(history: History, { outcomes, told: lines }: Simulation): void {
  const told = [...outcomes.map((outcome) => JSON.stringify(outcomeBody(outcome))), ...lines];
  const leak = told.find((text) => /@|%40/.test(text));
  if (leak !== undefined) throw new LawBroken('8 private', history, leak);
}

function pointsByOrder({ ledger }: Simulation) {
  return ledger.orders().map(({ key, entries }) => [key.order, entries.map(({ points, state }) => [points, state])]);
}

function pointsOf(entries: readonly Entry[]): number {
  return entries.reduce((total, { points }) => total + points, 0);
}

function twice(store: Store): Store {
  const rules = store.rules.map((rule) => ({
    ...rule,
    version: `${rule.version}-twice`,
    pointsPerUnit: decimal('97'),
  }));
  return { ...store, rules };
}
