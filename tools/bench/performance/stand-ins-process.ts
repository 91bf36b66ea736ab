import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { createTableIfAbsent } from '../../../local/dynamodb/create-table.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { LOCAL_CLIENT } from '../../../local/endpoints.ts';
import { startSecretsManager } from '../../../local/secrets-manager/secrets-manager-server.ts';
import { startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { startSandbox } from '../../../sandbox/sandbox-server.ts';
import { readInput, sayReady } from '../../../test/verify/kill/child-side.ts';
import { startTlsFront } from './tls-front.ts';

/** Every service that the functions call, behind TLS, in one process apart from them and from whoever measures. */
const input = readInput(
  z.object({
    key: z.string(),
    cert: z.string(),
    latencyMs: z.number(),
    secrets: z.record(z.string(), z.string()),
    credentials: z.object({ username: z.string(), password: z.string() }),
    tables: z.array(z.string()),
    plainTables: z.record(z.string(), z.string()),
    audience: z.object({ file: z.string(), text: z.string() }),
  }),
);
const dynamoDb = await startDynamoDb();
const sqs = await startSqsAndS3({ visibilityTimeoutSeconds: 3_600 });
const secretsManager = await startSecretsManager({ secrets: input.secrets });
const sandbox = await startSandbox(input.credentials);

const client = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint: dynamoDb.endpoint });
for (const name of input.tables) await createTableIfAbsent(client, name);
for (const [TableName, AttributeName] of Object.entries(input.plainTables)) {
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
}
const s3 = new S3Client({ ...LOCAL_CLIENT, endpoint: sqs.endpoint, forcePathStyle: true });
const { file: Key, text: Body } = input.audience;
await s3.send(new PutObjectCommand({ Bucket: sqs.audienceBucket, Key, Body }));

const front = async (target: string) => (await startTlsFront(target, input, input.latencyMs)).url;
const secure = {
  dynamoDb: await front(dynamoDb.endpoint),
  sqs: await front(sqs.endpoint),
  secretsManager: await front(secretsManager.url),
  sandbox: await front(sandbox.url),
};
const behindTls = (url: string) => url.replace(sqs.endpoint, secure.sqs);
sayReady({
  sandboxUrl: sandbox.url,
  sqsEndpoint: sqs.endpoint,
  queueUrl: sqs.queueUrl,
  promotionQueueUrl: sqs.promotionQueueUrl,
  environment: {
    AWS_ACCESS_KEY_ID: LOCAL_CLIENT.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CLIENT.credentials.secretAccessKey,
    AWS_REGION: LOCAL_CLIENT.region,
    AWS_ENDPOINT_URL_DYNAMODB: secure.dynamoDb,
    AWS_ENDPOINT_URL_SQS: secure.sqs,
    AWS_ENDPOINT_URL_S3: secure.sqs,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secure.secretsManager,
    QUEUE_URL: behindTls(sqs.queueUrl),
    UNVERIFIED_QUEUE_URL: behindTls(sqs.unverifiedQueueUrl),
    PROMOTION_QUEUE_URL: behindTls(sqs.promotionQueueUrl),
    AUDIENCE_BUCKET: sqs.audienceBucket,
    BONIFIQ_BASE_URL: secure.sandbox,
  },
});
