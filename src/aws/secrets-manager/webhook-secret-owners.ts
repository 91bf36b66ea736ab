import { fingerprint } from './secret-shape.ts';

/**
 * Which store uses which webhook secret, as far as this container has read them. A delivery signed for one store would be
 * genuine for every other store with the same secret.
 */
export interface WebhookSecretOwners {
  /** From now on `store` uses exactly these; another store that uses one of them, too, or `null`. */
  claim(store: string, webhookSecrets: readonly string[]): string | null;
}

export function createWebhookSecretOwners(): WebhookSecretOwners {
  const prints = new Map<string, ReadonlySet<string>>();
  return {
    claim(store, webhookSecrets) {
      const claimed = new Set(webhookSecrets.map((secret) => fingerprint('webhookSecret', secret)));
      // Before comparing: two stores whose secrets were exchanged are told apart again as soon as both were read.
      prints.set(store, claimed);
      for (const [other, owned] of prints) {
        if (other !== store && [...claimed].some((print) => owned.has(print))) return other;
      }
      return null;
    },
  };
}
