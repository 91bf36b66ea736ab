import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { secretName } from '../deploy/secret-name.ts';
import { audienceBucketName, stageNames } from '../deploy/stage-names.ts';
import { type Endpoints, LOCAL_CLIENT, readRunningConfig } from '../local/endpoints.ts';
import { setting } from '../local/setting.ts';
import { endpointOf } from '../src/aws/client-settings.ts';
import { createDocumentClient } from '../src/aws/dynamodb/document-client.ts';
import { createQueueClient } from '../src/aws/sqs/queue-client.ts';
import { PRODUCTION_URL } from '../src/bonifiq/production-url.ts';
import type { PlatformOptions } from './base-command.ts';
import { configHere } from './config-here.ts';
import { type Connection, connection, type Services } from './connection.ts';
import { located, type Place } from './failure.ts';
import { readClock } from './local/ask-platform.ts';
import { runningPlatform } from './local/running-platform.ts';
import { once } from './once.ts';
import { regionOf, webhooksUrlOf } from './stack.ts';

/** The stage that the options name, or the local platform. Asks the network for nothing that the command does not use. */
export async function connect({ stage, state }: Pick<PlatformOptions, 'stage' | 'state'>): Promise<Connection> {
  return connection(stage === undefined ? await localServices(state) : await stageServices(stage));
}

/** A stack's, by the names in `serverless.yml`; with the credentials and the region that the AWS SDK finds by itself. */
async function stageServices(stage: string): Promise<Services> {
  const sqs = new SQSClient({});
  const region = await regionOf(sqs);
  const place: Place = { kind: 'stage', stage };
  const aws = located(
    { credentials: sqs.config.credentials },
    { what: `The stack ponte-${stage} in ${region}`, of: place },
  );
  await aws.credentials();

  const names = stageNames(stage);
  const queueService = (name: string) => ({ what: `The queue ${name} in ${region}`, of: place });
  const urlOf = (name: string) => {
    const queues = located({ ask: () => sqs.send(new GetQueueUrlCommand({ QueueName: name })) }, queueService(name));
    return once(async () => (await queues.ask()).QueueUrl ?? '');
  };
  const queueUrl = urlOf(names.queueName);
  return {
    place,
    region,
    ...names,
    dynamoDb: createDocumentClient({ ...sqs.config, endpoint: endpointOf('DYNAMODB', process.env) }),
    sqs: createQueueClient(sqs.config),
    sdk: { dynamoDb: new DynamoDBClient({}), sqs },
    urlOfQueue: (name) => urlOf(`ponte-${stage}-${name}`)(),
    webhooksUrl: () => webhooksUrlOf(stage),
    s3: new S3Client({}),
    queueUrl,
    promotionQueueUrl: urlOf(names.promotionQueueName),
    audienceBucket: async () => audienceBucketName(stage, { queueUrl: await queueUrl(), region }),
    secretsManager: new SecretsManagerClient({}),
    secretPrefix: secretName(stage, ''),
    bonifiqBaseUrl: setting('BONIFIQ_BASE_URL') ?? (stage === 'prod' ? PRODUCTION_URL : null),
    config: configHere,
    now: Date.now,
  };
}

async function localServices(state: string | undefined): Promise<Services> {
  const { endpoints, directory, state: named } = await runningPlatform(state, ', or name a --stage');
  const { tableName, queueUrl, promotionQueueUrl, audienceBucket, secretPrefix, bonifiqBaseUrl } = endpoints;
  const sqs = new SQSClient(LOCAL_CLIENT);
  return {
    place: { kind: 'local', state: named },
    region: LOCAL_CLIENT.region,
    tableName,
    queueName: 'ponte-settle',
    promotionQueueName: 'ponte-promotions',
    dynamoDb: createDocumentClient({ ...sqs.config, endpoint: endpoints.dynamoDb }),
    sqs: createQueueClient(sqs.config),
    sdk: {
      dynamoDb: new DynamoDBClient({ ...LOCAL_CLIENT, endpoint: endpoints.dynamoDb }),
      sqs: new SQSClient({ ...LOCAL_CLIENT, endpoint: new URL(queueUrl).origin }),
    },
    urlOfQueue: async (name) => (name === 'promotions' ? promotionQueueUrl : queueUrl),
    webhooksUrl: async () => endpoints.url,
    s3: new S3Client({ ...LOCAL_CLIENT, endpoint: endpoints.s3, forcePathStyle: true }),
    queueUrl: async () => queueUrl,
    promotionQueueUrl: async () => promotionQueueUrl,
    audienceBucket: async () => audienceBucket,
    secretsManager: new SecretsManagerClient({ ...LOCAL_CLIENT, endpoint: endpoints.secretsManager }),
    secretPrefix,
    bonifiqBaseUrl,
    config: async () => readRunningConfig(directory),
    now: await clockOf(endpoints),
  };
}

/** A local platform's clock may be ahead. */
async function clockOf({ control }: Endpoints): Promise<() => number> {
  const { aheadMs } = await readClock(control);
  return () => Date.now() + aheadMs;
}
