import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePostingMessage, toPostingMessage } from '../../../src/aws/sqs/posting-message.ts';
import { anyAwardKey } from '../../support/any-award-record.ts';
import { anyOrderKey } from '../../support/any-order-record.ts';

test('a message names the order and nothing else', () => {
  const key = parsePostingMessage('{"store":"acme","order":"820982911946154508"}');
  expect(key).toStrictEqual({ store: 'acme', order: '820982911946154508' });
});

test('a message names the award and nothing else', () => {
  const key = parsePostingMessage('{"store":"acme","award":"christmas-20261224T120000Z-7","order":7}');
  expect(key).toStrictEqual({ store: 'acme', award: 'christmas-20261224T120000Z-7' });
});

test('every key reads back exactly', () => {
  fc.assert(
    fc.property(fc.oneof(anyOrderKey, anyAwardKey), (key) => {
      expect(parsePostingMessage(toPostingMessage(key))).toStrictEqual(key);
    }),
  );
});

test.each([
  '',
  '{',
  'null',
  '[]',
  '"acme"',
  '{}',
  '{"store":"acme"}',
  '{"order":"1"}',
  '{"store":"","order":"1"}',
  '{"store":"acme","order":1}',
  '{"store":"acme","order":"01"}',
  '{"store":"acme","order":"1-2"}',
  '{"store":"acme","order":""}',
  '{"award":"christmas-20261224T120000Z-7"}',
  '{"store":"","award":"christmas-20261224T120000Z-7"}',
  '{"store":"acme","award":"christmas-20261224T120000Z"}',
  '{"store":"acme","award":"christmas-20261224-7"}',
  '{"store":"acme","award":7}',
])('%j names no order', (body) => {
  expect(parsePostingMessage(body)).toBeUndefined();
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      parsePostingMessage(body);
    }),
  );
});
