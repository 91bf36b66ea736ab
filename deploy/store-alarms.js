/**
 * The alarms on what happens to single stores: one of each kind, whatever the number of stores. `ofEachStore` makes an alarm that
 * judges each store's values by themselves, and tells of each store by itself; a notice has the store among the attributes of the
 * alarm's contributor.
 */
export const storeAlarms = (ofEachStore) => ({
  // Goes on for three hours after the last body, as long as AWS lets such an alarm look back.
  StoreMoved: ofEachStore(
    'A store is sent for from another host: it has moved, or a copy of it sends, too',
    'OtherShop',
    { EvaluationPeriods: 36, DatapointsToAlarm: 1, OKActions: [] },
  ),
  // Told by every sweep while it is so, and over once something genuine has come.
  StoreSilent: ofEachStore('A store sends nothing for longer than usual: is its webhook switched off?', 'StoreSilent', {
    EvaluationPeriods: 2,
    DatapointsToAlarm: 1,
  }),
  // Told by every sweep while it is so.
  StoreSkips: ofEachStore(
    "Far more of a store's orders than usual give no points: is its configuration still what its orders are like?",
    'StoreSkips',
    { EvaluationPeriods: 12, DatapointsToAlarm: 1 },
  ),
  // Told by every run of reconciliation while it is so.
  StoreNotReconciled: ofEachStore(
    "A store's own API has given nothing for hours: what its webhooks lose is not found",
    'StoreNotReconciled',
    { EvaluationPeriods: 15, DatapointsToAlarm: 1 },
  ),
  // Told by every look, of which there is one in two hours at least.
  WebhooksOff: ofEachStore(
    "A store's webhooks are missing or switched off, or do not send here: reconciliation finds later what they do not send",
    'WebhooksOff',
    { EvaluationPeriods: 26, DatapointsToAlarm: 1 },
  ),
  FoundLate: ofEachStore(
    'Orders changed points that no webhook told of, and reconciliation found them: is a webhook switched off, or deleted?',
    'FoundLate',
    { EvaluationPeriods: 12, DatapointsToAlarm: 1, OKActions: [] },
  ),
  // A stranger can cause it, too; within the hour it is one and the same.
  // https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
  // WooCommerce: class-wc-webhook.php, failed_delivery: at a failure after more than five.
  StoreRefused: ofEachStore(
    'A store is refused again and again: at the seventh failure in a row WooCommerce switches its webhook off, and sends none of the ' +
      'orders meanwhile; after eight Shopify may delete it',
    'StoreRefused',
    { EvaluationPeriods: 12, DatapointsToAlarm: 1 },
  ),
});
