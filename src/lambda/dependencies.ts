import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings } from '../aws/client-settings.ts';
import { createCloudWatchTelemetry } from '../aws/cloudwatch/telemetry.ts';
import { throttleAlarms } from '../aws/cloudwatch/throttle-alarms.ts';
import { createDynamoDbAccountStates } from '../aws/dynamodb/account-states.ts';
import { createDocumentClient } from '../aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../aws/dynamodb/ledger.ts';
import { createDynamoDbReconciliations } from '../aws/dynamodb/reconciliations.ts';
import { createDynamoDbRunStore } from '../aws/dynamodb/run-store.ts';
import { createDynamoDbStoreActivities } from '../aws/dynamodb/store-activity.ts';
import { createDynamoDbSubscriptionWatches } from '../aws/dynamodb/subscription-watches.ts';
import { createDynamoDbUnverifiedCounts } from '../aws/dynamodb/unverified-counts.ts';
import { createS3AudienceFiles } from '../aws/s3/audience-files.ts';
import { createStoreSecrets } from '../aws/secrets-manager/store-secrets.ts';
import { createSqsDeliveryQueue, createSqsUnverifiedQueue } from '../aws/sqs/delivery-queue.ts';
import { createSqsPostingQueue } from '../aws/sqs/posting-queue.ts';
import { createSqsPromotionQueue } from '../aws/sqs/promotion-queue.ts';
import { createQueueClient } from '../aws/sqs/queue-client.ts';
import { createBonifiqApi } from '../bonifiq/bonifiq-api.ts';
import { createBonifiqClient } from '../bonifiq/client.ts';
import { instrumentedClient } from '../bonifiq/instrumented-client.ts';
import type { PonteConfig } from '../config/define-config.ts';
import type { Lane } from '../domain/pace.ts';
import type { Store } from '../domain/store.ts';
import type { ReadNamed } from '../platforms/shopify/shopify-platform.ts';
import { createShopifyApi } from '../platforms/shopify/store-api.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { WaitingDependencies } from '../posting/measure-waiting.ts';
import type { SweepDependencies } from '../posting/sweep.ts';
import { withoutPosting } from '../posting/without-posting.ts';
import type { PromotionDependencies } from '../promotions/handle-message.ts';
import type { ReconcileDependencies } from '../reconciliation/reconcile-store.ts';
import { byId } from '../shared/by-id.ts';
import type { WatchDependencies as WatchSubscriptions } from '../subscriptions/watch-store.ts';
import type { NoteDependencies } from '../webhooks/note-delivery.ts';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import type { WatchDependencies } from '../webhooks/watch-stores.ts';
import { assemble, type Ports, withActivity, withAwards, withPromotions } from './assemble.ts';
import { digestOf } from './digest-of.ts';
import {
  type Environment,
  readEnvironment,
  readPromotionEnvironment,
  readReconcileEnvironment,
} from './environment.ts';
import { platforms } from './platforms.ts';
import { namedOrderReader } from './read-named-order.ts';
import { shopifyAdmin } from './shopify-admin.ts';
import { storeApis } from './store-apis.ts';
import { subscriptionsApis } from './subscriptions-apis.ts';

/** The dependencies of the sweep function. */
export function sweepDependencies({
  stores,
}: Pick<PonteConfig, 'stores'>): SweepDependencies & WaitingDependencies & WatchDependencies {
  const environment = readEnvironment(process.env);
  const { tableName, queueUrl } = environment;
  const aws = clientSettings(process.env);
  const client = createDocumentClient(aws('DYNAMODB'));
  const emit = telemetryOf(environment);
  tellOfStart(emit);
  return {
    stores: byId(stores),
    ledger: createDynamoDbLedger({ client, tableName }),
    runs: createDynamoDbRunStore({ client, tableName }),
    activities: createDynamoDbStoreActivities({ client, tableName }),
    queue: createSqsPostingQueue({ client: createQueueClient(aws('SQS')), queueUrl }),
    emit,
  };
}

