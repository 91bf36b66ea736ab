import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDeliveryMessage, toDeliveryMessage, toUnverifiedMessage } from '../../../src/aws/sqs/delivery-message.ts';
import { parseMessage } from '../../../src/aws/sqs/message.ts';
import type { DeferredDelivery } from '../../../src/ports/delivery-queue.ts';

const anyDelivery: fc.Arbitrary<DeferredDelivery> = fc.record({
  store: fc.string({ minLength: 1 }),
  topic: fc.option(fc.string()),
  signature: fc.option(fc.string()),
  receivedAtMs: fc.nat(),
  tries: fc.nat(),
  parkedPk: fc.option(fc.string().map((text) => `PARKED#${text}`)),
  body: fc.uint8Array(),
});

test('every delivery reads back exactly, bytes and all', async () => {
  await fc.assert(
    fc.asyncProperty(anyDelivery, async (delivery) => {
      const message = toDeliveryMessage(delivery);
      expect(parseMessage(message)).toEqual({
        kind: 'delivery',
        delivery: { ...delivery, body: Buffer.from(delivery.body) },
      });
    }),
  );
});

test('so does every one that waits to be verified, and is never taken for one that may be proven', async () => {
  const anyUnverified = fc.record({ delivery: anyDelivery, signature: fc.string(), sentAtMs: fc.nat() });
  await fc.assert(
    fc.asyncProperty(anyUnverified, async ({ delivery, ...signed }) => {
      const message = toUnverifiedMessage({ ...delivery, ...signed });
      expect(parseDeliveryMessage(message)).toBeUndefined();
      expect(parseMessage(message)).toEqual({
        kind: 'unverified',
        delivery: { ...delivery, ...signed, body: Buffer.from(delivery.body) },
      });
    }),
  );
});

test('a message is text that SQS takes, whatever the body holds', async () => {
  const delivery = { store: 'acme', topic: null, signature: null, receivedAtMs: 1, tries: 0, parkedPk: null };
  const message = toDeliveryMessage({ ...delivery, body: Uint8Array.from({ length: 256 }, (_, byte) => byte) });
  expect(message).toMatch(/^[\x20-\x7e]+$/);
});

test('a message that names an order is no delivery', async () => {
  expect(parseMessage('{"store":"acme","order":"1"}')).toEqual({
    kind: 'order',
    key: { store: 'acme', order: '1' },
  });
});

const about = '"store":"acme","topic":null,"signature":null,"receivedAtMs":1,"tries":0,"parkedPk":null';

test.each([
  '',
  '{',
  'null',
  '{}',
  '{"delivery":null}',
  `{"delivery":{${about}}}`,
  `{"delivery":{${about},"bodyGzip":"not base64!"}}`,
  `{"unverified":{${about},"sentAtMs":1,"bodyGzip":"${gzipSync('{}').toString('base64')}"}}`,
  `{"delivery":{${about},"bodyGzip":"bm90IGd6aXA="}}`,
  `{"delivery":{${about},"bodyGzip":"${gzipSync(Buffer.alloc(6 * 1024 * 1024)).toString('base64')}"}}`,
])('what says nothing that Ponte knows is illegible, and no bomb is unpacked', async (text) => {
  expect(parseDeliveryMessage(text)).toBeUndefined();
  expect(parseMessage(text)).toEqual({ kind: 'illegible' });
});
