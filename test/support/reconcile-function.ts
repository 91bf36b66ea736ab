import { join } from 'node:path';
import type { Endpoints } from '../../local/endpoints.ts';
import { LOCAL_CLIENT } from '../../local/endpoints.ts';
import { type LambdaFunction, startFunction } from '../../local/lambda/lambda-function.ts';
import { startWorkerEnvironment } from '../../local/lambda/worker-environment.ts';

interface Settings {
  /** The state directory of a platform, where its bundles are. */
  readonly state: string;
  readonly services: Endpoints;
  readonly log: (line: string) => void;
  /** What is set besides. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The bundled function `reconcile`, on the services of a local platform. */
export async function startReconcileFunction({ state, services, log, environment }: Settings): Promise<LambdaFunction> {
  return await startFunction(
    {
      name: 'reconcile',
      taskRoot: join(state, 'bundles'),
      handler: 'reconcile.handler',
      memoryMb: 256,
      timeoutMs: 60_000,
      concurrency: 1,
      environment: {
        AWS_ACCESS_KEY_ID: LOCAL_CLIENT.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: LOCAL_CLIENT.credentials.secretAccessKey,
        AWS_REGION: LOCAL_CLIENT.region,
        AWS_ENDPOINT_URL_DYNAMODB: services.dynamoDb,
        AWS_ENDPOINT_URL_SQS: services.queueUrl.replace(/^(https?:\/\/[^/]+).*$/, '$1'),
        AWS_ENDPOINT_URL_SECRETS_MANAGER: services.secretsManager,
        TABLE_NAME: services.tableName,
        QUEUE_URL: services.queueUrl,
        UNVERIFIED_QUEUE_URL: services.queueUrl,
        SECRET_PREFIX: services.secretPrefix,
        METRIC_NAMESPACE: 'ponte-test',
        ...environment,
      },
    },
    { start: startWorkerEnvironment, log: (_name, line) => log(line) },
  );
}
