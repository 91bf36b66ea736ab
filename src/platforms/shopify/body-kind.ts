import { type OrderId, parseOrderId } from '../../domain/order-facts.ts';
import type { PrivacyRequest } from '../../domain/parked-reasons.ts';
import { isObject, type PayloadFields } from '../payload-fields.ts';
import { privacyRequestIn } from './privacy-request.ts';

/** What a signed body is, by the body alone: topic headers are not signed. */
type BodyKind =
  | { readonly kind: 'order'; readonly fields: PayloadFields }
  | { readonly kind: 'refund'; readonly fields: PayloadFields }
  | { readonly kind: 'transaction'; readonly fields: PayloadFields }
  | { readonly kind: 'privacyRequest'; readonly request: PrivacyRequest }
  | { readonly kind: 'previewEvent' }
  | { readonly kind: 'orderEdit' }
  | { readonly kind: 'wrappedOrder' }
  | { readonly kind: 'idOnly' }
  | { readonly kind: 'notAnObject' }
  | { readonly kind: 'unknown' };

/**
 * Recognises a Shopify webhook body. `previewEvent`: sent by the "Events" of the unstable API version. `orderEdit`: the ids
 * and quantities of `orders/edited`, without money.
 * @see https://shopify.dev/docs/apps/build/events-webhooks
 */
export function bodyKind(payload: unknown): BodyKind {
  if (!isObject(payload)) return { kind: 'notAnObject' };
  if (isPreviewEvent(payload)) return { kind: 'previewEvent' };
  const request = privacyRequestIn(payload);
  if (request !== null) return { kind: 'privacyRequest', request };
  if (isObject(payload.order_edit)) return { kind: 'orderEdit' };
  if ('order_id' in payload && 'kind' in payload) return { kind: 'transaction', fields: payload };
  if ('order_id' in payload && ('transactions' in payload || 'refund_line_items' in payload)) {
    return { kind: 'refund', fields: payload };
  }
  if ('financial_status' in payload) return { kind: 'order', fields: payload };
  if (isObject(payload.order)) return { kind: 'wrappedOrder' };
  return { kind: 'id' in payload && Object.keys(payload).length === 1 ? 'idOnly' : 'unknown' };
}

/** The order of which a body is the id and nothing else; `null` for any other body. A refund's notice has the refund's id. */
export function orderNamedBy(payload: unknown, topic: string | null): OrderId | null {
  const isOfAnOrder = topic === null || topic.startsWith('orders/');
  if (!isOfAnOrder || !isObject(payload) || bodyKind(payload).kind !== 'idOnly') return null;
  return (typeof payload.id === 'string' ? parseOrderId(payload.id) : undefined) ?? null;
}

/** A body over the size limit is sent as a stub with `payload_url`. */
function isPreviewEvent(payload: PayloadFields): boolean {
  if ('fields_changed' in payload || 'query_variables' in payload || 'payload_url' in payload) return true;
  return 'data' in payload && 'handle' in payload;
}
