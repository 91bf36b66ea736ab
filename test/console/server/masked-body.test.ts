import { expect, test } from 'vitest';
import { maskedBody } from '../../../console/server/deliveries/masked-body.ts';

const masked = (body: string, personal = false) => maskedBody(Buffer.from(body), personal);
const value = (body: string, personal = false) => JSON.parse(masked(body, personal));

test.each([
  ['{"id":9007199254740993}', '9007199254740993'],
  ['{"amount":10.50}', '10.50'],
  ['{"total":1e2}', '1e2'],
])('numbers stand as they were written: %s', (body, written) => {
  expect(masked(body)).toContain(written);
  expect(masked(body, true)).toContain(written);
});

test.each([
  { total_price: '10.00' },
  { updated_at: '2026-03-10T10:00:05-03:00' },
  { date_paid_gmt: '2026-03-10T10:00:05' },
  { financial_status: 'paid' },
  { name: '#1001' },
  { line_items: [{ name: 'A mug', title: 'A mug', sku: 'MUG-1', quantity: 2 }] },
  { admin_graphql_api_id: 'gid://shopify/Order/5001' },
  { refunds: [{ id: 1, total: '-5.00' }] },
  { note: null, test: false, empty: '' },
])('what names nobody is shown: %j', (body) => {
  expect(value(JSON.stringify(body))).toEqual(body);
});

test.each([
  [{ email: 'ana@example.com' }, { email: '***' }],
  [{ customer: { id: 7, first_name: 'Ana', tags: 'x' } }, { customer: { id: '***', first_name: '***', tags: '***' } }],
  [{ billing: { total: '10.00', nested: [{ a: 'b' }] } }, { billing: { total: '***', nested: [{ a: '***' }] } }],
  [{ name: 'Ana Souza' }, { name: '***' }],
  [{ title: 'ask ana@example.com' }, { title: '***' }],
  [
    { value: '12345678909', number: 12345678909 },
    { value: '***', number: '***' },
  ],
  [{ phone: '12345' }, { phone: '***' }],
  [{ unknown: 'some words' }, { unknown: '***' }],
  [{ note_attributes: [{ name: 'cpf', value: '1' }] }, { note_attributes: [{ name: '***', value: '***' }] }],
  [
    { line_items: [{ properties: [{ name: 'For', value: 'Ana' }] }] },
    { line_items: [{ properties: [{ name: '***', value: '***' }] }] },
  ],
])('what may name somebody is not: %j', (body, expected) => {
  expect(value(JSON.stringify(body))).toEqual(expected);
});

test('what opens something is never shown', () => {
  const body = {
    order_key: 'wc_order_a',
    token: 'a',
    order_status_url: 'https://a.example.com/x?key=open&b=1',
    email: 'a@b.cd',
  };
  expect(value(JSON.stringify(body), true)).toEqual({
    order_key: '***',
    token: '***',
    order_status_url: 'https://a.example.com/x?key=***&b=1',
    email: 'a@b.cd',
  });
});

test('a body that is not JSON is told by its length alone, until it is asked for', () => {
  expect(masked('ana@example.com')).toBe('*** 15 bytes that are not JSON');
  expect(masked('ana@example.com', true)).toBe('ana@example.com');
});
