import type { Promotion } from './promotion.ts';

/** A promotion's texts with its name and its day in them. */
export function runTexts(
  { id, reason, customerReason }: Pick<Promotion, 'id' | 'reason' | 'customerReason'>,
  date: string,
) {
  const filled = (text: string) => filledIn(filledIn(text, '{promotion}', id), '{date}', date);
  return { reason: filled(reason), customerReason: customerReason === null ? null : filled(customerReason) };
}

/** What is said of one award: `reason` to the merchant, `customerReason` to the shopper, `null` for BonifiQ's own words. */
export function awardTexts(
  { reason, customerReason }: { readonly reason: string; readonly customerReason: string | null },
  { points, text }: { readonly points: number; readonly text: string | null },
) {
  const filled = (template: string) =>
    filledIn(filledIn(template, '{points}', String(Math.abs(points))), '{text}', text ?? '');
  return { reason: filled(reason), customerReason: customerReason === null ? text : filled(customerReason) };
}

/** As it is: a plain replacement would read `$` in it as a pattern. */
function filledIn(template: string, place: string, text: string): string {
  return template.replaceAll(place, () => text);
}
