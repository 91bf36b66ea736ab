import { fingerprint } from './secret-shape.ts';

/**
 * Which store uses which webhook secret, as far as this container has read them. With a shared secret, a delivery signed for one
 * store would be genuine for the other.
 */
export interface WebhookSecretOwners {
  /** Records that `store` uses exactly these. Returns another store that uses one of them, too, or `null`. */
  claim(store: string, webhookSecrets: readonly string[]): string | null;
}

export function createWebhookSecretOwners(): WebhookSecretOwners {
  const prints = new Map<string, ReadonlySet<string>>();
  return {
    claim(store, webhookSecrets) {
      const claimed = new Set(webhookSecrets.map((secret) => fingerprint('webhookSecret', secret)));
      // Before comparing, so that two stores which exchanged their secrets do not conflict once both were read.
      prints.set(store, claimed);
      for (const [other, owned] of prints) {
        if (other !== store && [...claimed].some((print) => owned.has(print))) return other;
      }
      return null;
    },
  };
}
