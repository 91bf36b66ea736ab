import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSigned, sign } from '../../src/platforms/hmac-signature.ts';
import { recorded, recordedNames } from '../fixtures/load.ts';
import { bytes } from '../support/webhook-world.ts';

const body = bytes('{"id":1}');
const secret = 'a-made-up-secret';

describe('a known answer', () => {
  // RFC 4231, test case 2, in base64.
  test('of HMAC-SHA256', () => {
    const signature = 'W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=';
    expect(sign(bytes('what do ya want for nothing?'), 'Jefe')).toBe(signature);
    expect(isSigned(bytes('what do ya want for nothing?'), signature, ['Jefe'])).toBe(true);
  });

  test('of real WooCommerce stores', () => {
    const signed = recordedNames.map(recorded).filter(({ headers }) => 'x-wc-webhook-signature' in headers);
    expect(signed.length).toBeGreaterThan(50);
    for (const { rawBody, headers, secret: own } of signed) {
      expect(isSigned(rawBody, headers['x-wc-webhook-signature'] ?? '', [own])).toBe(true);
    }
  });
});

describe('any of the secrets will do', () => {
  test.each([
    [[secret], true],
    [['newer', secret], true],
    [[secret, 'newer'], true],
    [['newer', 'newest'], false],
    [[], false],
    [[`${secret} `], false],
  ])('%j: %s', (secrets, expected) => {
    expect(isSigned(body, sign(body, secret), secrets)).toBe(expected);
  });
});

/** Texts that a lenient base64 decoder takes for the same bytes, or that a lenient reader would trim. */
const LOOKALIKES: readonly (readonly [string, (signature: string) => string])[] = [
  ['a newline after it', (signature) => `${signature}\n`],
  ['a space after it', (signature) => `${signature} `],
  ['a space before it', (signature) => ` ${signature}`],
  ['no padding', (signature) => signature.replace(/=+$/, '')],
  ['more padding', (signature) => `${signature}=`],
  ['the URL-safe alphabet', (signature) => signature.replaceAll('+', '-').replaceAll('/', '_')],
  ['other unused bits', (signature) => `${signature.slice(0, -2)}${nextLetter(signature.at(-2))}=`],
  ['hexadecimal', (signature) => Buffer.from(signature, 'base64').toString('hex')],
  ['sha256= before it', (signature) => `sha256=${signature}`],
  ['itself twice, as two headers are joined', (signature) => `${signature},${signature}`],
  ['lower case', (signature) => signature.toLowerCase()],
  ['nothing', () => ''],
];

/** Without a change of the bits that count: the last letter before `=` has two bits that mean nothing. */
function nextLetter(letter = 'A'): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return alphabet[alphabet.indexOf(letter) + 1] ?? '';
}

describe('only the canonical text of the signature is taken, not', () => {
  // Holds letters of both alphabets.
  const signed = bytes('{"id":18,"status":"processing"}');
  const key = 'made-up-secret-0';
  const genuine = sign(signed, key);

  test('a text that has nothing to be told apart by', () => {
    expect(genuine).toMatch(/[+/]/);
    expect(genuine).toMatch(/[^=]=$/);
    expect(isSigned(signed, genuine, [key])).toBe(true);
  });

  test.each(LOOKALIKES)('%s', (_name, lookalike) => {
    expect(lookalike(genuine)).not.toBe(genuine);
    expect(isSigned(signed, lookalike(genuine), [key])).toBe(false);
  });

  test('other unused bits, which stand for the same bytes', () => {
    const other = `${genuine.slice(0, -2)}${nextLetter(genuine.at(-2))}=`;
    expect(Buffer.from(other, 'base64')).toEqual(Buffer.from(genuine, 'base64'));
  });
});

describe('one flipped bit is refused', () => {
  test('in the body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(7), (original, at, bit) => {
        const signature = sign(original, secret);
        expect(isSigned(original, signature, [secret])).toBe(true);
        expect(isSigned(flipped(original, at, bit), signature, [secret])).toBe(false);
      }),
    );
  });

  test('in the signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), fc.nat(6), (original, at, bit) => {
        const changed = Buffer.from(flipped(Buffer.from(sign(original, secret)), at, bit)).toString('latin1');
        expect(isSigned(original, changed, [secret])).toBe(false);
      }),
    );
  });

  test('in the secret', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(6), (at, bit) => {
        const other = Buffer.from(flipped(Buffer.from(secret), at, bit)).toString('latin1');
        expect(isSigned(body, sign(body, secret), [other])).toBe(false);
      }),
    );
  });
});

test('no text is a signature by chance', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (signature) => {
      expect(isSigned(body, signature, [secret])).toBe(false);
    }),
  );
});

function flipped(original: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(original);
  const index = at % copy.length;
  copy[index] = (copy[index] ?? 0) ^ (1 << bit);
  return copy;
}
