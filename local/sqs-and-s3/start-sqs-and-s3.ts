import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { UNVERIFIED_REST_MS } from '../../src/ports/unverified-queue.ts';
import { LOCAL_CLIENT } from '../endpoints.ts';
import { loopbackOnly } from './loopback-only.ts';

/** SQS and S3 on this machine, with the queues, their dead-letter queues and the bucket of audiences, which keeps no versions. */
export interface LocalSqsAndS3 {
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly unverifiedQueueUrl: string;
  readonly unverifiedDeadLettersUrl: string;
  readonly promotionQueueUrl: string;
  readonly promotionDeadLettersUrl: string;
  readonly audienceBucket: string;
  close(): Promise<void>;
}

/** What fauxqs keeps where, and how long a received message stays hidden: what cannot be verified, for an hour, as deployed. */
export interface StartSqsAndS3Options {
  /** Directory that keeps the messages between runs; without it they live in memory. */
  readonly dataDir?: string;
  /** Directory that keeps the bucket between runs, each object as a file; without it they live in memory. */
  readonly bucketDir?: string;
  readonly visibilityTimeoutSeconds?: number;
}

const QUEUES = ['ponte-settle', 'ponte-promotions', 'ponte-unverified'] as const;
const UNVERIFIED = QUEUES[2];
const deadLettersOf = (queue: string) => `${queue}-dead-letters`;
const AUDIENCE_BUCKET = 'audiences';
const MAX_RECEIVE_COUNT = 5;
/** What cannot be verified is given back every hour. */
const MAX_UNVERIFIED_RECEIVES = 150;
const FOURTEEN_DAYS_SECONDS = 14 * 24 * 60 * 60;
/** fauxqs has one account. */
const ACCOUNT = '000000000000';

/** Starts fauxqs in this process, for this machine only. */
export async function startSqsAndS3({
  dataDir,
  bucketDir,
  visibilityTimeoutSeconds = 30,
}: StartSqsAndS3Options = {}): Promise<LocalSqsAndS3> {
  const retention = { MessageRetentionPeriod: String(FOURTEEN_DAYS_SECONDS) };
  const directories = {
    ...(dataDir === undefined ? {} : { dataDir }),
    // Else its objects would be kept with the messages, in SQLite.
    ...(bucketDir === undefined ? {} : { s3StorageDir: bucketDir }),
  };
  const server = await startFauxqs({ port: 0, logger: false, ...directories });
  const allowOthers = loopbackOnly(server.port);
  const endpoint = `http://127.0.0.1:${server.port}`;
  // Not the URL that fauxqs gives: that holds the port of the first run, and a host of its own where one is configured.
  const urlOf = (name: string) => `${endpoint}/${ACCOUNT}/${name}`;

  // `setup` and not `createQueue`, which would replace a queue of an earlier run together with its messages.
  const client = new SQSClient({ endpoint, ...LOCAL_CLIENT });
  for (const name of QUEUES) {
    const { queues } = server.setup({ queues: [{ name: deadLettersOf(name), attributes: retention }, { name }] });
    const isUnverified = name === UNVERIFIED;
    const maxReceiveCount = isUnverified ? MAX_UNVERIFIED_RECEIVES : MAX_RECEIVE_COUNT;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queues[0]?.arn, maxReceiveCount });
    const hiddenSeconds = isUnverified ? UNVERIFIED_REST_MS / 1_000 : visibilityTimeoutSeconds;
    const attributes = { ...retention, VisibilityTimeout: String(hiddenSeconds), RedrivePolicy };
    await client.send(new SetQueueAttributesCommand({ QueueUrl: urlOf(name), Attributes: attributes }));
  }
  client.destroy();
  server.setup({ buckets: [AUDIENCE_BUCKET] });

  return {
    endpoint,
    queueUrl: urlOf(QUEUES[0]),
    deadLetterQueueUrl: urlOf(deadLettersOf(QUEUES[0])),
    unverifiedQueueUrl: urlOf(UNVERIFIED),
    unverifiedDeadLettersUrl: urlOf(deadLettersOf(UNVERIFIED)),
    promotionQueueUrl: urlOf(QUEUES[1]),
    promotionDeadLettersUrl: urlOf(deadLettersOf(QUEUES[1])),
    audienceBucket: AUDIENCE_BUCKET,
    async close() {
      await server.stop();
      allowOthers();
    },
  };
}
