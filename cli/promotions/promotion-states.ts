import { nextTimes } from '../../deploy/schedule-times.ts';
import type { Promotion } from '../../src/domain/promotion/promotion.ts';
import type { RunKey } from '../../src/domain/promotion/run-key.ts';
import { runProgress } from '../../src/promotions/run-progress.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';
import { type RunJson, type RunState, runJson } from '../run-line.ts';

/** Of each promotion. */
const MAX_SHOWN = 5;

/** A promotion, how far its newest runs came, and when its schedule fires it next. */
export interface PromotionState {
  readonly promotion: Promotion;
  readonly runs: readonly RunState[];
  readonly nextMs: number | null;
}

/** As `ponte promotions --json` prints it. */
export interface PromotionJson {
  readonly promotion: string;
  readonly store: string;
  readonly schedule: string;
  readonly timeZone: string;
  readonly next: string | null;
  readonly runs: readonly RunJson[];
}

/** Of every promotion of the configuration. Rejects when the ledger cannot be reached. */
export async function promotionStates(
  { config, runs }: Pick<Connection, 'config' | 'runs'>,
  deadline: Deadline,
): Promise<readonly PromotionState[]> {
  const { promotions } = await config();
  return await Promise.all(promotions.map((promotion) => stateOf(runs, promotion, deadline)));
}

export function promotionJson({ promotion, runs, nextMs }: PromotionState): PromotionJson {
  return {
    promotion: promotion.id,
    store: promotion.store,
    schedule: promotion.schedule,
    timeZone: promotion.timeZone,
    next: nextMs === null ? null : new Date(nextMs).toISOString(),
    runs: runs.map(runJson),
  };
}

async function stateOf(runs: Connection['runs'], promotion: Promotion, deadline: Deadline): Promise<PromotionState> {
  const keys = (await runs.list(promotion.id, deadline.signal)).slice(0, MAX_SHOWN);
  const read = await Promise.all(keys.map((key) => runState(runs, key, deadline)));
  const [next = null] = nextTimes(promotion.schedule, promotion.timeZone, deadline.now(), 1);
  return { promotion, runs: read.filter((one) => one !== null), nextMs: next };
}

async function runState(runs: Connection['runs'], key: RunKey, deadline: Deadline): Promise<RunState | null> {
  const loaded = await runs.load(key, deadline.signal);
  if (loaded === null) return null;
  const { record } = loaded;
  return { record, progress: await runProgress(runs, record, deadline.signal) };
}
