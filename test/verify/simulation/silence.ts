import type { Deployment } from './deployment.ts';
import { SENT } from './failures.ts';
import type { Numbered, StoreSide } from './store-side.ts';
import type { Timeline } from './timeline.ts';

/** When a store's last genuine delivery was noted, and when its silence was told. */
export interface Silence {
  /** Switched off after that, its webhook sent nothing more. */
  readonly isSwitchedOff: boolean;
  readonly heardAtMs: number;
  readonly allowedMs: number;
  readonly toldAtMs: readonly number[];
}

export interface SilenceOptions {
  readonly deployment: Deployment;
  readonly storeSide: StoreSide;
  readonly timeline: Timeline;
  readonly hours: number;
  readonly isSwitchedOff: boolean;
}

const MINUTE_MS = 60_000;
/** As deployed. @see `deploy/resources/schedule.yml` */
const SWEEP_EVERY_MS = 5 * MINUTE_MS;

/**
 * A delivery of the store's own, and then none for a little longer than the store may be silent, but for one in the middle where its webhook is
 * not switched off. Null where it has none: those of a copy of the shop do not count. Sweeps come as scheduled around the time at which the first one is too long ago.
 */
export async function passSilence(sent: readonly Numbered[], options: SilenceOptions): Promise<Silence | null> {
  const { deployment, storeSide, timeline, hours, isSwitchedOff } = options;
  const { containers, watch } = deployment;
  const allowedMs = hours * 60 * MINUTE_MS;
  const toldBefore = watch.silences.length;
  // Nobody's clock is wrong any more.
  deployment.deploy({});
  await timeline.sleep(SWEEP_EVERY_MS);
  const heard = await sendOwn(sent, options);
  if (heard === null) return null;
  const { heardAtMs, own } = heard;
  if (!isSwitchedOff) {
    await timeline.sleep(allowedMs / 2);
    await storeSide.redeliver([own]);
  }
  const firstMs = Math.floor((heardAtMs + allowedMs) / SWEEP_EVERY_MS - 1) * SWEEP_EVERY_MS;
  for (let atMs = firstMs; atMs < heardAtMs + allowedMs + 2 * SWEEP_EVERY_MS; atMs += SWEEP_EVERY_MS) {
    await timeline.sleep(Math.max(0, atMs - timeline.now()));
    await containers.invoke('sweep', `silence${atMs}`, {});
  }
  return { isSwitchedOff, heardAtMs, allowedMs, toldAtMs: watch.silences.slice(toldBefore) };
}

/** Sends deliveries until a genuine one is noted. */
async function sendOwn(sent: readonly Numbered[], { deployment, storeSide, timeline }: SilenceOptions) {
  const begunAtMs = timeline.now();
  for (const own of sent) {
    await storeSide.redeliver([own]);
    const known = await deployment.services.activities.load(deployment.store().id, SENT);
    const heardAtMs = known?.record.genuine?.lastAtMs ?? begunAtMs;
    if (heardAtMs > begunAtMs) return { heardAtMs, own };
  }
  return null;
}
