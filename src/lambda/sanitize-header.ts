const NOT_SHOWN = '(not shown)';
/** The platforms' resources and what happened to them: `orders/paid`, `order.updated`, `action.woocommerce_order_refunded`. */
const TOPIC =
  /^(?:app|action|checkouts|coupon|customers?|fulfillments|orders?|order_transactions|products?|refunds|shop)[./][a-z_]{1,60}$/;
/** A UUID, or a hash as WooCommerce makes it. */
const DELIVERY_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i;

/** What an unsigned header says, for a log line, if it looks like what it should be: anybody may have written anything into it. */
export function shownTopic(text: string | null): string | null {
  return text === null || TOPIC.test(text) ? text : NOT_SHOWN;
}

export function shownDeliveryId(text: string | null): string | null {
  return text === null || DELIVERY_ID.test(text) ? text : NOT_SHOWN;
}
