import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { secretName } from '../deploy/secret-name.ts';
import { audienceBucketName, stageNames } from '../deploy/stage-names.ts';
import { type Endpoints, LOCAL_CLIENT } from '../local/endpoints.ts';
import { findPlatform } from '../local/find-platform.ts';
import { setting } from '../local/setting.ts';
import { endpointOf } from '../src/aws/client-settings.ts';
import { createDocumentClient } from '../src/aws/dynamodb/document-client.ts';
import { createQueueClient } from '../src/aws/sqs/queue-client.ts';
import type { PlatformOptions } from './base-command.ts';
import { type Connection, connection } from './connection.ts';
import { Failure, located, type Place } from './failure.ts';
import { once } from './once.ts';

const PRODUCTION = 'https://api.bonifiq.com.br';

/** The stage that the options name, or the local platform. Asks the network for nothing that the command does not use. */
export async function connect({ stage, state }: Pick<PlatformOptions, 'stage' | 'state'>): Promise<Connection> {
  return stage === undefined ? await connectToLocal(state) : await connectToStage(stage);
}

/** A stack's, by the names in `serverless.yml`; with the credentials and the region that the AWS SDK finds by itself. */
async function connectToStage(stage: string): Promise<Connection> {
  const sqs = new SQSClient({});
  const region = await sqs.config.region().catch(() => {
    throw new Failure('No AWS region is known. Set AWS_REGION to that of the stage, such as sa-east-1.');
  });
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
  return connection({
    place,
    region,
    ...names,
    dynamoDb: createDocumentClient({ ...sqs.config, endpoint: endpointOf('DYNAMODB', process.env) }),
    sqs: createQueueClient(sqs.config),
    s3: new S3Client({}),
    queueUrl,
    promotionQueueUrl: urlOf(names.promotionQueueName),
    audienceBucket: async () => audienceBucketName(stage, await queueUrl()),
    secretsManager: new SecretsManagerClient({}),
    secretPrefix: secretName(stage, ''),
    bonifiqBaseUrl: setting('BONIFIQ_BASE_URL') ?? (stage === 'prod' ? PRODUCTION : null),
    config: async () => (await import('../ponte.config.ts')).default,
  });
}

async function connectToLocal(state: string | undefined): Promise<Connection> {
  const { endpoints, directory } = await runningPlatform(state);
  const { tableName, queueUrl, promotionQueueUrl, audienceBucket, secretPrefix, bonifiqBaseUrl } = endpoints;
  const sqs = new SQSClient(LOCAL_CLIENT);
  return connection({
    place: { kind: 'local', state: directory },
    region: LOCAL_CLIENT.region,
    tableName,
    queueName: 'ponte-settle',
    promotionQueueName: 'ponte-promotions',
    dynamoDb: createDocumentClient({ ...sqs.config, endpoint: endpoints.dynamoDb }),
    sqs: createQueueClient(sqs.config),
    s3: new S3Client({ ...LOCAL_CLIENT, endpoint: endpoints.s3, forcePathStyle: true }),
    queueUrl: async () => queueUrl,
    promotionQueueUrl: async () => promotionQueueUrl,
    audienceBucket: async () => audienceBucket,
    secretsManager: new SecretsManagerClient({ ...LOCAL_CLIENT, endpoint: endpoints.secretsManager }),
    secretPrefix,
    bonifiqBaseUrl,
    config: async () => (await import('../local/demo.config.ts')).default,
  });
}

/** The local platform that the option or PONTE_STATE names, or the one that runs; what to do where there is none. */
async function runningPlatform(
  asked: string | undefined,
): Promise<{ readonly endpoints: Endpoints; readonly directory: string }> {
  const found = await findPlatform(asked ?? setting('PONTE_STATE'));
  switch (found.kind) {
    case 'running':
      return { endpoints: found.endpoints, directory: found.state };
    case 'ended':
      throw new Failure(
        `The platform on the state ${found.state} has ended (it was process ${found.pid}). Start it again with npm start, or name a --stage.`,
      );
    case 'silent':
      throw new Failure(
        `The platform on the state ${found.state}, process ${found.pid}, does not answer at ${found.url}. What it prints says more; stop it and start it again.`,
      );
    case 'several':
      throw new Failure(
        `Several platforms run here; name one with --state:\n${found.states.map((one) => `  ${one}`).join('\n')}`,
      );
    case 'none':
      throw new Failure(
        `No platform runs here${found.state === null ? '' : `, with the state ${found.state}`}. Start one with npm start, or name a --stage.`,
      );
    default:
      return found satisfies never;
  }
}
