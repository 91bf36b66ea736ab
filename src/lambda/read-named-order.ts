import type { ShopifyStore } from '../domain/store.ts';
import type { Interpretation } from '../platforms/interpretation.ts';
import { interpretShopify } from '../platforms/shopify/interpret-shopify.ts';
import type { ReadNamed } from '../platforms/shopify/shopify-platform.ts';
import { type StoreSecretsReader, whyUnread } from '../ports/secrets-reader.ts';
import type { OrderSource } from '../ports/store-api.ts';
import { remainingMs, signalWithin } from '../shared/deadline.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';
import { TIME } from '../shared/time-budgets.ts';
import { bodyHash } from '../webhooks/body-hash.ts';

/**
 * Fetches the order from the shop, and reads it. Without a key of the shop's API the body is one that nobody can read. Rejects when the secret
 * or the shop cannot be used now.
 */
export function namedOrderReader(
  secrets: Pick<StoreSecretsReader, 'read'>,
  orders: OrderSource<ShopifyStore>,
): ReadNamed {
  return async (order, body, deadline): Promise<Interpretation> => {
    const secret = await secrets.read(body.store.id, deadline.signal);
    if (secret.kind !== 'read') throw new Error(`the secret cannot be used: ${whyUnread(secret)}`);
    const { storeApi } = secret.secrets;
    if (storeApi === undefined) return interpretShopify(body);
    const mostMs = Math.min(TIME.fetchingNamed, remainingMs(deadline) - TIME.recordingNamed);
    const fetched = await orders.order(body.store, storeApi, order, signalWithin(deadline, Math.max(1, mostMs)));
    if (fetched === null)
      return { kind: 'unreadable', because: 'the body is an id alone, and the shop has no such order' };
    if ('because' in fetched) throw new Error(`the order that the body names: ${fetched.because}`);
    const parsed = parseLosslessJson(fetched.rawBody);
    // What is read now says how the order is now, whenever it was named.
    const now = { topic: null, receivedAtMs: deadline.now(), bodyHash: bodyHash(fetched.rawBody) };
    return interpretShopify({ ...body, ...now, payload: parsed.ok ? parsed.value : null });
  };
}
