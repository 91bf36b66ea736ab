import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

type Bytes = ArrayBuffer | ArrayBufferView;

/** Node makes an object of a key of bytes each time, which takes five times as long as the HMAC itself. A signing key is used for a day, and never changed. */
const keys = new WeakMap<ArrayBufferView, KeyObject>();

/**
 * SHA-256 for the SDK's signer, and its HMAC where a key is given, in a part of the time that the SDK's own class takes; a signature
 * takes four of them. What comes in is one text or one array of bytes, or a few.
 */
export class Sha256 {
  readonly digestLength = 32;
  readonly #key: string | KeyObject | undefined;
  #parts: Buffer[] = [];

  constructor(secret?: string | Bytes) {
    this.#key = secret ? keyOf(secret) : undefined;
  }

  update(data: string | Bytes): void {
    this.#parts.push(typeof data === 'string' ? Buffer.from(data) : bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    const [first = Buffer.alloc(0), ...others] = this.#parts;
    const data = others.length === 0 ? first : Buffer.concat(this.#parts);
    return this.#key === undefined
      ? hash('sha256', data, 'buffer')
      : createHmac('sha256', this.#key).update(data).digest();
  }

  reset(): void {
    this.#parts = [];
  }
}

function keyOf(secret: string | Bytes): string | KeyObject {
  if (typeof secret === 'string') return secret;
  if (!ArrayBuffer.isView(secret)) return createSecretKey(bytesOf(secret));
  const known = keys.get(secret);
  if (known !== undefined) return known;
  const key = createSecretKey(bytesOf(secret));
  keys.set(secret, key);
  return key;
}

function bytesOf(data: Bytes): Buffer {
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
