import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { sign } from '../src/platforms/hmac-signature.ts';
import { parseJson } from '../src/shared/parse-json.ts';
import type { OutgoingDelivery } from './deliver.ts';
import { type DemoStore, demoShopify, demoStores, demoWooCommerce } from './demo-stores.ts';
import { guessDelivery } from './guess-delivery.ts';

/** What a person may set; the rest is told from the delivery itself. */
export interface Choices {
  readonly store?: string;
  readonly topic?: string;
  readonly secret?: string;
}

export type Prepared =
  | { readonly kind: 'ready'; readonly delivery: OutgoingDelivery; readonly topic: string | null }
  | { readonly kind: 'refused'; readonly because: string };

const recordedDelivery = z.object({
  headers: z.record(z.string(), z.string()),
  bodyBase64: z.base64(),
});

/** Belong to the connection on which the delivery was recorded. */
const OF_THE_CONNECTION = /^(?:host|connection|content-length|transfer-encoding|accept-encoding|expect)$/i;

const headerNames = {
  shopify: { signature: 'x-shopify-hmac-sha256', topic: 'x-shopify-topic' },
  woocommerce: { signature: 'x-wc-webhook-signature', topic: 'x-wc-webhook-topic' },
} as const;

/** Reads a file: a recorded delivery stays as it was, byte for byte; anything else is a body to be signed. */
export function prepareFile(file: string, choices: Choices): Prepared {
  const bytes = readFileSync(file);
  const json = parseJson(bytes.toString('utf8'));
  const recorded = recordedDelivery.safeParse(json);
  return recorded.success ? prepareRecorded(recorded.data, choices) : prepareBody(basename(file), bytes, json, choices);
}

/** Signs a body as the store's platform does. */
export function signedDelivery(
  { id, platform }: Pick<DemoStore, 'id' | 'platform'>,
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
  { store: storeId, topic, secret }: Choices,
): Prepared {
  const rawBody = Buffer.from(bodyBase64, 'base64');
  const kept = Object.fromEntries(
    Object.entries(all)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !OF_THE_CONNECTION.test(name)),
  );
  const own = 'x-shopify-topic' in kept ? demoShopify : demoWooCommerce;
  const { id, platform } = storeNamed(storeId, own.platform) ?? own;
  const names = headerNames[platform];
  const headers: Record<string, string> = {
    ...kept,
    ...(topic !== undefined && { [names.topic]: topic }),
    ...(secret !== undefined && { [names.signature]: sign(rawBody, secret) }),
  };
  return {
    kind: 'ready',
    topic: headers[names.topic] ?? null,
    delivery: { platform, store: id, headers, rawBody },
  };
}

function prepareBody(name: string, rawBody: Uint8Array, payload: unknown, choices: Choices): Prepared {
  const guess = guessDelivery(name, payload);
  const guessed = demoStores.find(({ platform }) => platform === guess.platform);
  const store = choices.store === undefined ? guessed : storeNamed(choices.store, guess.platform);
  if (store === undefined) {
    return choices.store === undefined
      ? refused(`${name} looks like neither a Shopify nor a WooCommerce payload; name the store with --store.`)
      : refused(`which platform is the store "${choices.store}" on? Known are ${known()}.`);
  }
  const secret = choices.secret ?? store.webhookSecret;
  if (secret === undefined) return refused(`no secret is known for the store "${store.id}"; give it with --secret.`);
  const topic = choices.topic ?? (guess.platform === store.platform ? guess.topic : null);
  return { kind: 'ready', topic, delivery: signedDelivery(store, { topic, rawBody, secret }) };
}

/** Without a secret when it is none of the demo's. */
type KnownStore = Pick<DemoStore, 'id' | 'platform'> & { readonly webhookSecret?: string };

/** A demo store, or another one on the platform that the payload looks like. */
function storeNamed(id: string | undefined, platform: DemoStore['platform'] | null): KnownStore | undefined {
  if (id === undefined) return undefined;
  return demoStores.find((store) => store.id === id) ?? (platform === null ? undefined : { id, platform });
}

function known(): string {
  return demoStores.map(({ id }) => id).join(' and ');
}

function refused(because: string): Prepared {
  return { kind: 'refused', because };
}
