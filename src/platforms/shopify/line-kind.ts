import { isObject } from '../payload-fields.ts';

/**
 * Whether a line item is a tip. Tips have the keys `tip_payment_gateway` and `tip_payment_method`, "present only on tips",
 * whose values may be null. Current bodies repeat both in `tip`.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function isTip(line: unknown): boolean {
  return isObject(line) && (isObject(line.tip) || 'tip_payment_gateway' in line || 'tip_payment_method' in line);
}

/** Whether a line item is a gift-card product. It earns points when it is spent, not when it is bought. */
export function isGiftCard(line: unknown): boolean {
  return isObject(line) && line.gift_card === true;
}
