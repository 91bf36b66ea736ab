import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCloudWatchEvents } from '../aws/cloudwatch/telemetry.ts';
import { seldomAlarms } from '../aws/cloudwatch/throttle-alarms.ts';
import { createDynamoDbAccountShelf } from '../aws/dynamodb/circuit-store.ts';
import { createDynamoDbLedger } from '../aws/dynamodb/ledger.ts';
import { createDynamoDbOccurrenceShelf } from '../aws/dynamodb/run-store.ts';
import { createS3AudienceFiles } from '../aws/s3/audience-files.ts';
import { createStoreSecrets } from '../aws/secrets-manager/store-secrets.ts';
import { createSqsDeliveryQueue } from '../aws/sqs/delivery-queue.ts';
import { createSqsSettleQueue } from '../aws/sqs/posting-queue.ts';
import { createSqsPromotionQueue } from '../aws/sqs/promotion-queue.ts';
import { createBonifiqClient } from '../bonifiq/client.ts';
import { tellingPointsApi } from '../bonifiq/instrumented-api.ts';
import type { PonteConfig } from '../config/define-config.ts';
import type { OccurrenceShelf } from '../ports/run-store.ts';
import type { Tell } from '../ports/telemetry.ts';
import { createAccountGate } from '../posting/circuit-breaker.ts';
import type { SweepDependencies } from '../posting/sweep.ts';
import type { PromotionDependencies } from '../promotions/handle-message.ts';
import { tallyingLedger } from '../promotions/progress-ledger.ts';
import type { ReceiveDependencies } from '../webhooks/receive-webhook.ts';
import { type Environment, readEnvironment, readPromotionEnvironment } from './environment.ts';

/** What the sweep needs: the ledger's index and the queue. */
export function sweepDependencies(): SweepDependencies & { readonly tell: Tell } {
  const environment = readEnvironment(process.env);
  const { tableName, queueUrl } = environment;
  return {
    ledger: createDynamoDbLedger({ client: DynamoDBDocumentClient.from(new DynamoDBClient({})), tableName }),
    queue: createSqsSettleQueue({ client: new SQSClient({}), queueUrl }),
    tell: tellAs(environment),
  };
}

/** What receiving needs, and settling at once; made once, when a Lambda starts. */
export function receiveDependencies(config: PonteConfig): ReceiveDependencies {
  return connected(config).receiving;
}

/** What settling from the queue needs, where awards come, too. */
export function settleDependencies(
  config: PonteConfig,
): ReceiveDependencies & { readonly occurrences: OccurrenceShelf } {
  const { receiving, client, tableName } = connected(config);
  const occurrences = createDynamoDbOccurrenceShelf({ client, tableName });
  return { ...receiving, ledger: tallyingLedger(receiving.ledger, occurrences, Date.now), occurrences };
}

/** What firing promotions and posting their awards need. */
export function promotionDependencies(config: PonteConfig): PromotionDependencies {
  const { receiving, client, tableName, sqs } = connected(config);
  const { promotionQueueUrl: queueUrl, audienceBucket: bucket } = readPromotionEnvironment(process.env);
  return {
    ...receiving,
    promotions: config.promotions,
    occurrences: createDynamoDbOccurrenceShelf({ client, tableName }),
    files: createS3AudienceFiles({ client: new S3Client({}), bucket }),
    promotionQueue: createSqsPromotionQueue({ client: sqs, queueUrl }),
  };
}

function connected({ stores, settling }: PonteConfig) {
  const environment = readEnvironment(process.env);
  const { tableName, queueUrl } = environment;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const sqs = new SQSClient({});
  const tell = seldomAlarms(tellAs(environment), Date.now);
  const bonifiq = { baseUrl: environment.bonifiqBaseUrl, attemptTimeoutMs: settling.attemptTimeoutMs };
  const receiving: ReceiveDependencies = {
    stores,
    ledger: createDynamoDbLedger({ client, tableName }),
    queue: createSqsSettleQueue({ client: sqs, queueUrl }),
    deliveries: createSqsDeliveryQueue({ client: sqs, queueUrl }),
    pointsApi: tellingPointsApi(createBonifiqClient(bonifiq), tell, Date.now),
    secrets: createStoreSecrets({
      client: new SecretsManagerClient({}),
      prefix: environment.secretPrefix,
      clock: Date.now,
      tell,
    }),
    gate: createAccountGate(createDynamoDbAccountShelf({ client, tableName }), settling.pause),
    retry: settling.retry,
    newLeaseHolder: randomUUID,
    tell,
  };
  return { receiving, client, tableName, sqs };
}

function tellAs({ metricNamespace: namespace }: Environment): Tell {
  return createCloudWatchEvents({ namespace, now: Date.now });
}
