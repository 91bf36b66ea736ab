import { lastTime, nextTimes } from '../../deploy/schedule-times.ts';
import type { Choice } from '../../src/domain/promotion/choose-awards.ts';
import type { Promotion } from '../../src/domain/promotion/promotion.ts';
import type { AudienceCounts, PinnedPromotion } from '../../src/domain/promotion/run.ts';
import { runFault } from '../../src/domain/promotion/run-fault.ts';
import { type RunKey, runKeyAt } from '../../src/domain/promotion/run-key.ts';
import { pinNewest } from '../../src/promotions/pin-newest.ts';
import { validateAudience } from '../../src/promotions/validate-audience.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { instantOf } from '../../src/shared/local-time.ts';
import type { Connection } from '../connection.ts';

export interface RunByHand {
  readonly promotion: string;
  /** In the promotion's time zone; its last scheduled time without. */
  readonly at?: string;
  /** Also for a time that is not of the schedule. */
  readonly extra: boolean;
  readonly dryRun: boolean;
}

export type RunResult =
  | { readonly kind: 'fired'; readonly key: RunKey; readonly atMs: number; readonly again: boolean }
  | {
      readonly kind: 'wouldFire';
      readonly key: RunKey;
      readonly counts: AudienceCounts;
      readonly pinned: PinnedPromotion;
      /** Why the run would be refused. */
      readonly refusal: string | null;
    }
  | { readonly kind: 'cannot'; readonly because: string };

/**
 * Fires a promotion as its schedule does, or tells row by row who would get what, and writes nothing.
 * @param show is told of each row of a dry run, with what its run would pin
 */
export async function runByHand(
  connection: Pick<Connection, 'config' | 'runs' | 'files' | 'promotionQueue'>,
  options: RunByHand,
  deadline: Deadline,
  show: (choice: Choice, pinned: PinnedPromotion) => void,
): Promise<RunResult> {
  const { promotions, stores } = await connection.config();
  const promotion = promotions.find(({ id }) => id === options.promotion);
  const store = stores.find(({ id }) => id === promotion?.store);
  if (promotion === undefined || store === undefined) {
    const ids = promotions.map(({ id }) => id).join(', ') || 'none';
    return cannot(`there is no promotion "${options.promotion}"; there are: ${ids}`);
  }
  const when = timeOf(promotion, options, deadline.now());
  if (typeof when === 'string') return cannot(when);
  const fault = runFault(promotion, when, deadline.now());
  if (fault !== null) return cannot(`${promotion.id} cannot be fired: ${fault}`);
  const key = runKeyAt(promotion.id, when);
  const before = (await connection.runs.load(key, deadline.signal))?.record ?? null;
  const fired = before === null || before.phase === 'refused' ? null : before;
  if (options.dryRun) {
    const known = fired?.pinned ?? null;
    const { pinned, missing } =
      known === null
        ? await pinNewest(connection.files, promotion, store, when, deadline.signal)
        : { pinned: known, missing: null };
    if (missing !== null) return cannot(missing);
    const told = (choice: Choice) => show(choice, pinned);
    const { counts, refusal } = await validateAudience(connection.files, pinned, when, deadline.signal, told);
    return { kind: 'wouldFire', key, counts, pinned, refusal };
  }
  const { failed } = await connection.promotionQueue.send(
    [{ kind: 'trigger', trigger: { promotion: promotion.id, scheduledAtMs: when } }],
    0,
    deadline.signal,
  );
  if (failed.length > 0) return cannot('the queue did not take it; try again');
  return { kind: 'fired', key, atMs: when, again: fired !== null };
}

/** As `--json` sums up a dry run. */
export function sumJson({ counts, pinned }: Extract<RunResult, { kind: 'wouldFire' }>) {
  const { awards: award, bad, duplicates: duplicate, otherDays: otherDay } = counts;
  const points = pinned.takesBack ? -counts.points : counts.points;
  return { award, bad, duplicate, otherDay, points, maximumPoints: pinned.maximumPoints };
}

function cannot(because: string): RunResult {
  return { kind: 'cannot', because };
}

/** The instant to fire for, or what is wrong with the one that was asked for. */
function timeOf(promotion: Promotion, { at, extra }: RunByHand, nowMs: number): number | string {
  const { schedule, timeZone, id } = promotion;
  const last = lastTime(schedule, timeZone, nowMs + 1);
  if (at === undefined)
    return last ?? `${id} has no scheduled time before now; say for which with --at 2026-12-24T09:00`;
  const asked = /Z$/.test(at) ? Date.parse(at) : instantOf(at, timeZone);
  if (asked === undefined || Number.isNaN(asked))
    return `--at ${at} is no time in ${timeZone}; write it as 2026-12-24T09:00`;
  const isScheduled = nextTimes(schedule, timeZone, asked - 1, 1)[0] === asked;
  return isScheduled || extra
    ? asked
    : `${at} is no time of its schedule ${schedule}: it would be a run besides, and give points of its own. Add --extra if that is meant`;
}
