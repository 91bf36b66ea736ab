import { expect, test } from 'vitest';
import { orderNameIn } from '../../../local/deliveries/order-name.ts';

test.each([
  ['shopify', '{"id":5001,"name":"#1001"}', '#1001'],
  ['shopify', '{"id":5001,"name":"BR-1001/2"}', 'BR-1001/2'],
  ['woocommerce', '{"id":26,"number":"2026-26"}', '2026-26'],
  ['shopify', '{"id":5001,"number":"1001"}', null],
  ['shopify', '{"name":"<img src=x>"}', null],
  ['shopify', '{"name":"ana@example.com"}', null],
  ['shopify', '{"name":1001}', null],
  ['shopify', 'no JSON', null],
  ['shopify', 'null', null],
  [null, '{"name":"#1001"}', null],
] as const)('of %s, %s: %s', (platform, body, name) => {
  expect(orderNameIn(Buffer.from(body), platform)).toBe(name);
});
