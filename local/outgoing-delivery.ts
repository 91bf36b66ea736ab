import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { sign } from '../src/platforms/hmac-signature.ts';
import { parseJson } from '../src/shared/parse-json.ts';
import type { OutgoingDelivery } from './deliver.ts';
import type { LoggedDelivery } from './deliveries/delivery-log.ts';
import { isDemoStore } from './demo-stores.ts';
import { guessDelivery } from './guess-delivery.ts';
import type { LocalStore } from './local-store.ts';

/** What a person may set; the rest is told from the delivery itself. */
export interface Choices {
  /** The stores whose secrets are known; of two that a payload fits, the first. */
  readonly stores: readonly LocalStore[];
  readonly store?: string;
  readonly topic?: string;
  readonly secret?: string;
}

export type Prepared =
  | { readonly kind: 'ready'; readonly delivery: OutgoingDelivery; readonly topic: string | null }
  | { readonly kind: 'refused'; readonly because: string };

/** A delivery as it was recorded, or as a platform has logged it. */
export const recordedDelivery = z.object({
  headers: z.record(z.string(), z.string()),
  bodyBase64: z.base64(),
});

/** Belong to the connection on which the delivery was recorded. */
const OF_THE_CONNECTION = /^(?:host|connection|content-length|transfer-encoding|accept-encoding|expect)$/i;

const headerNames = {
  shopify: { signature: 'x-shopify-hmac-sha256', topic: 'x-shopify-topic' },
  woocommerce: { signature: 'x-wc-webhook-signature', topic: 'x-wc-webhook-topic' },
} as const;

/**
 * Reads a file. A recorded delivery to a demo store stays as it was, byte for byte; to another store its body does, and is signed for
 * it. Anything else is a body to be signed.
 */
export function prepareFile(file: string, choices: Choices): Prepared {
  const bytes = readFileSync(file);
  const json = parseJson(bytes.toString('utf8'));
  const recorded = recordedDelivery.safeParse(json);
  return recorded.success ? prepareRecorded(recorded.data, choices) : prepareBody(basename(file), bytes, json, choices);
}

/** A delivery that a platform has logged, to the same store unless another one is named; signed anew, as signatures are not logged. */
export function prepareLogged({ path, store, topic, bodyBase64 }: LoggedDelivery, choices: Choices): Prepared {
  const known = choices.stores.find(({ id }) => id === (choices.store ?? store));
  if (known === undefined) return refused(`it came to ${path}, which is no store's; name one with --store.`);
  const rawBody = Buffer.from(bodyBase64, 'base64');
  const sent = { topic: choices.topic ?? topic, rawBody, secret: choices.secret ?? known.webhookSecret };
  return { kind: 'ready', topic: sent.topic, delivery: signedDelivery(known, sent) };
}

/** Signs a body as the store's platform does. */
export function signedDelivery(
  { id, platform }: Pick<LocalStore, 'id' | 'platform'>,
  { topic, rawBody, secret }: { readonly topic: string | null; readonly rawBody: Uint8Array; readonly secret: string },
): OutgoingDelivery {
  const names = headerNames[platform];
  const headers = {
    'content-type': 'application/json',
    [names.signature]: sign(rawBody, secret),
    ...(topic !== null && { [names.topic]: topic }),
    [platform === 'shopify' ? 'x-shopify-webhook-id' : 'x-wc-webhook-delivery-id']: randomUUID(),
  };
  return { platform, store: id, headers, rawBody };
}

function prepareRecorded(
  { headers: all, bodyBase64 }: z.infer<typeof recordedDelivery>,
  { store: storeId, topic, secret, stores }: Choices,
): Prepared {
  const rawBody = Buffer.from(bodyBase64, 'base64');
  const kept = Object.fromEntries(
    Object.entries(all)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !OF_THE_CONNECTION.test(name)),
  );
  const own = 'x-shopify-topic' in kept ? 'shopify' : 'woocommerce';
  const store = storeFor(storeId, own, stores);
  if (store === undefined) return refused(`no store on ${own} is known; name one with --store.`);
  const { id, platform } = store;
  // The recordings that come with Ponte are signed for a demo store, and go there as they are.
  const key = secret ?? (isDemoStore(id) ? undefined : store.webhookSecret);
  const names = headerNames[platform];
  const headers: Record<string, string> = {
    ...kept,
    ...(topic !== undefined && { [names.topic]: topic }),
    ...(key !== undefined && { [names.signature]: sign(rawBody, key) }),
  };
  return {
    kind: 'ready',
    topic: headers[names.topic] ?? null,
    delivery: { platform, store: id, headers, rawBody },
  };
}

function prepareBody(name: string, rawBody: Uint8Array, payload: unknown, choices: Choices): Prepared {
  const guess = guessDelivery(name, payload);
  const store = storeFor(choices.store, guess.platform, choices.stores);
  if (store === undefined) {
    return choices.store === undefined
      ? refused(
          payload === undefined
            ? `${name} is not JSON; to send it all the same, name the store with --store.`
            : `${name} looks like neither a Shopify nor a WooCommerce payload; name the store with --store.`,
        )
      : refused(`which platform is the store "${choices.store}" on? Known are ${idsOf(choices).join(' and ')}.`);
  }
  const secret = choices.secret ?? store.webhookSecret;
  if (secret === undefined)
    return refused(
      `no secret is known for the store "${store.id}"; give it with --secret, or name one of ${idsOf(choices).join(', ')}.`,
    );
  const topic = choices.topic ?? (guess.platform === store.platform ? guess.topic : null);
  return { kind: 'ready', topic, delivery: signedDelivery(store, { topic, rawBody, secret }) };
}

/** Without a secret where it is not among the known ones. */
type KnownStore = Pick<LocalStore, 'id' | 'platform'> & { readonly webhookSecret?: string };

/** The named store, or the first one on the platform that the payload looks like. */
function storeFor(
  id: string | undefined,
  platform: LocalStore['platform'] | null,
  stores: readonly LocalStore[],
): KnownStore | undefined {
  if (id === undefined) return stores.find((store) => store.platform === platform);
  return stores.find((store) => store.id === id) ?? (platform === null ? undefined : { id, platform });
}

/** A store that is known twice, of the demo and of the platform, is named once. */
function idsOf({ stores }: Choices): readonly string[] {
  return [...new Set(stores.map(({ id }) => id))];
}

function refused(because: string): Prepared {
  return { kind: 'refused', because };
}
