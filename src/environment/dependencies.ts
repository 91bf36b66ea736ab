import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAccountGate } from '../accounts/account-gate.ts';
import { createDynamoDbAccountShelf } from '../accounts/dynamodb-account-shelf.ts';
import type { PonteConfig } from '../configuration/define-config.ts';
import { createCloudWatchEvents } from '../events/cloudwatch-events.ts';
import type { Tell } from '../events/event.ts';
import { seldomAlarms } from '../events/seldom-alarms.ts';
import { createDynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { createBonifiqClient } from '../points-api/bonifiq-client.ts';
import { tellingPointsApi } from '../points-api/telling-points-api.ts';
import { createSqsDeliveryQueue } from '../queue/sqs-delivery-queue.ts';
import { createSqsSettleQueue } from '../queue/sqs-settle-queue.ts';
import type { ReceiveDependencies } from '../receiving/receive-delivery.ts';
import { createStoreSecrets } from '../secrets/store-secrets.ts';
import type { SweepDependencies } from '../settling/sweep.ts';
import { type Environment, readEnvironment } from './environment.ts';

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

/** What receiving and settling need; made once, when a Lambda starts. */
export function settleDependencies({ stores, settling }: PonteConfig): ReceiveDependencies {
  const environment = readEnvironment(process.env);
  const { tableName, queueUrl } = environment;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const sqs = new SQSClient({});
  const tell = seldomAlarms(tellAs(environment), Date.now);
  const bonifiq = { baseUrl: environment.bonifiqBaseUrl, attemptTimeoutMs: settling.attemptTimeoutMs };
  return {
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
}

function tellAs({ metricNamespace: namespace }: Environment): Tell {
  return createCloudWatchEvents({ namespace, now: Date.now });
}
