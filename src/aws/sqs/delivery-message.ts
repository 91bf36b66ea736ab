import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import type { DeferredDelivery } from '../../ports/delivery-queue.ts';
import type { UnverifiedDelivery } from '../../ports/unverified-queue.ts';
import { parseJson } from '../../shared/parse-json.ts';

/** The largest body that the webhook functions accept. */
const MAX_BODY_BYTES = 5 * 1024 * 1024;

const delivery = () =>
  z.object({
    store: z.string().check(z.minLength(1)),
    topic: z.nullable(z.string()),
    signature: z.nullable(z.string()),
    receivedAtMs: z.number(),
    tries: z.int().check(z.nonnegative()),
    parkedPk: z.nullable(z.string().check(z.startsWith('PARKED#'))),
    bodyGzip: z.base64(),
  });
const deliveryMessage = z.lazy(() => z.object({ delivery: delivery() }));
/** Under another name: an older version of Ponte, which does not know its queue, must not take it for one of its own. */
const unverifiedMessage = z.lazy(() =>
  z.object({ unverified: z.extend(delivery(), { signature: z.string(), sentAtMs: z.number() }) }),
);

/** SQS takes twice as much. A larger message would not fit into an item of the ledger, should it have to be parked. */
const MAX_MESSAGE_BYTES = 512 * 1024;

/**
 * Writes the message of a delivery. The compressed body is base64, because SQS takes no control characters.
 * @throws a `RangeError` when no message can hold it
 */
export function toDeliveryMessage(delivery: DeferredDelivery): string {
  return written({ delivery: compressed(delivery) }, delivery.body);
}

/** The same for one that nobody could verify yet. */
export function toUnverifiedMessage(delivery: UnverifiedDelivery): string {
  return written({ unverified: compressed(delivery) }, delivery.body);
}

/** Reads the message of a delivery; `undefined` for any other. */
export function parseDeliveryMessage(text: string): DeferredDelivery | undefined {
  const { data } = deliveryMessage.safeParse(parseJson(text));
  return data === undefined ? undefined : decompressed(data.delivery);
}

/** Reads a message back, or `undefined` when it carries no delivery that waits to be verified. */
export function parseUnverifiedMessage(text: string): UnverifiedDelivery | undefined {
  const { data } = unverifiedMessage.safeParse(parseJson(text));
  return data === undefined ? undefined : decompressed(data.unverified);
}

function compressed({ body, ...delivery }: DeferredDelivery) {
  return { ...delivery, bodyGzip: gzipSync(body, { level: 9 }).toString('base64') };
}

function written(carrying: object, { byteLength }: Uint8Array): string {
  const message = JSON.stringify(carrying);
  if (Buffer.byteLength(message) <= MAX_MESSAGE_BYTES) return message;
  throw new RangeError(`a delivery of ${byteLength} bytes does not fit into a message`);
}

function decompressed<Words extends { readonly bodyGzip: string }>({ bodyGzip, ...delivery }: Words) {
  try {
    const body = gunzipSync(Buffer.from(bodyGzip, 'base64'), { maxOutputLength: MAX_BODY_BYTES });
    return { ...delivery, body };
  } catch {
    return undefined;
  }
}
