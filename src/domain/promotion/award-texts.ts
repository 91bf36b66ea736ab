import type { Promotion } from './promotion.ts';

/** A promotion's texts with its id and the run's date filled in. */
export function runTexts(
  { id, reason, customerReason }: Pick<Promotion, 'id' | 'reason' | 'customerReason'>,
  date: string,
) {
  const filled = (text: string) => filledIn(filledIn(text, '{promotion}', id), '{date}', date);
  return { reason: filled(reason), customerReason: customerReason === null ? null : filled(customerReason) };
}

/** One award's texts: `reason` for the merchant, `customerReason` for the shopper; `null` for BonifiQ's own text. */
export function awardTexts(
  { reason, customerReason }: { readonly reason: string; readonly customerReason: string | null },
  { points, text }: { readonly points: number; readonly text: string | null },
) {
  const filled = (template: string) =>
    filledIn(filledIn(template, '{points}', String(Math.abs(points))), '{text}', text ?? '');
  return { reason: filled(reason), customerReason: customerReason === null ? text : filled(customerReason) };
}

/** Replaces by a function, because a plain replacement text would have `$` read as a pattern. */
function filledIn(template: string, place: string, text: string): string {
  return template.replaceAll(place, () => text);
}
