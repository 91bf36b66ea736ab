import * as z from 'zod/mini';
import { isObject } from '../payload-fields.ts';
import { amount, moneySet, setOrPlain, units } from './field-schemas.ts';
import { idIn, idOf, withId, writtenId } from './written-id.ts';

/** Money that went back. A minus sign would give points for it. */
const notNegative = amount.check(z.refine((value) => !value.startsWith('-')));

const transaction = () =>
  z.pipe(
    z.object({
      ...writtenId,
      status: z.nullish(z.string()),
      amount: notNegative,
      currency: z.nullish(z.string()),
    }),
    z.transform(withId),
  );

const line = () =>
  z
    .pipe(
      z.object({
        line_item_id: z.nullish(z.string()),
        quantity: z.nullish(units),
        subtotal: z.optional(z.unknown()),
        subtotal_set: z.nullish(moneySet),
        total_tax: z.optional(z.unknown()),
        total_tax_set: z.nullish(moneySet),
        line_item: z.optional(z.unknown()),
      }),
      z.transform((fields, context) => {
        const lineItem = lineItemOf(fields);
        if (lineItem !== undefined) return { ...fields, line_item_id: lineItem };
        context.issues.push({ code: 'custom', path: ['line_item_id'], input: fields });
        return z.NEVER;
      }),
    )
    .check(
      z.refine((fields) => setOrPlain(fields.subtotal_set, fields.subtotal) !== undefined, { path: ['subtotal'] }),
      z.refine((fields) => setOrPlain(fields.total_tax_set, fields.total_tax ?? '0') !== undefined, {
        path: ['total_tax'],
      }),
    );

const shippingLine = () => z.object({ subtotal_amount_set: moneySet, tax_amount_set: z.nullish(moneySet) });

const adjustment = () =>
  z
    .object({
      kind: z.nullish(z.string()),
      amount: z.optional(z.unknown()),
      amount_set: z.nullish(moneySet),
      tax_amount: z.optional(z.unknown()),
      tax_amount_set: z.nullish(moneySet),
    })
    .check(
      z.refine((fields) => setOrPlain(fields.amount_set, fields.amount) !== undefined, { path: ['amount'] }),
      z.refine((fields) => setOrPlain(fields.tax_amount_set, fields.tax_amount ?? '0') !== undefined, {
        path: ['tax_amount'],
      }),
    );

const duty = () => z.object({ amount_set: z.nullish(moneySet) });

/**
 * The fields of a refund that are used, as `refunds/create` and an order's `refunds[]` write them.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/refund
 */
export const refundSchema = z.lazy(() =>
  z.pipe(
    z.object({
      ...writtenId,
      transactions: z.pipe(z.pipe(z.array(z.unknown()), z.transform(onlyRefunds)), z.array(transaction())),
      refund_line_items: z.nullish(z.array(line())),
      refund_shipping_lines: z.nullish(z.array(shippingLine())),
      order_adjustments: z.nullish(z.array(adjustment())),
      duties: z.nullish(z.array(duty())),
      total_duties_set: z.nullish(moneySet),
      total_additional_fees_set: z.nullish(moneySet),
    }),
    z.transform(withId),
  ),
);

export type ShopifyRefund = z.infer<typeof refundSchema>;

/** The id of the order's line that a refund's line gives back. */
function lineItemOf(fields: { readonly line_item_id?: string | null | undefined; readonly line_item?: unknown }) {
  return idOf({ id: fields.line_item_id }) ?? idIn(fields.line_item);
}

/** A refund may also list `void` and other transactions, which give no money back. */
function onlyRefunds(transactions: unknown[]): unknown[] {
  return transactions.filter((entry) => !isObject(entry) || entry.kind === 'refund');
}
