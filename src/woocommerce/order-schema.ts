import * as z from 'zod';
import { parseDecimal } from '../orders/decimal.ts';
import { parseOrderId } from '../orders/order-facts.ts';
import { isObject } from '../receiving/payload-fields.ts';
import { textField } from '../receiving/text-field.ts';
import { parseUtcTime } from './utc-time.ts';

const amount = textField(parseDecimal);
const time = textField(parseUtcTime);

const line = z.object({ total: amount, total_tax: amount.nullish() });

/**
 * The fields of a WooCommerce order that are used, as the REST API v1 to v3 and their webhooks write them.
 * What names the customer or the shop may be anything: it makes no order unreadable.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version2/class-wc-rest-orders-v2-controller.php
 */
export const orderSchema = z.object({
  id: textField(parseOrderId),
  status: z.string(),
  currency: z.string(),
  total: amount,
  date_modified_gmt: time,
  date_paid_gmt: time.nullish(),
  date_completed_gmt: time.nullish(),
  line_items: z.array(line),
  fee_lines: z.array(line).nullish(),
  refunds: z.preprocess(listed, z.array(z.object({ id: z.string(), total: amount })).nullish()),
  customer_id: z.unknown().optional(),
  billing: z.unknown().optional(),
  meta_data: z.unknown().optional(),
});

export type WooCommerceOrder = z.infer<typeof orderSchema>;

/** PHP writes a list whose first items were filtered out as an object. */
function listed(refunds: unknown): unknown {
  return isObject(refunds) ? Object.values(refunds) : refunds;
}
