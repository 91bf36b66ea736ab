import type { StoreSecrets } from '../src/ports/secrets-reader.ts';
import { startAsking } from './ask.ts';

/** The half of a secret that is changed; the other one stays. */
export const HALVES = ['bonifiq', 'webhook-secret'] as const;
export type Half = (typeof HALVES)[number];

/** Asks for a store's whole secret, or for one half of it beside the other that is kept. Returns its JSON. */
export async function askForSecret(
  change: { readonly half: Half; readonly kept: StoreSecrets } | null,
): Promise<string> {
  const { ask, close } = startAsking();
  const half = change?.half ?? null;
  const bonifiq = half === 'webhook-secret' ? change?.kept.bonifiq : await askForCredentials(ask);
  const webhookSecrets =
    half === 'bonifiq' ? change?.kept.webhookSecrets : await askForWebhookSecrets(ask, change?.kept);
  close();
  return JSON.stringify({ bonifiq, webhookSecrets });
}

type Ask = (question: string) => Promise<string>;

async function askForCredentials(ask: Ask) {
  return { username: await ask('BonifiQ username'), password: await ask('BonifiQ password') };
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
