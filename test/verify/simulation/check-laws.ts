import { decimal } from '../../../src/domain/decimal.ts';
import type { Store } from '../../../src/domain/store.ts';
import type { Delivery, History } from '../laws/histories/history.ts';
import type { Invariants } from '../laws/invariants.ts';
import type { Law } from '../laws/laws.ts';
import { maxPointsPaidFor } from '../laws/net-payment.ts';
import { statementsByOrder } from '../laws/oracle/expected-outcome.ts';
import { supersededBodies } from '../laws/oracle/other-shop.ts';
import { checkAttempts } from './check-attempts.ts';
import { checkConverged, countsAsPosted, isSettled, pointsOf } from './check-converged.ts';
import { checkErased, keyFormOf, passInterlude } from './check-interlude.ts';
import { checkOthersNotMerged, checkOthersSetAside } from './check-other-shops.ts';
import { checkShadow } from './check-shadow.ts';
import type { Simulation } from './simulation.ts';
import { SPENT_ELSEWHERE } from './spending.ts';
import type { Trial } from './trial.ts';

/**
 * Plays a history and checks every law that speaks of histories.
 * @throws LawBroken
 */
export async function checkLaws(told: History, simulation: Simulation, invariants: Invariants<Law>): Promise<void> {
  const consequences = await passInterlude(told, simulation, invariants);
  await simulation.deliver();
  checkNeverNegative({ history: told, simulation, expected: new Map(), consequences, invariants });
  let settled = await simulation.drain();
  const heard = withDeliveries(told, simulation.shop?.known(told.deliveries) ?? told.deliveries);
  const forgotten = forgottenBodies(told, simulation);
  const history = withDeliveries(
    told,
    heard.deliveries.filter(({ body }) => !forgotten.has(body)),
  );
  checkNothingMissed(simulation, invariants);
  checkGuarded(simulation, invariants);
  const trial: Trial = { history, simulation, expected: consequences.expectedOf(history), consequences, invariants };
  if (simulation.interlude === null && settled && isAllRead(simulation)) {
    checkOthersSetAside(trial, heard, simulation.storeBefore);
    checkOthersNotMerged(trial, heard, simulation.storeBefore);
  }
  if (await simulation.redriveBodies()) settled = await simulation.drain();
  checkNothingLost(trial, settled);
  checkOthersSetAside(trial, heard, told.store);
  checkConverged(trial, (entry) => entry.state !== 'withdrawn');

  simulation.redriveParked();
  await simulation.drain();
  checkConverged(trial, isSettled);
  checkExactlyOnce(trial);
  checkCustomers(trial);
  checkNetPayment(trial);
  checkNeverNegative(trial);
  checkShadow(trial);
  checkErased(trial);

  if (isRedelivered(trial)) await checkNothingChanges(trial);
  checkTold(trial);
  await checkSilence(trial);
  checkAttempts(trial);
}

const TOLD_WITHIN_MS = 600_000;

/** Superseded bodies, without those that nobody could verify: they are kept by themselves, and are verified in the end. */
function forgottenBodies(told: History, { ledger, storeBefore, rotations }: Simulation): ReadonlySet<string> {
  const unverified = ledger
    .parkedDeliveries()
    .filter(({ body, signature }) => signature !== null && rotations.hasSigned(body, signature));
  const parked = new Set(unverified.map(({ body }) => Buffer.from(body).toString()));
  return new Set([...supersededBodies(told, storeBefore)].filter((body) => !parked.has(body)));
}

/** A body that never came to be known, or was never kept, says nothing. */
function withDeliveries(history: History, deliveries: readonly Delivery[]): History {
  const { seed, store, endMs, arrivalDecides, situations } = history;
  return { seed, store, endMs, arrivalDecides, situations, deliveries };
}

/**
 * One history in three, as it takes as long as all the rest. Where the arrival decides, another one may end elsewhere; and of
 * what another host has sent, older bodies come to be known only then.
 */
function isRedelivered({ simulation, history }: Trial): boolean {
  if (simulation.history.store !== simulation.storeBefore) return false;
  return history.seed % 3 === 0 && !(history.store.platform === 'woocommerce' && history.arrivalDecides);
}

/** Law 1 by another witness, who knows nothing of the rule for refunds: Shopify's own books in an order's newest body. */
function checkNetPayment({ history, simulation, consequences, invariants }: Trial): void {
  const statements = statementsByOrder(history);
  for (const { key, entries } of simulation.ledger.orders()) {
    if (consequences.closed.has(key.order) || consequences.unsure.has(key.order)) continue;
    const store = consequences.storeOf(key.order, history.store);
    const most = maxPointsPaidFor(store, statements.get(key.order) ?? []);
    if (most === null) continue;
    const posted = pointsOf(entries.filter(isSettled));
    invariants.check('netPayment', posted <= most, () => ({ order: key.order, most, posted, entries }));
  }
}

