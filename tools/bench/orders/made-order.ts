import type { OrderFacts } from '../../../src/domain/order-facts.ts';
import { interpretShopify } from '../../../src/platforms/shopify/interpret-shopify.ts';
import { parseLosslessJson } from '../../../src/shared/lossless-json.ts';
import { demoStore } from '../../../test/support/shopify/store.ts';

const AT_MS = Date.UTC(2026, 4, 4, 15);
const LINE_IDS_FROM = 14_820_984_000_000;

/** The id of a line of `orderOfLines`, by its place. */
export function lineIdAt(at: number): string {
  return String(LINE_IDS_FROM + at * 32_769);
}

/** The body of a paid order of so many ordinary lines: ids, prices, discounts and taxes as shops have them. */
export function orderOfLines(lines: number): Buffer {
  const items = Array.from({ length: lines }, (_, at) => ({
    id: Number(lineIdAt(at)),
    price: `${10 + ((at * 7) % 90)}.${10 + ((at * 13) % 90)}`,
    quantity: 1 + (at % 3),
    current_quantity: 1 + (at % 3),
    discount_allocations: at % 3 === 0 ? [{ amount: '1.37' }] : [],
    tax_lines: [{ price: `${(at % 9) + 1}.25` }],
  }));
  return bodyOf({ line_items: items, shipping_lines: [{ price: '17.90', tax_lines: [{ price: '3.33' }] }] });
}

/**
 * The body of an order of so many refunds, each of a line of its own and each with another exchange rate, in amounts of as
 * many digits as are read: the worst that a body can do to exact sums.
 */
export function orderOfRefunds(refunds: number): Buffer {
  const lines = Array.from({ length: refunds }, (_, at) => ({
    id: LINE_IDS_FROM + at,
    price: longAmount(at),
    quantity: 3,
    current_quantity: 1,
    tax_lines: [{ price: '1.1234567891' }],
  }));
  return bodyOf({
    presentment_currency: 'USD',
    total_price_set: { shop_money: { amount: longAmount(1) }, presentment_money: { amount: longAmount(2) } },
    line_items: lines,
    shipping_lines: [{ price: '17.1234567891', tax_lines: [{ price: '3.3333333333' }] }],
    refunds: lines.map(({ id }, at) => ({
      id: at + 1,
      transactions: [{ id: at + 1, kind: 'refund', status: 'success', amount: longAmount(at + 3), currency: 'USD' }],
      refund_line_items: [{ line_item_id: id, quantity: 2, subtotal_set: longSet(at), total_tax_set: longSet(at + 7) }],
      refund_shipping_lines: [{ subtotal_amount_set: longSet(at + 5) }],
      order_adjustments: [{ kind: 'refund_discrepancy', amount_set: longSet(at + 9) }],
    })),
  });
}

export function factsOf(body: Buffer): OrderFacts {
  const parsed = parseLosslessJson(body);
  const read = parsed.ok
    ? interpretShopify({
        payload: parsed.value,
        topic: null,
        bodyHash: '0123456789abcdef',
        receivedAtMs: AT_MS,
        store: demoStore,
      })
    : null;
  if (read?.kind !== 'facts' || read.facts.kind !== 'order') throw new Error('the made order cannot be read');
  return read.facts;
}

function bodyOf(fields: object): Buffer {
  const order = {
    id: 5_820_984_000_001,
    created_at: '2026-05-04T11:59:00-03:00',
    updated_at: '2026-05-04T12:00:00-03:00',
    processed_at: '2026-05-04T12:00:00-03:00',
    email: 'ana.made-up@example.com',
    financial_status: 'paid',
    currency: demoStore.currency,
    presentment_currency: demoStore.currency,
    taxes_included: false,
    total_price: longAmount(1),
    refunds: [],
  };
  return Buffer.from(JSON.stringify({ ...order, ...fields }));
}

function longAmount(at: number): string {
  return `${123_456_789_000_000 + ((12_345 + at * 7_919) % 99_991)}.${1_234_567_891 + (at % 10_000) * 104_729}`;
}

function longSet(at: number) {
  return { shop_money: { amount: longAmount(at) }, presentment_money: { amount: longAmount(at * 3 + 1) } };
}
