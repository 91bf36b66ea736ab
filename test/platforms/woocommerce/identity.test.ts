import { expect, test } from 'vitest';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { payloadOf, recorded } from '../../fixtures/load.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const MADE_MS = Date.UTC(2026, 10, 22, 19, 58, 35);

function identityOf(fields: object, number = '007') {
  const payload = { ...payloadOf(recorded(number).rawBody), ...fields };
  const input = { payload, topic: 'order.updated', bodyHash: 'made-up-hash', receivedAtMs: 7, store: demoStore };
  const read = interpretWooCommerce(input);
  return read.kind === 'facts' && read.facts.kind === 'order' ? read.facts.identity : read;
}

// The beginnings of the SHA-256 of wc_order_dm7maLk0hEoPl and wc_order_rhj3xdQjc8ZeC, worked out with Python's hashlib.
test('is the time at which the order was made, and a hash of its key', () => {
  expect(identityOf({})).toEqual({ createdAtMs: MADE_MS, keyHash: 'Vhe7B_2kTO5zKaVu' });
  expect(identityOf({}, '008')).toEqual(identityOf({}, '007'));
  expect(identityOf({}, '013')).toEqual({
    createdAtMs: Date.UTC(2026, 10, 22, 19, 58, 48),
    keyHash: 'oD7IsCZiUKYH18dy',
  });
});

test.each([undefined, null, '', 7, ['x']])('the key %j is none', (order_key) => {
  expect(identityOf({ order_key })).toEqual({ createdAtMs: MADE_MS, keyHash: null });
});

test.each([undefined, null])('made at %s, an order is known by its key alone', (date_created_gmt) => {
  expect(identityOf({ date_created_gmt })).toEqual({ createdAtMs: null, keyHash: 'Vhe7B_2kTO5zKaVu' });
});
