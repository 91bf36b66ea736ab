import { tagOf } from '../../support/models/audience-files.ts';
import type { Invariants } from '../laws/invariants.ts';
import { type ExpectedAward, type ExpectedRun, expectedRun, runName } from '../laws/promotions/expected-run.ts';
import type { PromotionHistory } from '../laws/promotions/history.ts';
import type { PromotionLaw } from '../laws/promotions/laws.ts';
import { awardParts, recordedAwards } from '../laws/promotions/recorded-awards.ts';
import type { PromotionSimulation, Saved } from './promotion-simulation.ts';
import { SPENT_ELSEWHERE } from './spending.ts';

interface Trial {
  readonly history: PromotionHistory;
  readonly simulation: PromotionSimulation;
  readonly invariants: Invariants<PromotionLaw>;
}

/** A run that the ledger knows, and what has to come of it. */
interface Judged {
  readonly name: string;
  readonly newest: Saved;
  readonly expected: ExpectedRun | null;
}

const REDRIVES = 4;
/** Longer than a function runs, and than a write that timed out takes to land. */
const RUN_MS = 130_000;
const signal = new AbortController().signal;

/**
 * Plays a history and checks every law that speaks of promotions.
 * @throws LawBroken
 */
export async function checkPromotionLaws(
  history: PromotionHistory,
  simulation: PromotionSimulation,
  invariants: Invariants<PromotionLaw>,
): Promise<void> {
  const trial = { history, simulation, invariants };
  await simulation.emit();
  const settled = await simulation.settle();
  const runs = judgedRuns(trial);
  checkNothingLost(trial, runs, settled);
  checkAtOnce(trial);
  await checkProgress(trial, runs);
  for (let redrives = 0; redrives < REDRIVES && (await simulation.redriveParked()); redrives += 1);
  await checkProgress(trial, runs);
  checkPoints(trial, runs);
  checkNeverMore(trial);
  if (history.seed % 3 === 0) await checkAgain(trial);
  for (const error of simulation.thrown) invariants.check('total', false, () => String(error));
  invariants.check('total', true, () => null);
  checkPrivate(trial);
}

/** What each run pinned has to be what was in force when it did, and to stay. */
function judgedRuns({ simulation, invariants }: Trial): readonly Judged[] {
  const byName = new Map<string, Saved[]>();
  for (const saved of simulation.saved) {
    const { promotion, occurrence } = saved.record.key;
    const name = `${promotion}-${occurrence}`;
    byName.set(name, [...(byName.get(name) ?? []), saved]);
  }
  return [...byName].flatMap(([name, history]) => {
    let pinning: Saved | null = null;
    for (const [index, saved] of history.entries()) {
      const before = history[index - 1]?.record;
      const isSame = JSON.stringify(before?.pinned ?? null) === JSON.stringify(saved.record.pinned);
      const mayPin = before === undefined || before.phase === 'refused';
      invariants.check('pinned', isSame || mayPin, () => ({ name, before, after: saved.record }));
      if (!isSame || (mayPin && saved.record.phase !== before?.phase)) pinning = saved;
    }
    const newest = history.at(-1);
    if (newest === undefined) return [];
    const expected = pinning === null ? null : expectedOf(pinning, simulation, invariants);
    const isGone = pinning !== null && wasReplaced(newest, pinning, simulation);
    return [{ name, newest, expected: isGone ? ({ kind: 'refused', because: 'missing' } as const) : expected }];
  });
}

/** Without versions, a file that is replaced after it was pinned and before it was validated refuses the run. */
function wasReplaced({ record: { phase, because } }: Saved, pinning: Saved, { held }: PromotionSimulation): boolean {
  const audience = pinning.record.pinned?.audience;
  if (phase !== 'refused' || because?.includes('was replaced or deleted') !== true) return false;
  return (
    audience?.kind !== 'list' &&
    held.some(({ file, fromMs }) => file === audience?.file && fromMs > pinning.atMs - RUN_MS)
  );
}

