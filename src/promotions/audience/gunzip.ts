import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AudienceFault } from '../../ports/audience-files.ts';

/** @see https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const GZIP_MAGIC = Buffer.of(0x1f, 0x8b);

/** A file's bytes, unpacked where they are gzip, whatever the file's name says. Rejects with the source's own error. */
export async function* plainBytes(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    while (head.length < GZIP_MAGIC.length) {
      const next = await source.next();
      if (next.done === true) break;
      head = Buffer.concat([head, next.value]);
    }
    const whole = afterHead(head, source);
    yield* head.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC) ? unpacked(file, whole) : whole;
  } finally {
    await source.return?.();
  }
}

async function* afterHead(head: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

async function* unpacked(file: string, packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  // The loop below gets its error, too.
  pipeline(packed, gunzip, () => {});
  try {
    yield* gunzip;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'Z_BUF_ERROR')
      throw new AudienceFault(`${file}: its gzip data is cut off; upload the whole file again`);
    if (code === 'Z_DATA_ERROR') throw new AudienceFault(`${file}: its gzip data is damaged; pack and upload it again`);
    throw error;
  }
}
