import * as z from 'zod/mini';
import type { Interpretation } from '../interpretation.ts';
import type { PayloadFields } from '../payload-fields.ts';
import { unreadableFields } from '../unreadable-fields.ts';
import { orderId } from './field-schemas.ts';
import { collectedRefund, transactionStatus } from './refund.ts';
import { refundSchema } from './refund-schema.ts';
import { withId, writtenId } from './written-id.ts';

const orderReference = z.object({ order_id: orderId });

const transactionSchema = z.pipe(
  z.object({ ...writtenId, order_id: orderId, status: z.nullish(z.string()) }),
  z.transform(withId),
);

/** Reads a refund that came by itself. It names neither customer nor currency; the order's facts do. */
export function interpretRefund(fields: PayloadFields): Interpretation {
  const reference = orderReference.safeParse(fields);
  if (!reference.success) return unreadableFields('refund', reference.error);
  const refund = refundSchema.safeParse(fields);
  if (!refund.success) return unreadableFields('refund', refund.error);
  return {
    kind: 'facts',
    facts: { kind: 'refund', order: reference.data.order_id, refund: collectedRefund(refund.data) },
  };
}

/**
 * Reads a transaction. No other topic says that a pending refund succeeded or failed: there is no `refunds/update`.
 * The transaction does not name its refund.
 */
export function interpretTransaction(fields: PayloadFields): Interpretation {
  if (fields.kind !== 'refund') {
    const reference = orderReference.safeParse(fields);
    return { kind: 'nothing', because: 'notARefund', ...(reference.success ? { order: reference.data.order_id } : {}) };
  }
  const parsed = transactionSchema.safeParse(fields);
  if (!parsed.success) return unreadableFields('transaction', parsed.error);
  const { id, order_id, status } = parsed.data;
  return {
    kind: 'facts',
    facts: { kind: 'transaction', order: order_id, transaction: { id, status: transactionStatus(status) } },
  };
}
