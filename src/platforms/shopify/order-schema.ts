import * as z from 'zod';
import { parseOrderId } from '../../domain/order-facts.ts';
import { amount, moneySet, time, units } from './field-schemas.ts';
import { refundSchema } from './refund-schema.ts';
import { withId, writtenId } from './written-id.ts';

const line = z
  .object({
    ...writtenId,
    price: amount,
    quantity: units,
    current_quantity: units.nullish(),
    gift_card: z.boolean().nullish(),
    discount_allocations: z.array(z.object({ amount })).nullish(),
    tax_lines: z.array(z.object({ price: amount })).nullish(),
    tip_payment_gateway: z.unknown().optional(),
    tip_payment_method: z.unknown().optional(),
  })
  .transform(withId);

const shippingLine = z.object({
  price: amount,
  discounted_price: amount.nullish(),
  tax_lines: z.array(z.object({ price: amount })).nullish(),
});

/**
 * The fields of an order that are used. The lines' `current_quantity` is the only one that is net of refunds and edits.
 * Fields that name the customer may hold anything: they never make an order unreadable.
 * @see https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export const orderSchema = z
  .object({
    ...writtenId,
    // Only tells orders apart, so that a wrong value does not make the order unreadable.
    created_at: time.nullish().catch(null),
    updated_at: time,
    processed_at: time.nullish(),
    cancelled_at: z.unknown().optional(),
    financial_status: z.string().nullish(),
    test: z.boolean().nullish(),
    currency: z.string(),
    presentment_currency: z.string().nullish(),
    taxes_included: z.boolean().nullish(),
    total_price: amount,
    total_price_set: moneySet.nullish(),
    line_items: z.array(line),
    shipping_lines: z.array(shippingLine).nullish(),
    refunds: z.array(refundSchema).nullish(),
    customer: z.unknown().optional(),
    email: z.unknown().optional(),
    contact_email: z.unknown().optional(),
    note_attributes: z.unknown().optional(),
  })
  .transform(withId)
  .transform((order, context) => {
    const orderId = parseOrderId(order.id);
    if (orderId !== undefined) return { ...order, id: orderId };
    context.addIssue({ code: 'custom', path: ['id'] });
    return z.NEVER;
  });

export type ShopifyOrder = z.infer<typeof orderSchema>;
export type ShopifyLine = z.infer<typeof line>;
