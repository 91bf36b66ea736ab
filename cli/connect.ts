import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { stageNames } from '../deploy/stage-names.ts';
import { LOCAL_CLIENT, readEndpoints } from '../local/endpoints.ts';
import { setting } from '../local/setting.ts';
import { createDynamoDbLedger } from '../src/ledger/dynamodb-ledger.ts';
import { createDynamoDbParkedShelf } from '../src/ledger/dynamodb-parked-shelf.ts';
import { createSqsDeliveryQueue } from '../src/queue/sqs-delivery-queue.ts';
import { createSqsSettleQueue } from '../src/queue/sqs-settle-queue.ts';
import type { RedriveDependencies } from '../src/redriving/redrive.ts';

/** A stack's, by the names in `serverless.yml`; with the credentials and the region that the AWS SDK finds by itself. */
export async function connectToStage(stage: string): Promise<RedriveDependencies> {
  const sqs = new SQSClient({});
  const { tableName, queueName } = stageNames(stage);
  const { QueueUrl: queueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
  return connected({ dynamoDb: new DynamoDBClient({}), sqs, tableName, queueUrl });
}

/** The local platform's, while it runs; null when it does not. */
export function connectToLocal(): RedriveDependencies | null {
  const endpoints = readEndpoints(setting('PONTE_STATE') ?? '.ponte');
  if (endpoints === null) return null;
  const { tableName, queueUrl } = endpoints;
  const dynamoDb = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint: endpoints.dynamoDb });
  return connected({
    ...{ dynamoDb, tableName, queueUrl },
    sqs: new SQSClient({ ...LOCAL_CLIENT, endpoint: new URL(queueUrl).origin }),
  });
}

function connected(services: {
  dynamoDb: DynamoDBClient;
  sqs: SQSClient;
  tableName: string;
  queueUrl: string;
}): RedriveDependencies {
  const { tableName, queueUrl } = services;
  const client = DynamoDBDocumentClient.from(services.dynamoDb);
  return {
    ledger: createDynamoDbLedger({ client, tableName }),
    shelf: createDynamoDbParkedShelf({ client, tableName }),
    queue: createSqsSettleQueue({ client: services.sqs, queueUrl }),
    deliveries: createSqsDeliveryQueue({ client: services.sqs, queueUrl }),
  };
}
