const NOT_SHOWN = '(not shown)';
/** A platform's resource and event: `orders/paid`, `order.updated`, `action.woocommerce_order_refunded`. */
const TOPIC =
  /^(?:app|action|checkouts|coupon|customers?|fulfillments|orders?|order_transactions|products?|refunds|shop)[./][a-z_]{1,60}$/;
/** A UUID, or WooCommerce's hash. */
const DELIVERY_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i;

/** An unsigned header's value for a log line, if it is well-formed: anybody may have written anything into it. */
export function shownTopic(text: string | null): string | null {
  return text === null || TOPIC.test(text) ? text : NOT_SHOWN;
}

export function shownDeliveryId(text: string | null): string | null {
  return text === null || DELIVERY_ID.test(text) ? text : NOT_SHOWN;
}
