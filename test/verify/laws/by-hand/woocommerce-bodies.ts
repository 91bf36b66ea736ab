/** An order body of WooCommerce's API v3, of order 1 in EUR, with the fields in use; `refunds: null` leaves the key out. */
export const woo = (
  total: string,
  lineTotal: string | number,
  second: number,
  refunds: readonly string[] | null,
  more: object = {},
) => ({
  id: 1,
  parent_id: 0,
  status: 'processing',
  currency: 'EUR',
  total,
  date_modified_gmt: `2026-05-04T12:00:${String(second).padStart(2, '0')}`,
  date_paid_gmt: '2026-05-04T12:00:00',
  date_completed_gmt: null,
  billing: { email: 'a@example.com' },
  line_items: [{ id: 2, total: lineTotal, total_tax: '0.00' }],
  fee_lines: [],
  ...(refunds === null ? {} : { refunds: refunds.map((amount, index) => ({ id: 10 + index, total: `-${amount}` })) }),
  ...more,
});
