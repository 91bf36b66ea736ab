import { customerByDocument, customerByEmail, customerByPlatformId } from '../../domain/customer-id.ts';
import type { CustomerId } from '../../domain/order-facts.ts';
import type { ShopifyStore } from '../../domain/store.ts';
import { isObject } from '../payload-fields.ts';
import type { ShopifyOrder } from './order-schema.ts';
import { idIn } from './written-id.ts';

/** The customer, identified as the store's configuration says; `null` where the order does not name one. */
export function customerOf(order: ShopifyOrder, by: ShopifyStore['customer']): CustomerId | null {
  const customer = isObject(order.customer) ? order.customer : {};
  switch (by.by) {
    case 'email':
      return customerByEmail(customer.email) ?? customerByEmail(order.email) ?? customerByEmail(order.contact_email);
    case 'platformId':
      return customerByPlatformId(idIn(order.customer));
    case 'document':
      return customerByDocument(noteAttribute(order, by.noteAttribute));
    default:
      return by satisfies never;
  }
}

function noteAttribute(order: ShopifyOrder, name: string): unknown {
  if (!Array.isArray(order.note_attributes)) return undefined;
  const attributes: unknown[] = order.note_attributes;
  return attributes.filter(isObject).find((attribute) => attribute.name === name)?.value;
}
