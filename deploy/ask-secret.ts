import type { Store } from '../src/domain/store.ts';
import type { StoreSecrets } from '../src/ports/secrets-reader.ts';
import { startAsking } from './ask.ts';

/** The part of a secret that is changed; the others stay. */
export const PARTS = ['bonifiq', 'webhook-secret', 'store-api'] as const;
export type Part = (typeof PARTS)[number];

/** Asks for a store's whole secret, or for one part of it beside the others that are kept. Returns its JSON. */
export async function askForSecret(
  platform: Store['platform'],
  change: { readonly part: Part; readonly kept: StoreSecrets } | null,
): Promise<string> {
  const { ask, close } = startAsking();
  const isAsked = (part: Part) => change === null || change.part === part;
  const kept = change?.kept;
  const bonifiq = isAsked('bonifiq') ? await askForCredentials(ask) : kept?.bonifiq;
  const webhookSecrets = isAsked('webhook-secret') ? await askForWebhookSecrets(ask, kept) : kept?.webhookSecrets;
  const storeApi = isAsked('store-api') ? await askForStoreApi(ask, platform) : kept?.storeApi;
  close();
  return JSON.stringify({ bonifiq, webhookSecrets, storeApi });
}

type Ask = (question: string) => Promise<string>;

async function askForCredentials(ask: Ask) {
  return { username: await ask('BonifiQ username'), password: await ask('BonifiQ password') };
}

/** With which reconciliation reads the store's orders; `undefined` for nothing typed. */
async function askForStoreApi(ask: Ask, platform: Store['platform']) {
  if (platform === 'shopify') return await askForShopifyApi(ask);
  const consumerKey = await ask("Consumer key of the shop's REST API, or nothing");
  return consumerKey === '' ? undefined : { consumerKey, consumerSecret: await ask('Consumer secret') };
}

/** An admin-made app has a token, which begins with `shpat_`; one of the Dev Dashboard has a client id and a client secret. */
async function askForShopifyApi(ask: Ask) {
  const typed = await ask("Client id of the shop's app, or its Admin API access token, or nothing");
  if (typed === '') return undefined;
  return typed.startsWith('shpat_')
    ? { accessToken: typed }
    : { clientId: typed, clientSecret: await ask('Client secret') };
}

/** The new one first. Of those that are kept, the newest stays: until the shop signs with the new one, it signs with that. */
async function askForWebhookSecrets(ask: Ask, kept: StoreSecrets | undefined): Promise<string[]> {
  if (kept !== undefined) {
    const secret = await ask('New webhook secret');
    return [secret, ...kept.webhookSecrets.filter((one) => one !== secret).slice(0, 1)];
  }
  const secrets: string[] = [];
  for (;;) {
    const secret = await ask(
      secrets.length === 0 ? 'Webhook secret' : 'An older webhook secret still in use, or nothing',
    );
    if (secret === '') return secrets;
    secrets.push(secret);
  }
}
