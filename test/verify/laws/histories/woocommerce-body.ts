import { decimalText } from './currency.ts';
import { noisy } from './float-noise.ts';
import { shownNow, type WooCommerceLine, type WooCommerceOrder } from './woocommerce-order.ts';

/** An order as order.created, updated and restored carry it. */
export function orderBody(order: WooCommerceOrder): string {
  const { contact, shipping } = order;
  const amount = amountsOf(order);
  const { lines, total } = shownNow(order);
  const charged = [...lines, ...order.fees];
  return phpJson({
    id: Number(order.id),
    parent_id: Number(order.parentId),
    status: order.status,
    currency: order.currency,
    version: '10.5.0',
    prices_include_tax: order.revision % 2 === 1,
    date_created: local(order.createdMs),
    date_modified: local(order.modifiedMs + order.aheadMs),
    shipping_total: amount(shipping.total),
    shipping_tax: amount(shipping.tax),
    total: amount(total),
    total_tax: amount([...charged, shipping].reduce((sum, { tax }) => sum + tax, 0)),
    customer_id: Number(contact.customerId),
    billing: {
      first_name: 'Zoë',
      email: contact.email,
      ...(contact.document && contact.document.in !== 'meta' ? { [contact.document.in]: contact.document.text } : {}),
    },
    payment_method: 'bacs',
    date_completed: local(order.completedMs),
    date_paid: local(order.paidMs),
    number: order.id,
    meta_data: metaData(order),
    line_items: lines.map((line) => ({
      ...lineJson(order, line),
      quantity: line.quantity,
      price: line.total / 10_000 / line.quantity,
    })),
    shipping_lines: [{ id: 900_001, total: amount(shipping.total), total_tax: amount(shipping.tax) }],
    fee_lines: order.fees.map((fee) => lineJson(order, fee)),
    coupon_lines: [],
    ...(order.hasRefundsKey ? { refunds: refundsJson(order) } : {}),
    date_created_gmt: gmt(order.createdMs),
    date_modified_gmt: gmt(order.modifiedMs + order.aheadMs),
    date_completed_gmt: gmt(order.completedMs),
    date_paid_gmt: gmt(order.paidMs),
    _links: {
      self: [{ href: `${order.siteUrl}/wp-json/wc/v3/orders/${order.id}` }],
      collection: [{ href: `${order.siteUrl}/wp-json/wc/v3/orders` }],
    },
  });
}

/** order.deleted names the order and nothing else. */
export const deletedBody = (order: WooCommerceOrder): string => phpJson({ id: Number(order.id) });

/** What a webhook whose owner may not read the order sends, properly signed. */
export const errorBody = (): string =>
  phpJson({
    code: 'woocommerce_rest_cannot_view',
    message: 'Sorry, you cannot view this resource.',
    data: { status: 403 },
  });

function refundsJson(order: WooCommerceOrder): object[] {
  const amount = (tenThousandths: number): string => displayed(tenThousandths, order.decimals);
  const refunds: object[] = order.refunds.map((refund) => ({
    id: Number(refund.id),
    reason: '',
    total: `-${amount(refund.amount)}`,
  }));
  for (let ghost = 0; ghost < order.ghosts; ghost += 1) refunds.push({ id: 0, reason: '', total: `-${amount(0)}` });
  return refunds.reverse();
}

function lineJson(order: WooCommerceOrder, { id, subtotal, total, tax }: WooCommerceLine): object {
  const amount = amountsOf(order);
  const orEmpty = (tenThousandths: number): string | number =>
    tenThousandths === 0 && order.leavesZerosEmpty ? '' : amount(tenThousandths);
  return { id: Number(id), subtotal: amount(subtotal), total: orEmpty(total), total_tax: orEmpty(tax) };
}

function metaData({ revision, contact }: WooCommerceOrder): object[] {
  const document =
    contact.document?.in === 'meta' ? [{ id: 501, key: '_billing_cpf', value: contact.document.text }] : [];
  return [{ id: 500, key: '_revision', value: String(revision) }, ...document];
}

/** Rounds half away from zero to the display decimals, as WooCommerce rewrites old orders when the setting changes. */
function displayed(tenThousandths: number, decimals: number): string {
  const unit = 10 ** (4 - decimals);
  const magnitude = Math.floor(Math.abs(tenThousandths) / unit + 0.5);
  return decimalText(tenThousandths < 0 ? -magnitude : magnitude, decimals);
}

/** Amounts as the order's plugins write them. */
const amountsOf =
  ({ decimals, noise }: WooCommerceOrder) =>
  (tenThousandths: number): string | number => {
    const text = displayed(tenThousandths, decimals);
    return noise === null ? text : noisy(text, noise);
  };

const gmt = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString().slice(0, 19));

/** Store-local time, an hour or three off and without saying so. */
const local = (ms: number | null): string | null => gmt(ms === null ? null : ms - 3 * 3_600_000);

/** PHP escapes slashes and everything beyond ASCII. */
const phpJson = (json: object): string =>
  JSON.stringify(json)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
