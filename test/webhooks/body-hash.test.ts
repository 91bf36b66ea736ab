import { expect, test } from 'vitest';
import { bodyHash } from '../../src/webhooks/body-hash.ts';

test('is the beginning of the SHA-256 that is published for "abc"', () => {
  expect(bodyHash(Buffer.from('abc'))).toBe('ba7816bf8f01cfea');
});
