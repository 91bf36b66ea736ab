import { localDate } from '../configuration/local-time.ts';
import type { Store } from '../configuration/store.ts';
import type { FileVersion } from './audience-files.ts';
import { occurrenceTexts } from './award-texts.ts';
import type { PinnedPromotion } from './occurrence-record.ts';
import type { Promotion } from './promotion.ts';

/** All of a promotion's configuration that decides an occurrence. */
export function pinPromotion(
  promotion: Promotion,
  store: Pick<Store, 'id' | 'customer'>,
  scheduledAtMs: number,
  version: FileVersion | null,
): PinnedPromotion {
  const { points, takesBack, timeZone, maximumPoints, audience } = promotion;
  return {
    ...{ store: store.id, points, takesBack, timeZone, maximumPoints, audience, version },
    customerBy: store.customer.by,
    ...occurrenceTexts(promotion, localDate(scheduledAtMs, timeZone)),
  };
}
