import { customerByDocument, customerByEmail, customerByPlatformId } from '../../domain/customer-id.ts';
import type { CustomerId } from '../../domain/order-facts.ts';
import type { WooCommerceStore } from '../../domain/store.ts';
import { isObject } from '../payload-fields.ts';
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

/** Some Brazilian checkout plugins write the document in `billing`, others only in the order's meta data. */
function documentOf(order: WooCommerceOrder, name: 'cpf' | 'cnpj'): CustomerId | null {
  return customerByDocument(billingField(order, name)) ?? customerByDocument(metaValue(order, `_billing_${name}`));
}

function billingField(order: WooCommerceOrder, name: string): unknown {
  return isObject(order.billing) ? order.billing[name] : undefined;
}

/** `meta_data` may be an object: PHP writes a list with gaps, which filters leave, as one. */
function metaValue(order: WooCommerceOrder, key: string): unknown {
  if (typeof order.meta_data !== 'object' || order.meta_data === null) return undefined;
  const entries: unknown[] = Object.values(order.meta_data);
  return entries.filter(isObject).find((entry) => entry.key === key)?.value;
}
