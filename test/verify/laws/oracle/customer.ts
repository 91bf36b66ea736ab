import type { Store } from '../../../../src/domain/store.ts';
import { type Json, list, text } from './json.ts';

/** The customer id that one order body names, in the way the store asks for; `null` when it names none. */
export function customerIn(order: Json, store: Store): string | null {
  switch (store.customer.by) {
    case 'email':
      return emailIn(order, store.platform);
    case 'platformId':
      return store.platform === 'shopify' ? text(order, 'customer', 'id') : unlessGuest(text(order, 'customer_id'));
    case 'document':
      return digits(
        store.platform === 'shopify'
          ? noteAttribute(order, 'noteAttribute' in store.customer ? store.customer.noteAttribute : '')
          : billingDocument(order),
      );
  }
}

/** "`customer.email`, else `email`, else `contact_email` (Shopify); `billing.email` (WooCommerce); trimmed, lower-cased, must hold `@`" */
function emailIn(order: Json, platform: Store['platform']): string | null {
  const candidates =
    platform === 'shopify'
      ? [text(order, 'customer', 'email'), text(order, 'email'), text(order, 'contact_email')]
      : [text(order, 'billing', 'email')];
  for (const candidate of candidates) {
    const email = candidate?.trim().toLowerCase();
    if (email?.includes('@')) return email;
  }
  return null;
}

const unlessGuest = (id: string | null): string | null => (id === '0' ? null : id);

const noteAttribute = (order: Json, name: string): string | null =>
  text(
    list(order, 'note_attributes').find((attribute) => text(attribute, 'name') === name),
    'value',
  );

/** "WooCommerce `billing.cpf`/`cnpj` or `_billing_cpf`/`_billing_cnpj` meta" */
function billingDocument(order: Json): string | null {
  const meta = (key: string): string | null =>
    text(
      list(order, 'meta_data').find((entry) => text(entry, 'key') === key),
      'value',
    );
  const written = [
    text(order, 'billing', 'cpf'),
    text(order, 'billing', 'cnpj'),
    meta('_billing_cpf'),
    meta('_billing_cnpj'),
  ];
  return written.find((document) => digits(document) !== null) ?? null;
}

/** "digits only" */
function digits(document: string | null): string | null {
  const kept = document?.replace(/\D/g, '') ?? '';
  return kept === '' ? null : kept;
}
