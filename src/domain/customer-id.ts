import { type CustomerId, customerId } from './order-facts.ts';

/** In characters. RFC 5321 allows a path of 256 octets, two of them the angle brackets. */
const MAX_EMAIL = 254;

/** White space, control and invisible characters and lone surrogates never belong to a deliverable address. */
const EMAIL = /^[^\s\p{Cc}\p{Cf}\p{Cs}]+@[^\s\p{Cc}\p{Cf}\p{Cs}]+$/u;

/** The customer by e-mail address, trimmed and lower-cased; `null` where the text is no usable address. */
export function customerByEmail(text: unknown): CustomerId | null {
  if (typeof text !== 'string') return null;
  const email = text.trim().toLowerCase();
  return email.length <= MAX_EMAIL && EMAIL.test(email) ? customerId(email) : null;
}

/**
 * The customer by document (CPF, CNPJ), digits only. `null` where the text holds anything but digits and their punctuation:
 * without its letters it would name another customer.
 */
export function customerByDocument(text: unknown): CustomerId | null {
  if (typeof text !== 'string') return null;
  const digits = text.replace(/[\s./-]/g, '');
  return /^\d{1,20}$/.test(digits) ? customerId(digits) : null;
}

/** The customer by the platform's own number; `null` for `0`, which is a guest. */
export function customerByPlatformId(text: unknown): CustomerId | null {
  return typeof text === 'string' && /^[1-9]\d{0,39}$/.test(text) ? customerId(text) : null;
}

/** How a store may identify its customers. */
export const customerBys = ['email', 'document', 'platformId'] as const;

/** The customer that a text names; `null` where it names none. */
export function customerBy(by: (typeof customerBys)[number], text: string): CustomerId | null {
  switch (by) {
    case 'email':
      return customerByEmail(text);
    case 'document':
      return customerByDocument(text);
    case 'platformId':
      return customerByPlatformId(text.trim());
    default:
      return by satisfies never;
  }
}
