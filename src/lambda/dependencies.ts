import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createCloudWatchTelemetry } from '../aws/cloudwatch/telemetry.ts';
import { throttleAlarms } from '../aws/cloudwatch/throttle-alarms.ts';
import { createDynamoDbCircuitStore } from '../aws/dynamodb/circuit-store.ts';
import { createDynamoDbLedger } from '../aws/dynamodb/ledger.ts';
import { createDynamoDbRunStore } from '../aws/dynamodb/run-store.ts';
import { createS3AudienceFiles } from '../aws/s3/audience-files.ts';
import { createStoreSecrets } from '../aws/secrets-manager/store-secrets.ts';
import { createSqsDeliveryQueue } from '../aws/sqs/delivery-queue.ts';
import { createSqsPostingQueue } from '../aws/sqs/posting-queue.ts';
import { createSqsPromotionQueue } from '../aws/sqs/promotion-queue.ts';
import { createBonifiqApi } from '../bonifiq/bonifiq-api.ts';
import { createBonifiqClient } from '../bonifiq/client.ts';
import { instrumentedClient } from '../bonifiq/instrumented-client.ts';
import type { PonteConfig } from '../config/define-config.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Emit } from '../ports/telemetry.ts';
import { createCircuitBreaker } from '../posting/circuit-breaker.ts';
import type { SweepDependencies } from '../posting/sweep.ts';
import type { PromotionDependencies } from '../promotions/handle-message.ts';
import { progressLedger } from '../promotions/progress-ledger.ts';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { type Environment, readEnvironment, readPromotionEnvironment } from './environment.ts';

/** What the sweep needs: the ledger's index and the queue. */
export function sweepDependencies(): SweepDependencies & { readonly emit: Emit } {
  const environment = readEnvironment(process.env);
  const { tableName, queueUrl } = environment;
  return {
    ledger: createDynamoDbLedger({ client: DynamoDBDocumentClient.from(new DynamoDBClient({})), tableName }),
    queue: createSqsPostingQueue({ client: new SQSClient({}), queueUrl }),
    emit: telemetryOf(environment),
  };
}

/** What receiving needs, and settling at once; made once, when a Lambda starts. */
export function webhookDependencies(config: PonteConfig): WebhookDependencies {
  return connected(config).receiving;
}

/** What settling from the queue needs, where awards come, too. */
export function postingDependencies(config: PonteConfig): WebhookDependencies & { readonly runs: RunStore } {
  const { receiving, client, tableName } = connected(config);
  const runs = createDynamoDbRunStore({ client, tableName });
  return { ...receiving, ledger: progressLedger(receiving.ledger, runs, Date.now), runs };
}

/** What trigger promotions and posting their awards need. */
export function promotionDependencies(config: PonteConfig): PromotionDependencies {
  const { receiving, client, tableName, sqs } = connected(config);
  const { promotionQueueUrl: queueUrl, audienceBucket: bucket } = readPromotionEnvironment(process.env);
  return {
    ...receiving,
    promotions: config.promotions,
    runs: createDynamoDbRunStore({ client, tableName }),
    files: createS3AudienceFiles({ client: new S3Client({}), bucket }),
    promotionQueue: createSqsPromotionQueue({ client: sqs, queueUrl }),
  };
}

function connected({ stores, settling }: PonteConfig) {
  const environment = readEnvironment(process.env);
  const { tableName, queueUrl } = environment;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const sqs = new SQSClient({});
  const emit = throttleAlarms(telemetryOf(environment), Date.now);
  const bonifiq = { baseUrl: environment.bonifiqBaseUrl, attemptTimeoutMs: settling.attemptTimeoutMs };
  const receiving: WebhookDependencies = {
    stores,
    ledger: createDynamoDbLedger({ client, tableName }),
    queue: createSqsPostingQueue({ client: sqs, queueUrl }),
    deliveries: createSqsDeliveryQueue({ client: sqs, queueUrl }),
    loyaltyApi: createBonifiqApi(instrumentedClient(createBonifiqClient(bonifiq), emit, Date.now)),
    secrets: createStoreSecrets({
      client: new SecretsManagerClient({}),
      prefix: environment.secretPrefix,
      clock: Date.now,
      emit,
    }),
    circuitBreaker: createCircuitBreaker(createDynamoDbCircuitStore({ client, tableName }), settling.circuit),
    retry: settling.retry,
    newLeaseHolder: randomUUID,
    emit,
  };
  return { receiving, client, tableName, sqs };
}

function telemetryOf({ metricNamespace: namespace }: Environment): Emit {
  return createCloudWatchTelemetry({ namespace, now: Date.now });
}
