import { parseSecret } from '../../src/secrets/secret-shape.ts';
import type { StoreSecretsReader } from '../../src/secrets/secrets-reader.ts';

export const WEBHOOK_SECRET = 'made-up-secret-of-the-simulated-store';
export const CREDENTIALS = { username: 'simulated-user', password: 'simulated-password' };

/** A model of the cached secrets of one store; the webhook's own secret is the older of two. */
export function createModelSecrets(
  secret: object = { bonifiq: CREDENTIALS, webhookSecrets: ['a-newer-made-up-secret', WEBHOOK_SECRET] },
): StoreSecretsReader {
  const text = JSON.stringify(secret);
  const parsed = parseSecret(text);
  if (parsed.kind === 'invalid') throw new Error(parsed.reasons.join());
  const result = { kind: 'read', secrets: parsed.secrets } as const;
  return { read: async () => result, reread: async () => result };
}
