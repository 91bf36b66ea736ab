import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { secretName } from '../deploy/secret-name.ts';
import { audienceBucketName, stageNames } from '../deploy/stage-names.ts';
import { LOCAL_CLIENT, readEndpoints } from '../local/endpoints.ts';
import { setting } from '../local/setting.ts';
import { endpointOf } from '../src/aws/client-settings.ts';
import { createDocumentClient, type DocumentClient } from '../src/aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../src/aws/dynamodb/ledger.ts';
import { createDynamoDbOrderScan } from '../src/aws/dynamodb/order-scan.ts';
import { createDynamoDbParkedStore } from '../src/aws/dynamodb/parked-store.ts';
import { createDynamoDbRunStore } from '../src/aws/dynamodb/run-store.ts';
import { createS3AudienceFiles } from '../src/aws/s3/audience-files.ts';
import { createStoreSecrets } from '../src/aws/secrets-manager/store-secrets.ts';
import { createSqsDeliveryQueue } from '../src/aws/sqs/delivery-queue.ts';
import { createSqsPostingQueue } from '../src/aws/sqs/posting-queue.ts';
import { createSqsPromotionQueue } from '../src/aws/sqs/promotion-queue.ts';
import { createQueueClient, type QueueClient } from '../src/aws/sqs/queue-client.ts';
import type { PonteConfig } from '../src/config/define-config.ts';
import type { AudienceFiles } from '../src/ports/audience-files.ts';
import type { OrderScan } from '../src/ports/order-scan.ts';
import type { RunStore } from '../src/ports/run-store.ts';
import type { StoreSecretsReader } from '../src/ports/secrets-reader.ts';
import type { RedriveDependencies } from './parked/redrive.ts';

/** What the commands work on. */
export interface Connection extends RedriveDependencies {
  readonly runs: RunStore;
  readonly files: AudienceFiles;
  readonly orderScan: OrderScan;
  readonly secrets: StoreSecretsReader;
  /** Null where nobody has said which points API the stage calls. */
  readonly bonifiqBaseUrl: string | null;
  readonly config: () => Promise<PonteConfig>;
}

const PRODUCTION = 'https://api.bonifiq.com.br';

/** A stack's, by the names in `serverless.yml`; with the credentials and the region that the AWS SDK finds by itself. */
export async function connectToStage(stage: string): Promise<Connection> {
  const sqs = new SQSClient({});
  const { tableName, queueName, promotionQueueName } = stageNames(stage);
  const urlOf = async (name: string) => (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl ?? '';
  const queueUrl = await urlOf(queueName);
  return connected({
    dynamoDb: createDocumentClient({ ...sqs.config, endpoint: endpointOf('DYNAMODB', process.env) }),
    sqs: createQueueClient(sqs.config),
    s3: new S3Client({}),
    tableName,
    queueUrl,
    promotionQueueUrl: await urlOf(promotionQueueName),
    audienceBucket: audienceBucketName(stage, queueUrl),
    secretsManager: new SecretsManagerClient({}),
    secretPrefix: secretName(stage, ''),
    bonifiqBaseUrl: setting('BONIFIQ_BASE_URL') ?? (stage === 'prod' ? PRODUCTION : null),
    config: async () => (await import('../ponte.config.ts')).default,
  });
}

/** The local platform's, while it runs; null when it does not. */
export async function connectToLocal(): Promise<Connection | null> {
  const endpoints = readEndpoints(setting('PONTE_STATE') ?? '.ponte');
  if (endpoints === null) return null;
  const { tableName, queueUrl, promotionQueueUrl, audienceBucket, secretPrefix, bonifiqBaseUrl } = endpoints;
  const sqs = new SQSClient(LOCAL_CLIENT);
  return connected({
    tableName,
    queueUrl,
    promotionQueueUrl,
    audienceBucket,
    dynamoDb: createDocumentClient({ ...sqs.config, endpoint: endpoints.dynamoDb }),
    sqs: createQueueClient(sqs.config),
    s3: new S3Client({ ...LOCAL_CLIENT, endpoint: endpoints.s3, forcePathStyle: true }),
    secretsManager: new SecretsManagerClient({ ...LOCAL_CLIENT, endpoint: endpoints.secretsManager }),
    secretPrefix,
    bonifiqBaseUrl,
    config: async () => (await import('../local/demo.config.ts')).default,
  });
}

function connected(services: {
  dynamoDb: DocumentClient;
  sqs: QueueClient;
  s3: S3Client;
  tableName: string;
  queueUrl: string;
  promotionQueueUrl: string;
  audienceBucket: string;
  secretsManager: SecretsManagerClient;
  secretPrefix: string;
  bonifiqBaseUrl: string | null;
  config: Connection['config'];
}): Connection {
  const {
    tableName,
    queueUrl,
    promotionQueueUrl,
    audienceBucket,
    dynamoDb: client,
    sqs,
    config,
    bonifiqBaseUrl,
  } = services;
  return {
    ledger: createDynamoDbLedger({ client, tableName }),
    parkedStore: createDynamoDbParkedStore({ client, tableName }),
    queue: createSqsPostingQueue({ client: sqs, queueUrl }),
    deliveries: createSqsDeliveryQueue({ client: sqs, queueUrl }),
    promotionQueue: createSqsPromotionQueue({ client: sqs, queueUrl: promotionQueueUrl }),
    runs: createDynamoDbRunStore({ client, tableName }),
    files: createS3AudienceFiles({ client: services.s3, bucket: audienceBucket }),
    orderScan: createDynamoDbOrderScan({ client, tableName }),
    secrets: createStoreSecrets({
      client: services.secretsManager,
      prefix: services.secretPrefix,
      clock: Date.now,
      emit: () => undefined,
    }),
    bonifiqBaseUrl,
    config,
  };
}
