import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ParkedDelivery } from '../../ports/ledger.ts';

/** DynamoDB takes items of up to 400 KB, attribute names included. */
const MAX_ITEM_BYTES = 400 * 1024;

const compress = promisify(gzip);

/** A parked delivery as its item holds it. Rejects when the item would be too large, and with the signal's reason. */
export async function parkedAttributes(delivery: ParkedDelivery, signal: AbortSignal) {
  signal.throwIfAborted();
  const { store, topic, signature, receivedAtMs, reason, because, body } = delivery;
  const bodyGzip = await compress(body, { level: 9 });
  // DynamoDB would refuse it too, but only after megabytes went over the wire.
  if (bodyGzip.byteLength > MAX_ITEM_BYTES) {
    throw new RangeError(`a delivery of ${body.byteLength} bytes does not fit into an item of the ledger`);
  }
  return { store, topic, ...(signature !== null && { signature }), receivedAtMs, reason, because, bodyGzip };
}
