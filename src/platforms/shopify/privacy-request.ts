import type { PrivacyRequest } from '../../domain/parked-reasons.ts';
import { explain } from '../../domain/reasons.ts';
import type { Interpretation } from '../interpretation.ts';
import { isObject, type PayloadFields } from '../payload-fields.ts';

/** The topics by which Shopify tells of what persons ask about their data. They come from the app, and are signed with its secret. */
export const privacyTopics = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;

/**
 * What a body asks about personal data, by the body alone; `null` for any other body. One that names a customer and asks for no data
 * asks to erase that customer.
 * @see https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance
 */
export function privacyRequestIn(payload: PayloadFields): PrivacyRequest | null {
  if (!('shop_domain' in payload) || !('shop_id' in payload)) return null;
  if ('id' in payload || 'order_id' in payload || 'financial_status' in payload) return null;
  if ('data_request' in payload || 'orders_requested' in payload) return 'dataRequested';
  return isObject(payload.customer) || 'orders_to_redact' in payload ? 'erasureRequested' : 'shopErasureRequested';
}

/** A request is for a person, who has 30 days. Nothing of it is shown. */
export function interpretPrivacyRequest(request: PrivacyRequest): Interpretation {
  return { kind: 'privacyRequest', ...explain(request) };
}
