import { parseOrderId } from '../../domain/order-facts.ts';
import { isObject, type PayloadFields } from '../payload-fields.ts';

/** What a signed body is, by the body alone: topic headers are not signed. */
export type BodyKind =
  | {
      readonly kind: 'order';
      readonly status: string;
      readonly order: string | undefined;
      readonly fields: PayloadFields;
    }
  | { readonly kind: 'idOnly'; readonly order: string }
  | { readonly kind: 'error' }
  | { readonly kind: 'action' }
  | { readonly kind: 'legacyOrder' }
  | { readonly kind: 'notAnObject' }
  | { readonly kind: 'unknown' };

/**
 * Recognises a WooCommerce webhook body. `idOnly`: sent by `order.deleted`. `error`: a signed `WP_Error`, sent when the
 * webhook's owner may not read the order. `action`: a custom `action.*` topic.
 * @see woocommerce/woocommerce, includes/class-wc-webhook.php
 */
export function bodyKind(payload: unknown): BodyKind {
  if (!isObject(payload)) return { kind: 'notAnObject' };
  const order = orderIdIn(payload);
  if (typeof payload.status === 'string' && 'line_items' in payload) {
    return { kind: 'order', status: payload.status, order, fields: payload };
  }
  if (order !== undefined && Object.keys(payload).length === 1) return { kind: 'idOnly', order };
  if (typeof payload.code === 'string' && typeof payload.message === 'string') return { kind: 'error' };
  if ('action' in payload && 'arg' in payload) return { kind: 'action' };
  if (isObject(payload.order)) return { kind: 'legacyOrder' };
  return { kind: 'unknown' };
}

function orderIdIn(payload: PayloadFields): string | undefined {
  return typeof payload.id === 'string' ? parseOrderId(payload.id) : undefined;
}
