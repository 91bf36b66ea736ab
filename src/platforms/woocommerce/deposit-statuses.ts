/**
 * Order statuses of plugins for deposits and part payments, in which `date_paid` is set though a part is still to be paid.
 * @see woocommerce-deposits, includes/class-wc-deposits-order-manager.php: the first three
 * @see https://webtomizer.com/docs/woocommerce-deposits/usage: `partially-paid`, which Acowebs' plugin has, too
 * @see deposits-for-woocommerce (Bayna), src/Bootstrap.php: `deposit`
 * @see disable-payment-method-for-woocommerce: `partial-paid`
 * @see easy-hotel: `deposit-payment`; makers of rental and travel shops: `deposit-paid`
 * @see wc-invoice-payment (Link Nacional): `partial` has the goods; the others are separate orders for its payments
 */
export const depositStatuses: ReadonlySet<string> = new Set([
  'partial-payment',
  'scheduled-payment',
  'pending-deposit',
  'partially-paid',
  'deposit',
  'partial-paid',
  'deposit-payment',
  'deposit-paid',
  'partial',
  'partial-pend',
  'partial-comp',
]);
