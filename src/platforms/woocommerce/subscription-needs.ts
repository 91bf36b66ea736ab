import type { SubscriptionNeeds } from '../../domain/subscriptions/subscription.ts';

/**
 * A refund and a payment are updates of the order. A webhook's API version is set when it is made, to that of the API by which it is made, and
 * the REST API shows it nowhere.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version2/class-wc-rest-webhooks-v2-controller.php `prepare_item_for_response`
 */
export const WOOCOMMERCE_NEEDS: SubscriptionNeeds = {
  topics: ['order.created', 'order.updated', 'order.restored', 'order.deleted'],
  optional: [],
  format: null,
  versions: null,
};
