import { customerByDocument, customerByEmail, customerByPlatformId } from '../../domain/customer-id.ts';
import type { AttributeNames, CustomerId } from '../../domain/order-facts.ts';
import type { ShopifyStore } from '../../domain/store.ts';
import { isObject, type PayloadFields } from '../payload-fields.ts';
import { shownNames, shownNamesText } from '../shown-names.ts';
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
      return customerByDocument(attributesOf(order).find(({ name }) => name === by.noteAttribute)?.value);
    default:
      return by satisfies never;
  }
}

/** Where a customer was looked for in an order that names none. Holds names of fields, never what they hold. */
export function lookedForCustomer(order: ShopifyOrder, by: ShopifyStore['customer']): string {
  switch (by.by) {
    case 'email':
      return 'no usable address in customer.email, email or contact_email';
    case 'platformId':
      return 'no customer.id';
    case 'document': {
      const names = namesOf(order);
      return names.includes(by.noteAttribute)
        ? `no document in the note attribute "${by.noteAttribute}"`
        : `no note attribute "${by.noteAttribute}"; the order's own: ${shownNamesText(shownNames(names))}`;
    }
    default:
      return by satisfies never;
  }
}

/** The attributes among which a customer is looked for; `undefined` where it is not among attributes. */
export function attributeNames(order: ShopifyOrder, { by }: ShopifyStore['customer']): AttributeNames | undefined {
  return by === 'document' ? shownNames(namesOf(order)) : undefined;
}

function namesOf(order: ShopifyOrder): readonly unknown[] {
  return attributesOf(order).map(({ name }) => name);
}

function attributesOf(order: ShopifyOrder): readonly PayloadFields[] {
  const attributes: readonly unknown[] = Array.isArray(order.note_attributes) ? order.note_attributes : [];
  return attributes.filter(isObject);
}
