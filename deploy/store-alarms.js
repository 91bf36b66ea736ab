/**
 * The alarms of one store. Their descriptions name it, since a notice shows little else; `own` makes an alarm on a metric of
 * our own, of which a store is the dimension's value.
 */
export function storeAlarms({ id, platform }, own) {
  // Logical ids hold letters and digits only, and ids of stores no capitals: no two meet.
  const name = id.replaceAll('-', 'D');
  return {
    // Begins at most once a day, however busy a staging copy is.
    [`StoreMoved${name}`]: own(
      `Store ${id} is sent for from another host: it has moved, or a copy of it sends, too`,
      'OtherShop',
      { Period: 86_400, OKActions: [] },
      id,
    ),
    // Told by every sweep while it is so, and over once something genuine has come.
    [`StoreSilent${name}`]: own(
      `Store ${id} sends nothing for longer than usual: is its webhook switched off?`,
      'StoreSilent',
      { EvaluationPeriods: 2, DatapointsToAlarm: 1 },
      id,
    ),
    // A stranger can cause it, too; within the hour it is one and the same.
    [`StoreRefused${name}`]: own(
      `Store ${id} is refused again and again: ${AFTER_REFUSALS[platform]}`,
      'StoreRefused',
      { EvaluationPeriods: 12, DatapointsToAlarm: 1 },
      id,
    ),
  };
}

const AFTER_REFUSALS = {
  // https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
  shopify: 'after eight failures in a row Shopify may delete its webhook',
  // class-wc-webhook.php, failed_delivery: at a failure after more than five.
  woocommerce:
    'at the seventh failure in a row WooCommerce switches its webhook off, and sends none of the orders meanwhile',
};
