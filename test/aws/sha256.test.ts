import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Sha256 as SdkSha256 } from '@smithy/core/checksum';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sha256 } from '../../src/aws/sha256.ts';

const hex = async (sha256: Sha256) => Buffer.from(await sha256.digest()).toString('hex');

test('is SHA-256, also of nothing', async () => {
  // NIST's example of one block, and the digest of the empty message.
  const abc = new Sha256();
  abc.update('abc');
  expect(await hex(abc)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(await hex(new Sha256())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('and its HMAC with a key, by the second case of RFC 4231', async () => {
  for (const key of ['Jefe', Buffer.from('Jefe'), new Uint8Array(Buffer.from('Jefe')).buffer]) {
    const hmac = new Sha256(key);
    hmac.update(Buffer.from('what do ya want for nothing?'));
    expect(await hex(hmac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  }
});

test('a key that is used again counts as its bytes are: another array of the same bytes is the same key, one of others is not', async () => {
  const key = randomBytes(32);
  const of = async (secret: Uint8Array) => {
    const hmac = new Sha256(secret);
    hmac.update('data');
    return await hex(hmac);
  };
  const wanted = createHmac('sha256', key).update('data').digest('hex');
  expect([await of(key), await of(key), await of(new Uint8Array(key))]).toEqual([wanted, wanted, wanted]);
  expect(await of(randomBytes(32))).not.toBe(wanted);
});

test('a view counts as the part of its buffer that it shows', async () => {
  const bytes = new Uint8Array(Buffer.from('--abc--').subarray(2, 5));
  const sha256 = new Sha256();
  sha256.update(new Uint8Array(bytes.buffer, bytes.byteOffset, 3));
  expect(await hex(sha256)).toBe(createHash('sha256').update('abc').digest('hex'));
});

test('says what the class of the SDK says, in one part or many, and again after a reset', async () => {
  const part = fc.oneof(fc.string(), fc.uint8Array());
  await fc.assert(
    fc.asyncProperty(fc.option(part), fc.array(part, { maxLength: 4 }), async (secret, parts) => {
      const both = [new Sha256(secret ?? undefined), new SdkSha256(secret ?? undefined)] as const;
      for (const one of both) for (const data of parts) one.update(typeof data === 'string' ? Buffer.from(data) : data);
      expect(await both[0].digest()).toEqual(Buffer.from(await both[1].digest()));
      both[0].reset();
      expect(await hex(both[0])).toBe(await hex(new Sha256(secret ?? undefined)));
    }),
  );
});
