import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { fetchSecret } from '../src/aws/secrets-manager/fetch-secret.ts';
import type { Store } from '../src/domain/store.ts';
import type { StageSecret } from './secret-faults.ts';
import { secretName } from './secret-name.ts';

const WITHIN_MS = 30_000;

/** Reads every store's secret of a stage, as the functions read it. Never rejects: what cannot be read says why. */
export async function readSecrets(
  client: SecretsManagerClient,
  stage: string,
  stores: readonly Store[],
): Promise<StageSecret[]> {
  const signal = AbortSignal.timeout(WITHIN_MS);
  return await Promise.all(
    stores.map(async (store) => ({
      stage,
      store,
      secret: await fetchSecret(client, secretName(stage, store.id), signal),
    })),
  );
}
