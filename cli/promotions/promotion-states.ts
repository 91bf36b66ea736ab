import { nextTimes } from '../../deploy/schedule-times.ts';
import type { Promotion } from '../../src/domain/promotion/promotion.ts';
import type { RunKey } from '../../src/domain/promotion/run-key.ts';
import { runProgress } from '../../src/promotions/run-progress.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';
import { type RunJson, type RunState, runJson } from '../run-line.ts';
import { type Language, scheduleInWords } from './schedule-in-words.ts';

/** Of each promotion. */
const MAX_SHOWN = 5;

/** A promotion, how far its newest runs came, and when its schedule fires it next. */
export interface PromotionState {
  readonly promotion: Promotion;
  readonly runs: readonly RunState[];
  readonly hasOlderRuns: boolean;
  readonly nextMs: number | null;
}

/** As `ponte promotions --json` prints it. */
export interface PromotionJson {
  readonly promotion: string;
  readonly store: string;
  readonly schedule: string;
  /** Such as `every day, at 09:00`; null for one that is said best by its expression. */
  readonly scheduleInWords: string | null;
  readonly timeZone: string;
  readonly next: string | null;
  readonly runs: readonly RunJson[];
  /** There are older runs than these. */
  readonly hasOlderRuns: boolean;
}

/** Of every promotion of the configuration. Rejects when the ledger cannot be reached. */
export async function promotionStates(
  { config, runs }: Pick<Connection, 'config' | 'runs'>,
  deadline: Deadline,
): Promise<readonly PromotionState[]> {
  const { promotions } = await config();
  return await Promise.all(promotions.map((promotion) => stateOf(runs, promotion, deadline)));
}

export function promotionJson(
  { promotion, runs, hasOlderRuns, nextMs }: PromotionState,
  language: Language = 'en',
): PromotionJson {
  return {
    promotion: promotion.id,
    store: promotion.store,
    schedule: promotion.schedule,
    scheduleInWords: scheduleInWords(promotion.schedule, language),
    timeZone: promotion.timeZone,
    next: nextMs === null ? null : new Date(nextMs).toISOString(),
    runs: runs.map(runJson),
    hasOlderRuns,
  };
}

/** Runs of a promotion that are older than `before`, or its newest, with how far each came. */
export async function runStates(
  runs: Connection['runs'],
  promotion: string,
  { before, most }: { readonly before: string | null; readonly most: number },
  deadline: Deadline,
): Promise<{ readonly runs: readonly RunState[]; readonly hasOlderRuns: boolean }> {
  const listed = await runs.list(promotion, deadline.signal);
  // The newest first, and written so that they sort as text.
  const keys = listed.filter(({ occurrence }) => before === null || occurrence < before);
  const read = await Promise.all(keys.slice(0, most).map((key) => runState(runs, key, deadline)));
  return { runs: read.filter((one) => one !== null), hasOlderRuns: keys.length > most };
}

async function stateOf(runs: Connection['runs'], promotion: Promotion, deadline: Deadline): Promise<PromotionState> {
  const newest = await runStates(runs, promotion.id, { before: null, most: MAX_SHOWN }, deadline);
  const [next = null] = nextTimes(promotion.schedule, promotion.timeZone, deadline.now(), 1);
  return { promotion, ...newest, nextMs: next };
}

async function runState(runs: Connection['runs'], key: RunKey, deadline: Deadline): Promise<RunState | null> {
  const loaded = await runs.load(key, deadline.signal);
  if (loaded === null) return null;
  const { record } = loaded;
  return { record, progress: await runProgress(runs, record, deadline.signal) };
}