/** The dependencies of the reconciling function. It posts nothing: what it records goes into the posting queue. */
export function reconcileDependencies({
  stores,
  reconciliation: policy,
}: Pick<PonteConfig, 'stores' | 'reconciliation'>): ReconcileDependencies &
  WatchSubscriptions & {
    readonly stores: ReadonlyMap<string, Store>;
  } {
  const environment = readEnvironment(process.env);
  const { webhooksUrl } = readReconcileEnvironment(process.env);
  const { tableName, queueUrl, secretPrefix: prefix } = environment;
  const aws = clientSettings(process.env);
  const client = createDocumentClient(aws('DYNAMODB'));
  const emit = telemetryOf(environment);
  const secrets = createStoreSecrets({
    client: new SecretsManagerClient(aws('SECRETS_MANAGER')),
    prefix,
    clock: Date.now,
    emit,
  });
  return {
    stores: byId(stores),
    apis: storeApis(Date.now),
    subscriptions: subscriptionsApis(Date.now),
    watches: createDynamoDbSubscriptionWatches({ client, tableName }),
    webhooksUrl,
    platforms,
    policy,
    ledger: createDynamoDbLedger({ client, tableName, digestOf: digestOf(secrets) }),
    reconciliations: createDynamoDbReconciliations({ client, tableName }),
    queue: createSqsPostingQueue({ client: createQueueClient(aws('SQS')), queueUrl }),
    secrets,
    emit,
  };
}

/** The dependencies of the webhook functions; made once, when a Lambda starts. */
export function webhookDependencies(config: PonteConfig): WebhookDependencies & NoteDependencies {
  const { webhooks, client, tableName } = connected(config, 'delivery');
  return withActivity(webhooks, createDynamoDbStoreActivities({ client, tableName }));
}

/** The dependencies of the functions of the posting queue and of its dead letters. */
export function postingDependencies(
  config: PonteConfig,
): WebhookDependencies & { readonly runs: RunStore; readonly readNamed: ReadNamed } {
  const { webhooks, client, tableName } = connected(config, 'queue');
  const readNamed = namedOrderReader(webhooks.secrets, createShopifyApi(Date.now, shopifyAdmin(Date.now)));
  return { ...withAwards(webhooks, createDynamoDbRunStore({ client, tableName }), Date.now), readNamed };
}

/** The dependencies of the promotions function. */
export function promotionDependencies(config: PonteConfig): PromotionDependencies {
  const { webhooks, client, tableName, sqs, aws } = connected(config, 'promotion');
  const { promotionQueueUrl: queueUrl, audienceBucket: bucket } = readPromotionEnvironment(process.env);
  const ports = {
    runs: createDynamoDbRunStore({ client, tableName }),
    files: createS3AudienceFiles({ client: new S3Client(aws('S3')), bucket }),
    promotionQueue: createSqsPromotionQueue({ client: sqs, queueUrl }),
  };
  return withPromotions(webhooks, ports, config);
}

function connected(config: PonteConfig, lane: Lane) {
  const environment = readEnvironment(process.env);
  const { tableName, queueUrl, unverifiedQueueUrl, secretPrefix: prefix, bonifiqBaseUrl: baseUrl } = environment;
  const aws = clientSettings(process.env);
  const client = createDocumentClient(aws('DYNAMODB'));
  const sqs = createQueueClient(aws('SQS'));
  const emit = throttleAlarms(telemetryOf(environment), Date.now);
  const bonifiq = createBonifiqClient({ baseUrl, attemptTimeoutMs: config.settling.attemptTimeoutMs });
  const secrets = createStoreSecrets({
    client: new SecretsManagerClient(aws('SECRETS_MANAGER')),
    prefix,
    clock: Date.now,
    emit,
  });
  const ports: Ports = {
    ledger: createDynamoDbLedger({ client, tableName, digestOf: digestOf(secrets) }),
    accounts: createDynamoDbAccountStates({ client, tableName }),
    queue: createSqsPostingQueue({ client: sqs, queueUrl }),
    deliveries: createSqsDeliveryQueue({ client: sqs, queueUrl }),
    unverified: createSqsUnverifiedQueue({ client: sqs, queueUrl: unverifiedQueueUrl }),
    unverifiedCounts: createDynamoDbUnverifiedCounts({ client, tableName }),
    loyaltyApi: createBonifiqApi(instrumentedClient(bonifiq, emit, Date.now)),
    secrets,
    newLeaseHolder: randomUUID,
    emit,
  };
  const webhooks = assemble(ports, config, lane);
  const { circuitBreaker } = webhooks;
  const posting = environment.posting === 'on' ? circuitBreaker : withoutPosting(circuitBreaker, emit);
  tellOfStart(emit);
  return { webhooks: { ...webhooks, circuitBreaker: posting }, client, tableName, sqs, aws };
}

/** Lambda has no metric of cold starts, and with the system log level WARN no report of those that succeed. */
function tellOfStart(emit: Emit): void {
  emit({ kind: 'started', initMs: Math.round(process.uptime() * 1_000) });
}

function telemetryOf({ metricNamespace: namespace }: Environment): Emit {
  return createCloudWatchTelemetry({ namespace, now: Date.now });
}
