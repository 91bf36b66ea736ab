import { localDate } from '../../shared/local-time.ts';
import type { Store } from '../store.ts';
import { runTexts } from './award-texts.ts';
import type { FileVersion } from './file-version.ts';
import type { Promotion } from './promotion.ts';
import type { PinnedPromotion } from './run.ts';

/** The part of a promotion's configuration that decides a run. */
export function pinPromotion(
  promotion: Promotion,
  store: Pick<Store, 'id' | 'customer'>,
  scheduledAtMs: number,
  version: FileVersion | null,
): PinnedPromotion {
  const { points, takesBack, timeZone, maximumPoints, audience } = promotion;
  return {
    store: store.id,
    points,
    takesBack,
    timeZone,
    maximumPoints,
    audience,
    version,
    customerBy: store.customer.by,
    ...runTexts(promotion, localDate(scheduledAtMs, timeZone)),
  };
}
