import { createReadStream, statSync } from 'node:fs';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDbAccountStates } from '../src/aws/dynamodb/account-states.ts';
import { createDynamoDbCustomerIndex } from '../src/aws/dynamodb/customer-index.ts';
import type { DocumentClient } from '../src/aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../src/aws/dynamodb/ledger.ts';
import { createDynamoDbLedgerScan } from '../src/aws/dynamodb/ledger-scan.ts';
import { createDynamoDbOrderScan } from '../src/aws/dynamodb/order-scan.ts';
import { createDynamoDbParkedStore } from '../src/aws/dynamodb/parked-store.ts';
import { createDynamoDbReconciliations } from '../src/aws/dynamodb/reconciliations.ts';
import { createDynamoDbRunStore } from '../src/aws/dynamodb/run-store.ts';
import { createDynamoDbSubscriptionWatches } from '../src/aws/dynamodb/subscription-watches.ts';
import { createDynamoDbUnverifiedCounts } from '../src/aws/dynamodb/unverified-counts.ts';
import { createS3AudienceFiles } from '../src/aws/s3/audience-files.ts';
import { createS3FileVersions } from '../src/aws/s3/file-versions.ts';
import { createStoreSecrets } from '../src/aws/secrets-manager/store-secrets.ts';
import { createSqsDeliveryQueue } from '../src/aws/sqs/delivery-queue.ts';
import { createSqsPostingQueue } from '../src/aws/sqs/posting-queue.ts';
import { createSqsPromotionQueue } from '../src/aws/sqs/promotion-queue.ts';
import type { QueueClient } from '../src/aws/sqs/queue-client.ts';
import { type QueueDepth, queueDepth } from '../src/aws/sqs/queue-depth.ts';
import type { PonteConfig } from '../src/config/define-config.ts';
import type { AccountStates } from '../src/ports/account-states.ts';
import type { AudienceFiles } from '../src/ports/audience-files.ts';
import type { CustomerIndex } from '../src/ports/customer-index.ts';
import type { FileVersions } from '../src/ports/file-versions.ts';
import type { LedgerScan } from '../src/ports/ledger-scan.ts';
import type { OrderScan } from '../src/ports/order-scan.ts';
import type { Reconciliations } from '../src/ports/reconciliations.ts';
import type { RunStore } from '../src/ports/run-store.ts';
import type { StoreSecretsReader } from '../src/ports/secrets-reader.ts';
import type { SubscriptionWatches } from '../src/ports/subscription-watches.ts';
import type { UnverifiedCounts } from '../src/ports/unverified-counts.ts';
import { located, type Place } from './failure.ts';
import type { RedriveDependencies } from './parked/redrive.ts';

/** What the commands work on. Whatever fails says which service it was. */
export interface Connection extends RedriveDependencies {
  readonly place: Place;
  /** What it was made of, for whoever looks at the services themselves. */
  readonly services: Services;
  readonly runs: RunStore;
  readonly files: AudienceFiles;
  /** Puts a file of this machine among the files of audiences, under a name. */
  readonly putFile: (name: string, path: string, signal: AbortSignal) => Promise<void>;
  readonly orderScan: OrderScan;
  readonly ledgerScan: LedgerScan;
  readonly fileVersions: FileVersions;
  readonly secrets: StoreSecretsReader;
  readonly customerIndex: CustomerIndex;
  readonly accountStates: AccountStates;
  readonly unverifiedCounts: UnverifiedCounts;
  readonly reconciliations: Reconciliations;
  readonly watches: SubscriptionWatches;
  /** Those that hold what is posted later. */
  readonly queues: readonly { readonly name: string; readonly depth: (signal: AbortSignal) => Promise<QueueDepth> }[];
  /** Null where nobody has said which points API the stage calls. */
  readonly bonifiqBaseUrl: string | null;
  readonly config: () => Promise<PonteConfig>;
  /** The platform's time: a local one's may be ahead. */
  readonly now: () => number;
}

/** A platform's services. What has to be looked up first is looked up when it is first used. */
export interface Services {
  readonly place: Place;
  readonly region: string;
  readonly dynamoDb: DocumentClient;
  readonly tableName: string;
  readonly sqs: QueueClient;
  /** The SDK's own, for operations that no adapter has. */
  readonly sdk: { readonly dynamoDb: DynamoDBClient; readonly sqs: SQSClient };
  /** Of a queue by its short name, such as `settle`. */
  readonly urlOfQueue: (name: string) => Promise<string>;
  /** Where the shops' webhooks go. */
  readonly webhooksUrl: () => Promise<string>;
  readonly queueName: string;
  readonly queueUrl: () => Promise<string>;
  readonly promotionQueueName: string;
  readonly promotionQueueUrl: () => Promise<string>;
  readonly s3: S3Client;
  readonly audienceBucket: () => Promise<string>;
  readonly secretsManager: SecretsManagerClient;
  readonly secretPrefix: string;
  readonly bonifiqBaseUrl: string | null;
  readonly config: Connection['config'];
  readonly now: Connection['now'];
}

