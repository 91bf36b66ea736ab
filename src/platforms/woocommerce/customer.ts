import { customerByDocument, customerByEmail, customerByPlatformId } from '../../domain/customer-id.ts';
import type { AttributeNames, CustomerId } from '../../domain/order-facts.ts';
import type { WooCommerceStore } from '../../domain/store.ts';
import { isObject, type PayloadFields } from '../payload-fields.ts';
import { shownNames, shownNamesText } from '../shown-names.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/** The customer, identified as the store's configuration says; `null` where the order does not name one. */
export function customerOf(order: WooCommerceOrder, by: WooCommerceStore['customer']): CustomerId | null {
  switch (by.by) {
    case 'email':
      return customerByEmail(billingField(order, 'email'));
    case 'platformId':
      return customerByPlatformId(order.customer_id);
    case 'document':
      return documentOf(order, 'cpf') ?? documentOf(order, 'cnpj');
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return by satisfies never;
  }
}

/** Where a customer was looked for in an order that names none. Holds names of fields, never what they hold. */
export function lookedForCustomer(order: WooCommerceOrder, by: WooCommerceStore['customer']): string {
  switch (by.by) {
    case 'email':
      return 'no usable address in billing.email';
    case 'platformId':
      return 'no customer_id but 0, which is a guest';
    case 'document':
      return `no document in billing.cpf, billing.cnpj, _billing_cpf or _billing_cnpj; the order's own: ${shownNamesText(namesOf(order))}`;
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return by satisfies never;
  }
}

/** The fields among which a customer is looked for; `undefined` where it is in none that a shop names. */
export function attributeNames(
  order: WooCommerceOrder,
  { by }: WooCommerceStore['customer'],
): AttributeNames | undefined {
  return by === 'document' ? namesOf(order) : undefined;
}

function namesOf(order: WooCommerceOrder): AttributeNames {
  const names = [...Object.keys(billingOf(order)), ...metaOf(order).map(({ key }) => key)];
  return shownNames(names.filter(mayHoldDocument));
}

/** An order has dozens of names that plugins write for themselves. */
function mayHoldDocument(name: unknown): boolean {
  return typeof name === 'string' && /cpf|cnpj|doc|ident|person|tax|vat/i.test(name);
}

/** Some Brazilian checkout plugins write the document in `billing`, others only in the order's meta data. */
function documentOf(order: WooCommerceOrder, name: 'cpf' | 'cnpj'): CustomerId | null {
  return customerByDocument(billingField(order, name)) ?? customerByDocument(metaValue(order, `_billing_${name}`));
}

function billingField(order: WooCommerceOrder, name: string): unknown {
  return billingOf(order)[name];
}

function billingOf(order: WooCommerceOrder): PayloadFields {
  return isObject(order.billing) ? order.billing : {};
}

function metaValue(order: WooCommerceOrder, key: string): unknown {
  return metaOf(order).find((entry) => entry.key === key)?.value;
}

/** `meta_data` may be an object: PHP writes a list with gaps, which filters leave, as one. */
function metaOf(order: WooCommerceOrder): readonly PayloadFields[] {
  if (typeof order.meta_data !== 'object' || order.meta_data === null) return [];
  const entries: readonly unknown[] = Object.values(order.meta_data);
  return entries.filter(isObject);
}
