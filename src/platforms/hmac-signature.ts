import { createHmac, timingSafeEqual } from 'node:crypto';

/** The signature that both platforms send: base64 of HMAC-SHA256 over the raw body. */
export function sign(rawBody: Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(rawBody).digest('base64');
}

/**
 * True when one of the secrets signed exactly these bytes. Compares the base64 texts, in constant time: several base64 texts
 * decode to the same bytes, so that a changed signature could pass.
 */
export function isSigned(rawBody: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature);
  let genuine = false;
  for (const secret of secrets) {
    const expected = Buffer.from(sign(rawBody, secret));
    if (given.length === expected.length && timingSafeEqual(given, expected)) genuine = true;
  }
  return genuine;
}
