import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startSecretsManager } from '../../../local/secrets-manager/secrets-manager-server.ts';
import { createStoreSecrets } from '../../../src/aws/secrets-manager/store-secrets.ts';
import { describeStoreSecrets, STORE } from '../../support/conformance/secrets.ts';

describeStoreSecrets('Secrets Manager', async (secret) => {
  const service = await startSecretsManager({ secrets: { [`ponte/${STORE}`]: JSON.stringify(secret) } });
  const client = new SecretsManagerClient({
    endpoint: service.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    secrets: createStoreSecrets({ client, prefix: 'ponte/', clock: Date.now, emit: () => {} }),
    async close() {
      client.destroy();
      await service.close();
    },
  };
});