export function connection(services: Services): Connection {
  const { place, region, dynamoDb: client, tableName, sqs, secretsManager, secretPrefix: prefix } = services;
  const inTable = { client, tableName };
  const service = (what: string) => ({ what: `${what} in ${region}`, of: place });
  const table = service(`The table ${tableName}`);
  const queue = service(`The queue ${services.queueName}`);
  const promotionQueue = service(`The queue ${services.promotionQueueName}`);
  const bucket = service('The bucket of audiences');
  const toQueue = { client: addressed(sqs, services.queueUrl), queueUrl: services.queueName };
  const toPromotions = { client: addressed(sqs, services.promotionQueueUrl), queueUrl: services.promotionQueueName };
  return {
    place,
    services,
    ledger: located(createDynamoDbLedger(inTable), table),
    parkedStore: located(createDynamoDbParkedStore(inTable), table),
    runs: located(createDynamoDbRunStore(inTable), table),
    customerIndex: located(createDynamoDbCustomerIndex(inTable), table),
    accountStates: located(createDynamoDbAccountStates(inTable), table),
    unverifiedCounts: located(createDynamoDbUnverifiedCounts(inTable), table),
    reconciliations: located(createDynamoDbReconciliations(inTable), table),
    watches: located(createDynamoDbSubscriptionWatches(inTable), table),
    queues: [
      located({ name: services.queueName, depth: (signal: AbortSignal) => queueDepth(toQueue, signal) }, queue),
      located(
        { name: services.promotionQueueName, depth: (signal: AbortSignal) => queueDepth(toPromotions, signal) },
        promotionQueue,
      ),
    ],
    orderScan: located(createDynamoDbOrderScan(inTable), table),
    ledgerScan: located(createDynamoDbLedgerScan(inTable), table),
    queue: located(createSqsPostingQueue(toQueue), queue),
    deliveries: located(createSqsDeliveryQueue(toQueue), queue),
    promotionQueue: located(createSqsPromotionQueue(toPromotions), promotionQueue),
    files: located(audienceFiles(services), bucket),
    fileVersions: located(fileVersions(services), bucket),
    putFile: located({ put: putFile(services) }, bucket).put,
    secrets: located(
      createStoreSecrets({ client: secretsManager, prefix, clock: Date.now, emit: () => undefined }),
      service(`The secrets ${prefix}*`),
    ),
    bonifiqBaseUrl: services.bonifiqBaseUrl,
    config: services.config,
    now: services.now,
  };
}

/** Sends to this queue, whatever its callers name: they know only its name. */
function addressed(sqs: QueueClient, queueUrl: () => Promise<string>): QueueClient {
  return {
    call: async (operation, input, signal) =>
      await sqs.call(operation, { ...input, QueueUrl: await queueUrl() }, signal),
  };
}

function audienceFiles({ s3: client, audienceBucket }: Services): AudienceFiles {
  const files = async () => createS3AudienceFiles({ client, bucket: await audienceBucket() });
  return {
    newest: async (file, signal) => await (await files()).newest(file, signal),
    open: async (file, version, signal) => await (await files()).open(file, version, signal),
    write: async (file, text, signal) => await (await files()).write(file, text, signal),
  };
}

function fileVersions({ s3: client, audienceBucket }: Services): FileVersions {
  const files = async () => createS3FileVersions({ client, bucket: await audienceBucket() });
  return {
    async *all(signal) {
      yield* (await files()).all(signal);
    },
    open: async (version, signal) => await (await files()).open(version, signal),
    replace: async (version, bytes, signal) => await (await files()).replace(version, bytes, signal),
    remove: async (version, signal) => await (await files()).remove(version, signal),
  };
}

/** As a stream: a file of two million customers has a hundred megabytes. */
function putFile({ s3, audienceBucket }: Services): Connection['putFile'] {
  return async (name, path, signal) => {
    const body = { Body: createReadStream(path), ContentLength: statSync(path).size };
    const put = new PutObjectCommand({ Bucket: await audienceBucket(), Key: name, ...body });
    await s3.send(put, { abortSignal: signal });
  };
}
