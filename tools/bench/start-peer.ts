import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { build } from 'esbuild';
import { forLambda } from '../../build/bundle-handlers.ts';
import { LOCAL_CLIENT } from '../../local/endpoints.ts';
import type { FunctionLog } from '../../local/lambda/execution-environment.ts';
import { type LambdaFunction, startFunction } from '../../local/lambda/lambda-function.ts';
import { startWorkerEnvironment } from '../../local/lambda/worker-environment.ts';

const NAME = 'bench-peer';

/** The bare function, bundled and run as the handlers are, with a table and a queue of its own in the same emulators. */
export async function startPeer(
  directory: string,
  environment: Readonly<Record<string, string>>,
  dynamoDb: DynamoDBClient,
  log: FunctionLog,
): Promise<LambdaFunction> {
  await build({
    ...forLambda,
    entryPoints: { peer: 'tools/bench/bare-function.ts' },
    outdir: directory,
  });
  await dynamoDb.send(
    new CreateTableCommand({
      TableName: NAME,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const sqs = new SQSClient({ ...LOCAL_CLIENT, endpoint: environment.AWS_ENDPOINT_URL_SQS ?? '' });
  await sqs.send(new CreateQueueCommand({ QueueName: NAME }));
  sqs.destroy();
  return await startFunction(
    {
      name: 'peer',
      taskRoot: directory,
      handler: 'peer.handler',
      timeoutMs: 10_000,
      memoryMb: 256,
      concurrency: 1,
      environment: {
        ...environment,
        TABLE_NAME: NAME,
        QUEUE_URL: (environment.QUEUE_URL ?? '').replace(/[^/]+$/, NAME),
      },
    },
    { start: startWorkerEnvironment, log },
  );
}
