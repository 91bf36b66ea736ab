import type { Promotion } from './promotion.ts';

/** A promotion's texts with its name and its day in them. */
export function occurrenceTexts({ id, reason, customerReason }: Promotion, date: string) {
  const filled = (text: string) => text.replaceAll('{promotion}', id).replaceAll('{date}', date);
  return { reason: filled(reason), customerReason: customerReason === null ? null : filled(customerReason) };
}

/** What is said of one award: `reason` to the merchant, `customerReason` to the shopper, `null` for BonifiQ's own words. */
export function awardTexts(
  { reason, customerReason }: { readonly reason: string; readonly customerReason: string | null },
  { points, text }: { readonly points: number; readonly text: string | null },
) {
  const filled = (template: string) =>
    template.replaceAll('{points}', String(Math.abs(points))).replaceAll('{text}', text ?? '');
  return { reason: filled(reason), customerReason: customerReason === null ? text : filled(customerReason) };
}
