import { customerByDocument, customerByEmail, customerByPlatformId } from '../../domain/customer-id.ts';
import type { CustomerId } from '../../domain/order-facts.ts';
import type { WooCommerceStore } from '../../domain/store.ts';
import { isObject } from '../payload-fields.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/** The customer as the store knows its customers, or `null` where the order does not name one. */
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

/** Brazilian checkout plugins show a document in `billing`, others only in the order's meta data. */
function documentOf(order: WooCommerceOrder, name: 'cpf' | 'cnpj'): CustomerId | null {
  return customerByDocument(billingField(order, name)) ?? customerByDocument(metaValue(order, `_billing_${name}`));
}

function billingField(order: WooCommerceOrder, name: string): unknown {
  return isObject(order.billing) ? order.billing[name] : undefined;
}

/** PHP writes a list with gaps, as filters leave it, as an object. */
function metaValue(order: WooCommerceOrder, key: string): unknown {
  if (typeof order.meta_data !== 'object' || order.meta_data === null) return undefined;
  const entries: unknown[] = Object.values(order.meta_data);
  return entries.filter(isObject).find((entry) => entry.key === key)?.value;
}
