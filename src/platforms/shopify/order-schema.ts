import * as z from 'zod/mini';
import { parseOrderId } from '../../domain/order-facts.ts';
import { amount, moneySet, time, units } from './field-schemas.ts';
import { refundSchema } from './refund-schema.ts';
import { withId, writtenId } from './written-id.ts';

const line = z.pipe(
  z.object({
    ...writtenId,
    price: amount,
    quantity: units,
    current_quantity: z.nullish(units),
    gift_card: z.nullish(z.boolean()),
    discount_allocations: z.nullish(z.array(z.object({ amount }))),
    tax_lines: z.nullish(z.array(z.object({ price: amount }))),
    tip_payment_gateway: z.optional(z.unknown()),
    tip_payment_method: z.optional(z.unknown()),
  }),
  z.transform(withId),
);

const shippingLine = z.object({
  price: amount,
  discounted_price: z.nullish(amount),
  tax_lines: z.nullish(z.array(z.object({ price: amount }))),
});

/**
 * The fields of an order that are used. The lines' `current_quantity` is the only one that is net of refunds and edits.
 * Fields that name the customer may hold anything: they never make an order unreadable.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export const orderSchema = z.pipe(
  z.pipe(
    z.object({
      ...writtenId,
      // Only tells orders apart, so that a wrong value does not make the order unreadable.
      created_at: z.catch(z.nullish(time), null),
      updated_at: time,
      processed_at: z.nullish(time),
      cancelled_at: z.optional(z.unknown()),
      financial_status: z.nullish(z.string()),
      test: z.nullish(z.boolean()),
      currency: z.string(),
      presentment_currency: z.nullish(z.string()),
      taxes_included: z.nullish(z.boolean()),
      total_price: amount,
      total_price_set: z.nullish(moneySet),
      line_items: z.array(line),
      shipping_lines: z.nullish(z.array(shippingLine)),
      refunds: z.nullish(z.array(refundSchema)),
      customer: z.optional(z.unknown()),
      email: z.optional(z.unknown()),
      contact_email: z.optional(z.unknown()),
      note_attributes: z.optional(z.unknown()),
    }),
    z.transform(withId),
  ),
  z.transform((order, context) => {
    const orderId = parseOrderId(order.id);
    if (orderId !== undefined) return { ...order, id: orderId };
    context.issues.push({ code: 'custom', path: ['id'], input: order });
    return z.NEVER;
  }),
);

export type ShopifyOrder = z.infer<typeof orderSchema>;
export type ShopifyLine = z.infer<typeof line>;
