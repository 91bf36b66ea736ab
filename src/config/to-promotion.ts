import type { Audience, Promotion } from '../domain/promotion/promotion.ts';
import { instantOf } from '../shared/local-time.ts';
import type { ParsedPromotion } from './promotion-schema.ts';

/** The domain's promotion of a checked one. `timeZone`: its store's. */
export function toPromotion(promotion: ParsedPromotion, timeZone: string): Promotion {
  const zone = promotion.timeZone ?? timeZone;
  return {
    id: promotion.id,
    store: promotion.store,
    points: promotion.points,
    takesBack: promotion.takesBack,
    reason: promotion.reason,
    customerReason: promotion.customerReason ?? null,
    schedule: promotion.schedule,
    timeZone: zone,
    untilMs: promotion.until === undefined ? null : (instantOf(promotion.until, zone) ?? Number.NaN),
    audience: toAudience(promotion.audience),
    maximumPoints: promotion.maximumPoints,
  };
}

function toAudience(audience: ParsedPromotion['audience']): Audience {
  if ('file' in audience) return { kind: 'file', file: audience.file };
  if ('birthdays' in audience) return { kind: 'birthdays', file: audience.birthdays };
  const customers = audience.customers.map(({ customer, points, text }) => ({
    customer,
    points: points ?? null,
    text: text ?? null,
  }));
  return { kind: 'list', customers };
}
