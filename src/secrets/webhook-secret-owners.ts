import { fingerprint } from './secret-shape.ts';

/**
 * Which store uses which webhook secret, as far as this container has read them. A delivery signed for one store would be
 * genuine for every other store with the same secret.
 */
export interface WebhookSecretOwners {
  /** The store that has one of these secrets already; otherwise `store` owns exactly these from now on. */
  claim(store: string, webhookSecrets: readonly string[]): string | null;
}

export function createWebhookSecretOwners(): WebhookSecretOwners {
  const prints = new Map<string, ReadonlySet<string>>();
  return {
    claim(store, webhookSecrets) {
      const claimed = new Set(webhookSecrets.map((secret) => fingerprint('webhookSecret', secret)));
      for (const [other, owned] of prints) {
        if (other !== store && [...claimed].some((print) => owned.has(print))) return other;
      }
      prints.set(store, claimed);
      return null;
    },
  };
}