/** What a run comes to that pinned this; `null` where nothing could be pinned. */
function expectedOf(
  { atMs, record, configured }: Saved,
  { held }: PromotionSimulation,
  invariants: Invariants<PromotionLaw>,
): ExpectedRun | null {
  const { pinned, key } = record;
  if (pinned === null) return null;
  const behind = configured.find(({ promotion }) => promotion.id === key.promotion);
  invariants.check('pinned', behind !== undefined, () => ({ key, pinned: 'though not configured' }));
  if (behind === undefined) return null;
  const scheduledAtMs = scheduledAt(key.occurrence);
  const { audience } = behind.promotion;
  if (audience.kind === 'list') return expectedRun(behind, null, scheduledAtMs);
  const ofFile = held.filter(({ file, fromMs }) => file === audience.file && fromMs <= atMs);
  const inForce = ofFile.filter((_, index) => (ofFile[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY) >= atMs - RUN_MS);
  const tag = pinned.version?.etag ?? null;
  const found = inForce.find(({ content }) => (content === null ? null : tagOf(content.bytes)) === tag);
  const isMissing = tag === null && (inForce.length === 0 || inForce[0] !== ofFile[0] || found !== undefined);
  const isThere = found !== undefined || isMissing || (tag === null && ofFile.length === 0);
  invariants.check('pinned', isThere, () => ({ key, pinned: 'a file that was not in force', tag }));
  return expectedRun(behind, found?.content ?? null, scheduledAtMs);
}

/** Once everything was fired again without faults, nothing is left but what a person was told of. */
function checkNothingLost({ simulation, invariants }: Trial, runs: readonly Judged[], settled: boolean): void {
  const { services, lines, struck, fired, configured } = simulation;
  invariants.check('nothingLost', settled, () => 'it never comes to rest');
  for (const { name, newest, expected } of runs) {
    const { phase, because, counts } = newest.record;
    const isOver = phase === 'queued' || (phase === 'refused' && because !== null);
    invariants.check('nothingLost', isOver, () => ({ name, phase, because }));
    if (expected === null) continue;
    const isAsExpected = (phase === 'queued') === (expected.kind === 'awards');
    invariants.check('nothingLost', isAsExpected, () => ({ name, phase, because, expected: expected.kind }));
    if (expected.kind !== 'awards') continue;
    const holds = JSON.stringify(sorted(counts ?? {})) === JSON.stringify(sorted(expected.counts));
    invariants.check('counts', holds, () => ({ name, counts, expected: expected.counts }));
  }
  const known = new Set(runs.map(({ name }) => name));
  for (const { promotion, scheduledAtMs } of fired) {
    const name = `${promotion}-${runName(scheduledAtMs)}`;
    const behind = configured().find(({ promotion: { id } }) => id === promotion)?.promotion;
    const isFarOff = Math.abs(scheduledAtMs - (simulation.fired[0]?.atMs ?? 0)) > 8 * 86_400_000;
    const isOver = behind === undefined || (behind.untilMs !== null && scheduledAtMs >= behind.untilMs);
    invariants.check('nothingLost', known.has(name) || isOver || isFarOff, () => ({
      name,
      fired: 'and nothing came of it',
    }));
  }
  const mayBeUnheard = struck.some(({ name }) => UNHEARD.has(name));
  const isTold = lines.some((line) => /"disposition":"parked"|"parked":[1-9]/.test(line));
  for (const { key, entries } of services.ledger.awards()) {
    const waits = entries.some(({ state }) => state === 'pending');
    const isParked = entries.some(({ state }) => state === 'parked');
    invariants.check('nothingLost', !waits || isParked, () => ({ key, entries }));
    if (isParked) invariants.check('nothingLost', mayBeUnheard || isTold, () => ({ key, parked: 'without a word' }));
  }
  const { length: parked } = services.ledger.parkedDeliveries();
  invariants.check('nothingLost', parked === 0, () => ({ parkedAsIllegible: parked }));
}

/** After these an award may be parked by one who could not say so any more. */
const UNHEARD: ReadonlySet<string> = new Set([
  'crashBeforeCall',
  'crashAfterCall',
  'slowCall',
  'queueAnswerLost',
  'queueUnavailable',
  'queueThrottled',
  'queuePartly',
  'ledgerUnavailable',
  'ledgerAnswerLost',
  'ledgerThrottled',
  'ledgerTimeout',
]);

function checkAtOnce({ history, simulation, invariants }: Trial): void {
  // Two triggers at one moment queue each batch twice: the API refuses the second copy, in words that may be unheard of.
  const isServed = simulation.everybodyIsKnown && simulation.usedKeysAreRecognised;
  if (simulation.struck.length > 0 || !isServed || history.balances.size > 0) return;
  const inLedger = simulation.services.ledger.awards().length;
  invariants.check('atOnce', inLedger === 0, () => ({ inLedger }));
}

async function checkProgress({ simulation, invariants }: Trial, runs: readonly Judged[]): Promise<void> {
  const { ledger, runs: shelf } = simulation.services;
  const given = new Set(simulation.sandbox.state().changes.map(({ changeKey }) => changeKey));
  const wasApplied = ({ changeKey }: { readonly changeKey: string }) => given.has(changeKey);
  for (const { name, newest, expected } of runs) {
    if (expected === null) continue;
    const loaded = await shelf.loadProgress(newest.record.key, 0, signal);
    const { settled, open, early } = recordedAwards(loaded?.record);
    const awards = expected.kind === 'awards' ? expected.awards.length : 0;
    const isComplete = settled + open.size === awards && ![...open.values()].includes('waiting');
    invariants.check('progress', isComplete, () => ({ name, awards, progress: loaded?.record }));
    invariants.check('progress', early.size === 0, () => ({ name, early: [...early] }));
    for (const { key, entries } of ledger.awards()) {
      const { run, number } = awardParts(key.award);
      if (run !== name) continue;
      const isParked = entries.some(({ state }) => state === 'parked');
      const isUncollected = !isParked && entries.some(({ state }) => state === 'uncollected');
      const inLedger = isParked ? 'parked' : isUncollected ? 'uncollected' : undefined;
      const inProgress = open.get(number);
      open.delete(number);
      // Of two who post at once, one may park what the other has given and counted.
      const isGiven = inLedger === 'parked' && inProgress === undefined && entries.some(wasApplied);
      invariants.check('progress', inProgress === inLedger || isGiven, () => ({
        name,
        number,
        inProgress,
        inLedger,
        entries,
      }));
    }
    invariants.check('progress', open.size === 0, () => ({ name, openThoughNotInTheLedger: [...open] }));
  }
}

/** What the points API did is what the oracle says, key by key. */
function checkPoints({ history, simulation, invariants }: Trial, runs: readonly Judged[]): void {
  const ours = simulation.sandbox.state().changes.filter(({ changeKey }) => !changeKey.startsWith(SPENT_ELSEWHERE));
  const left = new Map(ours.map((change) => [change.changeKey, change]));
  const listed = listedCustomers(simulation);
  for (const { name, expected } of runs) {
    if (expected?.kind !== 'awards') {
      const posted = [...left.keys()].filter((key) => isOf(key, name));
      invariants.check('refused', posted.length === 0, () => ({ name, posted: posted.length, expected }));
      continue;
    }
    for (const award of expected.awards) {
      const { changeKey, points, customer, reason, customerReason } = award;
      const change = left.get(changeKey);
      left.delete(changeKey);
      if (change !== undefined) {
        const said = [change.customer, change.points, change.reason, change.customerReason];
        const holds = JSON.stringify(said) === JSON.stringify([customer, points, reason, customerReason]);
        invariants.check('given', holds, () => ({ name, change, award }));
        continue;
      }
      invariants.check('given', points < 0, () => ({ name, award, ledger: entriesOf(simulation, name, customer) }));
      const taken = takeRests(left, award, history.store.onInsufficientBalance === 'takeRest');
      const detail = () => ({ name, award, taken, ledger: entriesOf(simulation, name, customer) });
      invariants.check('neverMore', taken <= -points, detail);
      invariants.check('neverMore', taken === -points || listed.has(`${name} ${customer}`), detail);
    }
  }
  invariants.check('nobodyElse', left.size === 0, () => [...left.values()]);
}

/** What was taken of a balance that did not cover all of it, under the numbers that follow. */
function takeRests(
  left: Map<string, { readonly customer: string; readonly points: number }>,
  award: ExpectedAward,
  may: boolean,
) {
  let taken = 0;
  if (!may) return taken;
  const [, tail = ''] = /^REMOVE-.+-\d+-(\w+-\d{8}T\d{6}Z)$/.exec(award.changeKey) ?? [];
  const rest = new RegExp(`-\\d+-${tail}-\\d+$`);
  for (const [key, { customer, points }] of left) {
    if (customer !== award.customer || !rest.test(key)) continue;
    taken -= points;
    left.delete(key);
  }
  return taken;
}

function listedCustomers({ services }: PromotionSimulation): ReadonlySet<string> {
  return new Set(
    services.ledger.awards().flatMap(({ key, customer, entries }) => {
      const { run } = awardParts(key.award);
      const isListed = entries.some(({ state }) => state === 'parked' || state === 'uncollected');
      return isListed ? [`${run} ${customer}`] : [];
    }),
  );
}

function entriesOf({ services }: PromotionSimulation, name: string, customer: string) {
  return services.ledger.awards().filter((award) => award.key.award.startsWith(name) && award.customer === customer);
}

/** The API never lets a balance fall below zero of itself; nor does anything that happened here. */
function checkNeverMore({ simulation: { sandbox }, invariants }: Trial): void {
  const balances = new Map<string, number>();
  for (const { customer, points } of sandbox.state().changes) {
    const balance = (balances.get(customer) ?? 0) + points;
    balances.set(customer, balance);
    invariants.check('neverMore', balance >= 0, () => ({ balance }));
  }
}

async function checkAgain({ simulation, invariants }: Trial): Promise<void> {
  const { sandbox, services } = simulation;
  const state = () => JSON.stringify([sandbox.state().changes.length, services.runs.parts(), services.runs.runs()]);
  const before = state();
  const { change, upsert, read } = sandbox.state().requests;
  await simulation.again();
  const after = state();
  invariants.check('again', after === before, () => ({ before, after }));
  const { requests } = sandbox.state();
  const more = requests.change + requests.upsert + requests.read - change - upsert - read;
  invariants.check('again', more === 0, () => ({ callsOfTheApi: more }));
}

/** Neither lines nor reports hold a customer, an e-mail address or a secret. */
function checkPrivate({ history, simulation, invariants }: Trial): void {
  const { services, lines } = simulation;
  const reports = services.runs
    .runs()
    .flatMap(({ record: { report } }) => (report === null ? [] : [services.files.read(report) ?? '']));
  const told = [...lines, ...reports].join('\n');
  const leaks = (text: string) => /@|%40|made-up|simulated-/.test(text);
  invariants.check('private', !leaks(told), () => told.split('\n').find(leaks));
  if (history.store.customer.by === 'email') return;
  const customers = new Set(simulation.sandbox.state().changes.map(({ customer }) => customer));
  for (const customer of customers) invariants.check('private', !told.includes(customer), () => ({ customer }));
}

function isOf(changeKey: string, name: string): boolean {
  return changeKey.endsWith(`-${name}`) || new RegExp(`-${name}-\\d+$`).test(changeKey);
}

function scheduledAt(occurrence: string): number {
  return Date.parse(occurrence.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function sorted(counts: object): readonly (readonly [string, unknown])[] {
  return Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