/** Law 2: what the API has done is exactly what the ledger says was applied, key by key. */
function checkExactlyOnce(trial: Trial): void {
  const { ledger, sandbox } = trial.simulation;
  const { invariants } = trial;
  const keyForm = keyFormOf(trial);
  const applied = ledger.orders().flatMap(({ entries }) => entries.filter(({ state }) => state === 'applied'));
  const inLedger = new Map(applied.map(({ changeKey, points }) => [keyForm(changeKey), points]));
  const ours = sandbox.state().changes.filter(({ changeKey }) => !changeKey.startsWith(SPENT_ELSEWHERE));
  const atApi = new Map(ours.map(({ changeKey, points }) => [keyForm(changeKey), points]));
  const keys = new Set([...inLedger.keys(), ...atApi.keys()]);
  for (const key of keys) {
    const [ledgerSays, apiSays] = [inLedger.get(key) ?? null, atApi.get(key) ?? null];
    invariants.check('exactlyOnce', ledgerSays === apiSays, () => ({ key, ledgerSays, apiSays }));
  }
  invariants.check('exactlyOnce', inLedger.size === applied.length, () => ({
    applied: applied.length,
    keys: inLedger.size,
  }));
}

/** Law 5: an order's points go to customers whom its bodies named, come back from whoever got them, and end at one of them. */
function checkCustomers({ simulation: { ledger, sandbox }, expected, invariants }: Trial): void {
  const { changes } = sandbox.state();
  for (const { key, entries } of ledger.orders()) {
    const keys = new Set(entries.map(({ changeKey }) => String(changeKey)));
    const named = expected.get(key.order)?.customers;
    const balances = new Map<string, number>();
    for (const { customer, points } of changes.filter(({ changeKey }) => keys.has(changeKey))) {
      const balance = (balances.get(customer) ?? 0) + points;
      balances.set(customer, balance);
      const holds = balance >= 0 && named?.has(customer) === true;
      invariants.check('customer', holds, () => ({ order: key.order, balance, named: named?.has(customer) }));
    }
    const holders = [...balances.values()].filter((balance) => balance > 0).length;
    invariants.check('customer', holders <= 1, () => ({ order: key.order, customers: holders }));
  }
}

/** Law 4: neither the ledger's posted points nor what the API has seen of an order ever falls below zero. */
function checkNeverNegative(trial: Trial): void {
  const { ledger, sandbox } = trial.simulation;
  const { invariants } = trial;
  const keyForm = keyFormOf(trial);
  const orders = ledger.orders();
  const orderOf = new Map(
    orders.flatMap(({ key, entries }) => entries.map(({ changeKey }) => [keyForm(changeKey), key.order])),
  );
  const balances = new Map<string, number>();
  for (const { changeKey, points } of sandbox.state().changes) {
    if (changeKey.startsWith(SPENT_ELSEWHERE)) continue;
    const order = orderOf.get(keyForm(changeKey)) ?? 'no order';
    const balance = (balances.get(order) ?? 0) + points;
    balances.set(order, balance);
    invariants.check('neverNegative', balance >= 0, () => ({ order, balance }));
  }
  for (const { key, entries } of orders) {
    let posted = 0;
    for (const entry of entries.filter(countsAsPosted)) {
      posted += entry.points;
      invariants.check('neverNegative', posted >= 0, () => ({ order: key.order, posted }));
    }
  }
}

/** Law 6: once everything was acknowledged and time has passed, nothing is left but what a person was told of. */
function checkNothingLost({ simulation, invariants }: Trial, settled: boolean): void {
  const { ledger, storeSide, lines, struck } = simulation;
  for (const { key, entries } of ledger.orders()) {
    const waits = entries.some(({ state }) => state === 'pending');
    const behind = entries.some(({ state }) => state === 'parked');
    invariants.check('nothingLost', settled && (!waits || behind), () => ({ order: key.order, entries }));
    const mayBeUnheard = struck.some(({ name }) => UNHEARD.has(name));
    const told = () => lines.some((line) => line.includes('"disposition":"parked"'));
    if (behind)
      invariants.check('nothingLost', mayBeUnheard || told(), () => ({ order: key.order, parked: 'without a word' }));
  }
  const parked = ledger.parkedDeliveries();
  const kept = new Set(parked.map(({ body }) => Buffer.from(body).toString('hex')));
  for (const body of storeSide.garbage)
    invariants.check('nothingLost', kept.has(body), () => 'an unreadable body is gone');
  for (const { body, signature, because } of parked) {
    const isForPerson = signature !== null || storeSide.garbage.has(Buffer.from(body).toString('hex'));
    invariants.check('nothingLost', isForPerson, () => ({ parkedThoughReadable: because }));
  }
}

