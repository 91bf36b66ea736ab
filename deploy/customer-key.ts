import { randomBytes } from 'node:crypto';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';

const BYTES = 32;

/** Whatever else the secret holds. */
const keyed = z.object({ customerKey: z.string().min(BYTES) });

/**
 * The text of a secret with the key by which the store's customers are found: that of the secret that it replaces, so that what was
 * written under it is still found, or a new one. Rejects when the secret before it cannot be read.
 */
export async function withCustomerKey(
  client: SecretsManagerClient,
  secretId: string,
  text: string,
): Promise<{ readonly text: string; readonly isNew: boolean }> {
  const known = keyed.safeParse(parseJson((await secretText(client, secretId)) ?? '')).data?.customerKey;
  const customerKey = known ?? randomBytes(BYTES).toString('base64url');
  return { text: JSON.stringify({ ...JSON.parse(text), customerKey }), isNew: known === undefined };
}

async function secretText(client: SecretsManagerClient, SecretId: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
