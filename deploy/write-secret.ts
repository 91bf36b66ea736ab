import {
  CreateSecretCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Store } from '../src/domain/store.ts';
import { secretName } from './secret-name.ts';
import { secretTags, tagSecret } from './secret-tags.ts';

interface Written {
  readonly stage: string;
  readonly store: Store;
  /** The secret's JSON. */
  readonly text: string;
  /** False: there must be none before. */
  readonly replace: boolean;
  /** The ARN of the KMS key that encrypts it; null for the one that it has, or that of Secrets Manager. */
  readonly kmsKey: string | null;
}

/**
 * Writes a store's secret with its tags. A new key also encrypts the version before it, where the caller may use both keys. Rejects
 * with `ResourceExistsException` for one that is there and not to be replaced.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html
 */
export async function writeSecret(
  client: SecretsManagerClient,
  { stage, store, text: SecretString, replace, kmsKey }: Written,
): Promise<void> {
  const name = secretName(stage, store.id);
  const key = kmsKey === null ? {} : { KmsKeyId: kmsKey };
  if (!replace) {
    await client.send(new CreateSecretCommand({ Name: name, SecretString, Tags: secretTags(stage, store), ...key }));
    return;
  }
  await client.send(
    kmsKey === null
      ? new PutSecretValueCommand({ SecretId: name, SecretString })
      : new UpdateSecretCommand({ SecretId: name, SecretString, ...key }),
  );
  await tagSecret(client, stage, store);
}
