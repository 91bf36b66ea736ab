import { pinPromotion } from '../domain/promotion/pin.ts';
import type { Promotion } from '../domain/promotion/promotion.ts';
import type { PinnedPromotion } from '../domain/promotion/run.ts';
import type { Store } from '../domain/store.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';

/** Pins a promotion with the newest version of its audience's file. `missing` says in words that there is no such file. */
export async function pinNewest(
  files: AudienceFiles,
  promotion: Promotion,
  store: Store,
  scheduledAtMs: number,
  signal: AbortSignal,
): Promise<{ readonly pinned: PinnedPromotion; readonly missing: string | null }> {
  const { audience } = promotion;
  const version = audience.kind === 'list' ? null : await files.newest(audience.file, signal);
  return {
    pinned: pinPromotion(promotion, store, scheduledAtMs, version),
    missing: audience.kind !== 'list' && version === null ? `the audience bucket has no file ${audience.file}` : null,
  };
}
