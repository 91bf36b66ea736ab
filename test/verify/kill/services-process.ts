import * as z from 'zod';
import { LOCAL_CLIENT } from '../../../local/endpoints.ts';
import { startSecretsManager } from '../../../local/secrets-manager/secrets-manager-server.ts';
import { startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { startSandbox } from '../../../sandbox/sandbox-server.ts';
import { readInput, sayReady } from './child-side.ts';

/** The queue, the secrets and the points API, which go on while the handlers' processes die. */
const { journal, secrets, credentials, visibilityTimeoutSeconds } = readInput(
  z.object({
    journal: z.string(),
    secrets: z.record(z.string(), z.string()),
    credentials: z.object({ username: z.string(), password: z.string() }),
    visibilityTimeoutSeconds: z.int(),
  }),
);
const sqs = await startSqsAndS3({ visibilityTimeoutSeconds });
const secretsManager = await startSecretsManager({ secrets });
const sandbox = await startSandbox({ ...credentials, stateFile: journal });
sayReady({
  deadLettersUrl: sqs.deadLetterQueueUrl,
  sandboxUrl: sandbox.url,
  environment: {
    AWS_ACCESS_KEY_ID: LOCAL_CLIENT.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CLIENT.credentials.secretAccessKey,
    AWS_REGION: LOCAL_CLIENT.region,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    AWS_ENDPOINT_URL_S3: sqs.endpoint,
    QUEUE_URL: sqs.queueUrl,
    UNVERIFIED_QUEUE_URL: sqs.unverifiedQueueUrl,
    PROMOTION_QUEUE_URL: sqs.promotionQueueUrl,
    AUDIENCE_BUCKET: sqs.audienceBucket,
    BONIFIQ_BASE_URL: sandbox.url,
    WEBHOOKS_URL: 'https://ponte.example.com',
  },
});
