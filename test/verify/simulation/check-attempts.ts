import type { Attempt } from './store-side.ts';
import type { Trial } from './trial.ts';

/** Shopify gives up after 5 s, connecting included. */
const ANSWER_WITHIN_MS = 4_000;
/** What keeping a delivery that cannot be verified takes. */
const KEEPING: ReadonlySet<string> = new Set(['ledger.loadCounts', 'ledger.saveCounts', 'unverified.keep']);

/** Faults after which a genuine signature may fail for want of the store's newest secret. */
const SECRET_FAULTS: ReadonlySet<string> = new Set([
  'secretsUnavailable',
  'secretsThrottled',
  'secretsSlow',
  'slowCall',
  'clockBack',
  'clockForward',
]);

/** What every single answer and log line has to be, whatever was sent. */
export function checkAttempts(trial: Trial): void {
  const { simulation, invariants } = trial;
  for (const attempt of simulation.storeSide.attempts) checkAnswer(trial, attempt);
  for (const error of simulation.thrown) invariants.check('total', false, () => String(error));
  checkPrivate(trial);
}

function checkAnswer(
  { simulation, invariants }: Trial,
  { id, sender, begunAtMs, ended, status, answer }: Attempt,
): void {
  invariants.check('total', ended.kind !== 'threw', () => ({
    id,
    threw: ended.kind === 'threw' && String(ended.error),
  }));
  if (ended.kind !== 'returned') return;
  invariants.check('inTime', ended.tookMs <= ANSWER_WITHIN_MS, () => ({ id, tookMs: ended.tookMs }));
  if (sender === 'forged') {
    const touched = ended.called.filter((what) => !isBeforeVerifying(what));
    // While the secret cannot be read nobody can tell: it is kept, and refused later.
    const isRefused = status === 401 && touched.length === 0;
    const isKept = (status === 202 || status === 503) && touched.every((what) => KEEPING.has(what));
    const holds = isRefused || isKept;
    invariants.check('forged', holds, () => ({ id, status, touched }));
    return;
  }
  // What changed before it came is read before it is refused, whatever strangers sent meanwhile.
  const changes = simulation.rotations.changedAtMs;
  const isNew = changes.some((atMs) => begunAtMs <= atMs && atMs <= begunAtMs + ended.tookMs);
  const excused = isNew || simulation.struck.some(({ name }) => SECRET_FAULTS.has(name));
  const refused = status !== null && status >= 400 && status < 500;
  if (!excused) invariants.check('genuine', !refused, () => ({ id, status, answer }));
}

/** The secret is read for every delivery, the account's state beside it, and refusals are counted for the store. */
function isBeforeVerifying(what: string): boolean {
  return what.startsWith('secrets.') || what === 'ledger.loadAccount' || what.endsWith('Activity');
}

/** Law 8: neither the lines nor the answers hold an e-mail address, a document or a secret. */
function checkPrivate({ history, simulation, expected, invariants }: Trial): void {
  const told = [...simulation.lines, ...simulation.storeSide.attempts.map(({ answer }) => answer)].join('\n');
  const leaks = (text: string) => /@|%40|made-up|simulated-/.test(text);
  invariants.check('private', !leaks(told), () => told.split('\n').find(leaks));
  if (history.store.customer.by !== 'document') return;
  for (const { customers } of expected.values()) {
    for (const customer of customers)
      invariants.check('private', !told.includes(customer), () => ({ document: customer }));
  }
}
