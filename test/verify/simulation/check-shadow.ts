import type { Entry } from '../../../src/domain/entry.ts';
import { expectedOutcome } from '../laws/oracle/expected-outcome.ts';
import type { Shadowing } from './shadowing.ts';
import type { Simulation } from './simulation.ts';
import { SPENT_ELSEWHERE } from './spending.ts';
import type { Trial } from './trial.ts';

/** A function that was deployed before may run for as long. */
const MAX_INVOCATION_MS = 120_000;

/**
 * While a store is in shadow nothing is posted, and of an order that is first entitled then nothing ever is: its entries are in shadow,
 * all of them. Of any other order none is. That they come to what would have been posted is law 1.
 */
export function checkShadow({ simulation, invariants }: Trial): void {
  const { shadowing, sandbox, ledger, calledAtMs } = simulation;
  if (shadowing === null) {
    const inShadow = ledger.orders().filter(({ entries }) => entries.some(isInShadow));
    invariants.check('shadow', inShadow.length === 0, () => inShadow);
    return;
  }
  const fromMs = shadowing.fromMs === null ? Number.NEGATIVE_INFINITY : shadowing.fromMs + MAX_INVOCATION_MS;
  const untilMs = shadowing.untilMs ?? Number.POSITIVE_INFINITY;
  const called = calledAtMs.filter((atMs) => fromMs < atMs && atMs < untilMs);
  invariants.check('shadow', called.length === 0, () => ({ shadowing, called }));

  const posted = new Set(sandbox.state().changes.map(({ changeKey }) => changeKey));
  const { hasBegunBefore, mayHaveBegunBefore, hasBegunUntil } = beginnings(simulation, shadowing);
  for (const { key, entries } of ledger.orders()) {
    const detail = () => ({ order: key.order, shadowing, entries });
    const some = entries.some(isInShadow);
    const isPosted = entries.some(({ state, changeKey }) => state === 'applied' || posted.has(changeKey));
    invariants.check('shadow', !(some && isPosted), detail);
    if (hasBegunBefore.has(key.order)) invariants.check('shadow', !some, detail);
    if (hasBegunUntil.has(key.order) && !mayHaveBegunBefore.has(key.order))
      invariants.check('shadow', !isPosted, detail);
  }
  const others = [...posted].filter((key) => !key.startsWith(SPENT_ELSEWHERE));
  if (shadowing.fromMs === null && shadowing.untilMs === null)
    invariants.check('shadow', others.length === 0, () => others);
}

function isInShadow({ state }: Entry): boolean {
  return state === 'shadow';
}

/** Orders that are entitled to points at a time. An answer of 202 may mean that it was not recorded yet. */
function beginnings({ storeSide, history, storeBefore: store }: Simulation, { fromMs, untilMs }: Shadowing) {
  const sent = storeSide.attempts.flatMap(({ id, sender, begunAtMs, ended, status }) => {
    const [, index] = /^d(\d+)\./.exec(id) ?? [];
    if (sender !== 'genuine' || index === undefined) return [];
    const recordedAtMs =
      status === 200 && ended.kind === 'returned' ? begunAtMs + ended.tookMs : Number.POSITIVE_INFINITY;
    return [{ index: Number(index), begunAtMs, recordedAtMs }];
  });
  const entitled = (indexes: readonly number[]) => {
    const some = new Set(indexes);
    const deliveries = history.deliveries.filter((_, index) => some.has(index));
    const outcomes = [...expectedOutcome({ store, deliveries })];
    return new Set(outcomes.flatMap(([order, { verdict }]) => (verdict === 'awarded' ? [order] : [])));
  };
  const recordedBefore = (atMs: number) =>
    sent.filter(({ recordedAtMs }) => recordedAtMs < atMs).map(({ index }) => index);
  const mayHaveBegunBefore = new Set<string>();
  const before = sent.filter(({ begunAtMs }) => begunAtMs < (fromMs ?? Number.NEGATIVE_INFINITY));
  const told = before.map(({ index }) => index);
  for (const count of told.keys()) {
    for (const order of entitled(told.slice(0, count + 1))) mayHaveBegunBefore.add(order);
  }
  return {
    hasBegunBefore: entitled(recordedBefore(fromMs ?? Number.NEGATIVE_INFINITY)),
    mayHaveBegunBefore,
    hasBegunUntil: entitled(recordedBefore(untilMs ?? Number.POSITIVE_INFINITY)),
  };
}
