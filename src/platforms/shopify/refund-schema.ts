import * as z from 'zod';
import { isObject } from '../payload-fields.ts';
import { amount, moneySet, setOrPlain, units } from './field-schemas.ts';
import { idIn, idOf, withId, writtenId } from './written-id.ts';

/** Money that went back. A minus sign would give points for it. */
const notNegative = amount.refine((value) => !value.startsWith('-'));

const transaction = z
  .object({ ...writtenId, status: z.string().nullish(), amount: notNegative, currency: z.string().nullish() })
  .transform(withId);

const line = z
  .object({
    line_item_id: z.string().nullish(),
    quantity: units.nullish(),
    subtotal: z.unknown().optional(),
    subtotal_set: moneySet.nullish(),
    total_tax: z.unknown().optional(),
    total_tax_set: moneySet.nullish(),
    line_item: z.unknown().optional(),
  })
  .transform((fields, context) => {
    const lineItem = lineItemOf(fields);
    if (lineItem !== undefined) return { ...fields, line_item_id: lineItem };
    context.addIssue({ code: 'custom', path: ['line_item_id'] });
    return z.NEVER;
  })
  .refine((fields) => setOrPlain(fields.subtotal_set, fields.subtotal) !== undefined, { path: ['subtotal'] })
  .refine((fields) => setOrPlain(fields.total_tax_set, fields.total_tax ?? '0') !== undefined, { path: ['total_tax'] });

const shippingLine = z.object({ subtotal_amount_set: moneySet, tax_amount_set: moneySet.nullish() });

const adjustment = z
  .object({
    kind: z.string().nullish(),
    amount: z.unknown().optional(),
    amount_set: moneySet.nullish(),
    tax_amount: z.unknown().optional(),
    tax_amount_set: moneySet.nullish(),
  })
  .refine((fields) => setOrPlain(fields.amount_set, fields.amount) !== undefined, { path: ['amount'] })
  .refine((fields) => setOrPlain(fields.tax_amount_set, fields.tax_amount ?? '0') !== undefined, {
    path: ['tax_amount'],
  });

const duty = z.object({ amount_set: moneySet.nullish() });

/**
 * The fields of a refund that are used, as `refunds/create` and an order's `refunds[]` write them.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/refund
 */
export const refundSchema = z
  .object({
    ...writtenId,
    transactions: z.array(z.unknown()).transform(onlyRefunds).pipe(z.array(transaction)),
    refund_line_items: z.array(line).nullish(),
    refund_shipping_lines: z.array(shippingLine).nullish(),
    order_adjustments: z.array(adjustment).nullish(),
    duties: z.array(duty).nullish(),
    total_duties_set: moneySet.nullish(),
    total_additional_fees_set: moneySet.nullish(),
  })
  .transform(withId);

export type ShopifyRefund = z.infer<typeof refundSchema>;

/** The id of the order's line that a refund's line gives back. */
function lineItemOf(fields: { readonly line_item_id?: string | null | undefined; readonly line_item?: unknown }) {
  return idOf({ id: fields.line_item_id }) ?? idIn(fields.line_item);
}

/** A refund may also list `void` and other transactions, which give no money back. */
function onlyRefunds(transactions: readonly unknown[]): unknown[] {
  return transactions.filter((entry) => !isObject(entry) || entry.kind === 'refund');
}
