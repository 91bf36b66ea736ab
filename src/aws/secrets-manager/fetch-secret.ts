import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecretsResult } from '../../ports/secrets-reader.ts';
import { type ParsedSecret, parseSecret } from './secret-shape.ts';

export type FetchedSecret = ParsedSecret | Extract<SecretsResult, { kind: 'unavailable' }>;

/**
 * Asks Secrets Manager for one secret, and reads it. Never rejects. Only `AWSCURRENT` counts: `AWSPREVIOUS` would stay valid
 * until the next rotation, so an overlap goes through `webhookSecrets`.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export async function fetchSecret(
  client: SecretsManagerClient,
  secretId: string,
  abortSignal: AbortSignal,
): Promise<FetchedSecret> {
  try {
    const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: 'AWSCURRENT' });
    return parseSecret((await client.send(command, { abortSignal })).SecretString);
  } catch (error) {
    return { kind: 'unavailable', because: reasonOf(error) };
  }
}

/** An error of AWS has a name that says what it is, one of the network only Node's code. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError';
  return error.name === 'Error' && 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
