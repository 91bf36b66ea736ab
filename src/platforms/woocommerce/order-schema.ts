import * as z from 'zod/mini';
import { decimal, parseAmount } from '../../domain/decimal.ts';
import { parseOrderId } from '../../domain/order-facts.ts';
import { isObject } from '../payload-fields.ts';
import { textField } from '../text-field.ts';
import { parseUtcTime } from './utc-time.ts';

const ZERO = decimal('0');
const amount = textField(parseAmount);
const time = textField(parseUtcTime);

/** Plugins write an empty text where there is no tax or no fee. */
const amountOrNothing = textField((text) => (text === '' ? ZERO : parseAmount(text)));

const line = z.object({ total: amount, total_tax: z.nullish(amountOrNothing) });
const fee = z.object({ total: amountOrNothing, total_tax: z.nullish(amountOrNothing) });

/**
 * The fields of a WooCommerce order that are used, as the REST API v1 to v3 and their webhooks write them.
 * Fields that name the customer may hold anything: they never make an order unreadable.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version2/class-wc-rest-orders-v2-controller.php
 */
export const orderSchema = z.object({
  id: textField(parseOrderId),
  parent_id: z.optional(z.unknown()),
  status: z.string(),
  currency: z.string(),
  total: amount,
  order_key: z.optional(z.unknown()),
  date_created_gmt: z.catch(z.nullish(time), null),
  date_modified_gmt: time,
  date_paid_gmt: z.nullish(time),
  date_completed_gmt: z.nullish(time),
  line_items: z.array(line),
  fee_lines: z.nullish(z.array(fee)),
  refunds: z.pipe(z.transform(listed), z.nullish(z.array(z.object({ id: z.string(), total: amount })))),
  customer_id: z.optional(z.unknown()),
  billing: z.optional(z.unknown()),
  meta_data: z.optional(z.unknown()),
});

export type WooCommerceOrder = z.infer<typeof orderSchema>;

/** PHP writes a list whose first items were filtered out as an object. */
function listed(refunds: unknown): unknown {
  return isObject(refunds) ? Object.values(refunds) : refunds;
}