/** Law 6: what no webhook told is found by reconciliation: soon, and at the latest by a look back. A shop's clock that was put back hides it for so long. */
function checkNothingMissed(simulation: Simulation, invariants: Invariants<Law>): void {
  const { shop, struck, missedAtFirst, interlude, history, storeBefore } = simulation;
  if (shop === null) return;
  const isPlain = interlude === null && history.store === storeBefore;
  const missed = shop.missed({ atRestMs: null, isPlain });
  invariants.check('nothingMissed', missed.length === 0, () => ({ neverHeardOf: missed }));
  if (struck.some(({ name }) => name === 'shopClockWrong')) return;
  const late = missedAtFirst();
  invariants.check('nothingMissed', late.length === 0, () => ({ notHeardOfWithinHours: late }));
}

/** Law 6: webhooks that went away are told of, and made again where the store is set so. */
function checkGuarded({ shop, lines, guarded }: Simulation, invariants: Invariants<Law>): void {
  if (shop === null || !shop.webhooks.lostAny()) return;
  invariants.check('guarded', shop.webhooks.areWhole(), () => 'webhooks that went away are not there again');
  // A person may be faster than the hourly look.
  const isTold = lines.some((line) => line.includes('"webhooksOff"'));
  invariants.check('guarded', isTold || guarded === 'watch', () => 'webhooks went away without a word');
}

/** Whether every body waits for a person for what it says itself, and not for what had been out of order. */
function isAllRead({ ledger, storeSide }: Simulation): boolean {
  return ledger.parkedDeliveries().every(({ body }) => storeSide.garbage.has(Buffer.from(body).toString('hex')));
}

/** Law 6: what waited for an hour longer than planned was told of. A container that dies has an alarm of its own. */
function checkTold({ simulation: { waits, struck }, invariants }: Trial): void {
  const died = struck.some(({ name }) => name === 'crashBeforeCall' || name === 'crashAfterCall');
  for (const wait of waits) invariants.check('told', wait.isTold || died, () => wait);
}

/** Law 6: a store that sends nothing is told of within ten minutes of when it should have sent something, and no other is. */
async function checkSilence({ simulation, invariants }: Trial): Promise<void> {
  const silence = await simulation.fallSilent();
  if (silence === null) return;
  const { isSwitchedOff, heardAtMs, allowedMs, toldAtMs } = silence;
  const overdueMs = toldAtMs.map((atMs) => atMs - heardAtMs - allowedMs);
  const isRight = isSwitchedOff ? overdueMs.length > 0 : overdueMs.length === 0;
  const inTime = overdueMs.every((ms) => ms > 0) && (overdueMs[0] ?? 0) <= TOLD_WITHIN_MS;
  invariants.check('silence', isRight && inTime, () => ({ ...silence, overdueMs }));
}

/** After these the entry may be parked by one who could not say so any more. */
const UNHEARD: ReadonlySet<string> = new Set([
  'crashBeforeCall',
  'crashAfterCall',
  'slowCall',
  'ledgerUnavailable',
  'ledgerAnswerLost',
  'ledgerThrottled',
  'ledgerTimeout',
]);

/** Law 2 and 5: everything again, under a rule that gives many times as much, changes nothing. */
async function checkNothingChanges({ simulation, invariants }: Trial): Promise<void> {
  const before = JSON.stringify(pointsByOrder(simulation));
  const calls = simulation.sandbox.state().requests.change;
  simulation.changeRules(generous);
  await simulation.redeliver();
  await simulation.drain();
  const after = JSON.stringify(pointsByOrder(simulation));
  invariants.check('redelivery', after === before, () => ({ before, after }));
  invariants.check('rule', after === before, () => ({ before, after }));
  const more = simulation.sandbox.state().requests.change - calls;
  invariants.check('redelivery', more === 0, () => ({ callsOfTheApi: more }));
}

function pointsByOrder({ ledger }: Simulation) {
  return ledger.orders().map(({ key, entries }) => [key.order, entries.map(({ points, state }) => [points, state])]);
}

function generous(store: Store): Store {
  const rules = store.rules.map((rule) => ({
    ...rule,
    version: `${rule.version}-generous`,
    pointsPerUnit: decimal('97'),
  }));
  return { ...store, rules };
}
