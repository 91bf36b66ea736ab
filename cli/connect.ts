import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { audienceBucketName, stageNames } from '../deploy/stage-names.ts';
import { LOCAL_CLIENT, readEndpoints } from '../local/endpoints.ts';
import { setting } from '../local/setting.ts';
import { createDynamoDbLedger } from '../src/aws/dynamodb/ledger.ts';
import { createDynamoDbParkedStore } from '../src/aws/dynamodb/parked-store.ts';
import { createDynamoDbRunStore } from '../src/aws/dynamodb/run-store.ts';
import { createS3AudienceFiles } from '../src/aws/s3/audience-files.ts';
import { createSqsDeliveryQueue } from '../src/aws/sqs/delivery-queue.ts';
import { createSqsPostingQueue } from '../src/aws/sqs/posting-queue.ts';
import { createSqsPromotionQueue } from '../src/aws/sqs/promotion-queue.ts';
import type { PonteConfig } from '../src/config/define-config.ts';
import type { AudienceFiles } from '../src/ports/audience-files.ts';
import type { RunStore } from '../src/ports/run-store.ts';
import type { RedriveDependencies } from './parked/redrive.ts';

/** What the commands work on. */
export interface Connection extends RedriveDependencies {
  readonly runs: RunStore;
  readonly files: AudienceFiles;
  readonly config: () => Promise<PonteConfig>;
}

/** A stack's, by the names in `serverless.yml`; with the credentials and the region that the AWS SDK finds by itself. */
export async function connectToStage(stage: string): Promise<Connection> {
  const sqs = new SQSClient({});
  const { tableName, queueName, promotionQueueName } = stageNames(stage);
  const urlOf = async (name: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? '';
  const queueUrl = await urlOf(queueName);
  return connected({
    dynamoDb: new DynamoDBClient({}),
    sqs,
    s3: new S3Client({}),
    tableName,
    queueUrl,
    promotionQueueUrl: await urlOf(promotionQueueName),
    audienceBucket: audienceBucketName(stage, queueUrl),
    config: async () => (await import('../ponte.config.ts')).default,
  });
}

/** The local platform's, while it runs; null when it does not. */
export async function connectToLocal(): Promise<Connection | null> {
  const endpoints = readEndpoints(setting('PONTE_STATE') ?? '.ponte');
  if (endpoints === null) return null;
  const { tableName, queueUrl, promotionQueueUrl, audienceBucket } = endpoints;
  return connected({
    tableName,
    queueUrl,
    promotionQueueUrl,
    audienceBucket,
    dynamoDb: new DynamoDBClient({ ...LOCAL_CLIENT, endpoint: endpoints.dynamoDb }),
    sqs: new SQSClient({ ...LOCAL_CLIENT, endpoint: new URL(queueUrl).origin }),
    s3: new S3Client({ ...LOCAL_CLIENT, endpoint: endpoints.s3, forcePathStyle: true }),
    config: async () => (await import('../local/demo.config.ts')).default,
  });
}

function connected(services: {
  dynamoDb: DynamoDBClient;
  sqs: SQSClient;
  s3: S3Client;
  tableName: string;
  queueUrl: string;
  promotionQueueUrl: string;
  audienceBucket: string;
  config: Connection['config'];
}): Connection {
  const { tableName, queueUrl, promotionQueueUrl, audienceBucket, sqs, config } = services;
  const client = DynamoDBDocumentClient.from(services.dynamoDb);
  return {
    ledger: createDynamoDbLedger({ client, tableName }),
    parkedStore: createDynamoDbParkedStore({ client, tableName }),
    queue: createSqsPostingQueue({ client: sqs, queueUrl }),
    deliveries: createSqsDeliveryQueue({ client: sqs, queueUrl }),
    promotionQueue: createSqsPromotionQueue({ client: sqs, queueUrl: promotionQueueUrl }),
    runs: createDynamoDbRunStore({ client, tableName }),
    files: createS3AudienceFiles({ client: services.s3, bucket: audienceBucket }),
    config,
  };
}
