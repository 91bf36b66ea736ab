import type { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createStoreSecrets } from '../../../src/aws/secrets-manager/store-secrets.ts';
import type { StoreSecretsReader } from '../../../src/ports/secrets-reader.ts';

export const WEBHOOK_SECRET = 'made-up-secret-of-the-simulated-store';
export const CREDENTIALS = { username: 'simulated-user', password: 'simulated-password' };

/** A model of Secrets Manager, as far as one secret after the other is read from it. */
export interface ModelSecretsManager {
  put(secret: object): void;
  /** The current version's text, whatever it is called. */
  read(command: GetSecretValueCommand): { readonly SecretString: string };
}

/** The webhook's own secret is the older of two. */
export function createModelSecretsManager(
  secret: object = { bonifiq: CREDENTIALS, webhookSecrets: ['a-newer-made-up-secret', WEBHOOK_SECRET] },
): ModelSecretsManager {
  let text = JSON.stringify(secret);
  return {
    put(next) {
      text = JSON.stringify(next);
    },
    read: () => ({ SecretString: text }),
  };
}

/** The SDK's client with something else than the service behind it. */
export function secretsClient(
  read: (command: GetSecretValueCommand, signal: AbortSignal) => Promise<{ readonly SecretString: string }>,
): SecretsManagerClient {
  const send = (command: GetSecretValueCommand, { abortSignal }: { abortSignal: AbortSignal }) =>
    read(command, abortSignal);
  return { send } as unknown as SecretsManagerClient;
}

/** The same secret for any store, each read as if it were the only one: two stores with one webhook secret would be refused. */
export function createModelSecrets(secret?: object): StoreSecretsReader {
  const manager = createModelSecretsManager(secret);
  const readers = new Map<string, StoreSecretsReader>();
  const readerOf = (store: string): StoreSecretsReader => {
    const client = secretsClient(async (command) => manager.read(command));
    const at = { clock: () => 0, wait: async () => {} };
    const reader = readers.get(store) ?? createStoreSecrets({ client, prefix: '', emit: () => {}, ...at });
    readers.set(store, reader);
    return reader;
  };
  return {
    read: (store, signal) => readerOf(store).read(store, signal),
    reread: (store, signal) => readerOf(store).reread(store, signal),
    readSince: (store, sinceMs, signal) => readerOf(store).readSince(store, sinceMs, signal),
  };
}
