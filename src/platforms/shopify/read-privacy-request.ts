import * as z from 'zod/mini';
import { isObject } from '../payload-fields.ts';
import { privacyRequestIn } from './privacy-request.ts';

const text = z.catch(z.nullable(z.string()), null);
const named = z.object({
  shop_domain: text,
  customer: z.catch(z.object({ id: text, email: text, phone: text }), { id: null, email: null, phone: null }),
  orders_to_redact: z.catch(z.array(z.string()), []),
  orders_requested: z.catch(z.array(z.string()), []),
});

/** Whom a request names. */
export interface NamedInRequest {
  readonly shopDomain: string | null;
  readonly customerId: string | null;
  /** E-mail address and telephone, those that there are. */
  readonly contacts: readonly string[];
  readonly orders: readonly string[];
}

/** Reads a request that was parsed by `parseLosslessJson`; `null` for any other body. */
export function readPrivacyRequest(payload: unknown): NamedInRequest | null {
  if (!isObject(payload) || privacyRequestIn(payload) === null) return null;
  const { data } = named.safeParse(payload);
  if (data === undefined) return null;
  const { customer } = data;
  return {
    shopDomain: data.shop_domain,
    customerId: customer.id,
    contacts: [customer.email, customer.phone].flatMap((contact) =>
      contact === null || contact === '' ? [] : [contact],
    ),
    orders: [...data.orders_to_redact, ...data.orders_requested],
  };
}
