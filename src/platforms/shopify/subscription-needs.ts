import type { SubscriptionNeeds } from '../../domain/subscriptions/subscription.ts';

/** `orders/create` is for shops where other systems create orders that are paid already. Any version that is released can be read. */
export const SHOPIFY_NEEDS: SubscriptionNeeds = {
  topics: ['orders/paid', 'orders/updated', 'orders/cancelled', 'refunds/create', 'order_transactions/create'],
  optional: ['orders/create', 'customers/data_request', 'customers/redact', 'shop/redact'],
  format: 'json',
  versions: /^\d{4}-\d{2}$/,
};
