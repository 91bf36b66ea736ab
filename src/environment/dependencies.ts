import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PonteConfig } from '../configuration/define-config.ts';
import { createCloudWatchEvents } from '../events/cloudwatch-events.ts';
import type { Tell } from '../events/event.ts';
import { seldomAlarms } from '../events/seldom-alarms.ts';
import { createDynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import type { RetryPolicy } from '../ledger/retry-delay.ts';
import { createBonifiqClient } from '../points-api/bonifiq-client.ts';
import { tellingPointsApi } from '../points-api/telling-points-api.ts';
import { createSqsSettleQueue } from '../queue/sqs-settle-queue.ts';
import { createStoreSecrets } from '../secrets/store-secrets.ts';
import { createAccountGate } from '../settling/account-gate.ts';
import type { SettleQueuedDependencies } from '../settling/settle-queued.ts';
import type { SweepDependencies } from '../settling/sweep.ts';
import { type Environment, readEnvironment } from './environment.ts';

/** No limit of the API's own is documented; an answer that takes longer than this is asked for again with the same key. */
const ATTEMPT_TIMEOUT_MS = 10_000;

/** From seconds to hours, for as long as SQS keeps a message. */
const RETRY: RetryPolicy = { firstDelayMs: 2_000, maxDelayMs: 6 * 3_600_000, giveUpAfterMs: 14 * 86_400_000 };

/** What the sweep needs: the ledger's index and the queue. */
export function sweepDependencies(): SweepDependencies & { readonly tell: Tell } {
  const environment = readEnvironment(process.env);
  return { ...ledgerAndQueue(environment), tell: tellAs(environment) };
}

/** What receiving and settling need; made once, when a Lambda starts. */
export function settleDependencies({ stores }: PonteConfig): SettleQueuedDependencies {
  const environment = readEnvironment(process.env);
  const tell = seldomAlarms(tellAs(environment), Date.now);
  const bonifiq = { baseUrl: environment.bonifiqBaseUrl, attemptTimeoutMs: ATTEMPT_TIMEOUT_MS };
  return {
    ...ledgerAndQueue(environment),
    stores,
    pointsApi: tellingPointsApi(createBonifiqClient(bonifiq), tell, Date.now),
    secrets: createStoreSecrets({
      client: new SecretsManagerClient({}),
      prefix: environment.secretPrefix,
      clock: Date.now,
      tell,
    }),
    gate: createAccountGate(),
    retry: RETRY,
    newLeaseHolder: randomUUID,
    tell,
  };
}

function tellAs({ metricNamespace: namespace }: Environment): Tell {
  return createCloudWatchEvents({ namespace, now: Date.now });
}

function ledgerAndQueue({ tableName, queueUrl }: Environment): SweepDependencies {
  return {
    ledger: createDynamoDbLedger({ client: DynamoDBDocumentClient.from(new DynamoDBClient({})), tableName }),
    queue: createSqsSettleQueue({ client: new SQSClient({}), queueUrl }),
  };
}
