import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { DeferredDelivery } from '../../ports/delivery-queue.ts';

/** The largest body that the webhook functions accept. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;

const deliveryMessage = z.object({
  delivery: z.object({
    store: z.string().min(1),
    topic: z.string().nullable(),
    signature: z.string().nullable(),
    receivedAtMs: z.number(),
    tries: z.int().nonnegative(),
    parkedPk: z.string().startsWith('PARKED#').nullable(),
    bodyGzip: z.base64(),
  }),
});

/** SQS takes twice as much. A larger message would not fit into an item of the ledger, should it have to be parked. */
const MAX_MESSAGE_BYTES = 512 * 1024;

/**
 * Writes the message of a delivery. The compressed body is base64, because SQS takes no control characters.
 * @throws a `RangeError` when no message can hold it
 */
export function toDeliveryMessage({ body, ...delivery }: DeferredDelivery): string {
  const bodyGzip = gzipSync(body, { level: 9 }).toString('base64');
  const message = JSON.stringify({ delivery: { ...delivery, bodyGzip } });
  if (Buffer.byteLength(message) <= MAX_MESSAGE_BYTES) return message;
  throw new RangeError(`a delivery of ${body.byteLength} bytes does not fit into a message`);
}

/** Reads the message of a delivery; `undefined` for any other. */
export function parseDeliveryMessage(text: string): DeferredDelivery | undefined {
  try {
    const { bodyGzip, ...delivery } = deliveryMessage.parse(JSON.parse(text)).delivery;
    const body = gunzipSync(Buffer.from(bodyGzip, 'base64'), { maxOutputLength: MAX_BODY_BYTES });
    return { ...delivery, body };
  } catch {
    return undefined;
  }
}
