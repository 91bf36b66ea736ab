import { createHash } from 'node:crypto';

/** Names a body's exact bytes, and decides between two of one instant: the beginning of their SHA-256, in hexadecimal. */
export function bodyHash(rawBody: Uint8Array): string {
  return createHash('sha256').update(rawBody).digest('hex').slice(0, 16);
}
