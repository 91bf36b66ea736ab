import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { loopbackOnly } from './loopback-only.ts';

/** SQS and S3 on this machine, with the settle queue, its dead-letter queue and the bucket of audiences, which keeps no versions. */
export interface LocalSqsAndS3 {
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  readonly audienceBucket: string;
  close(): Promise<void>;
}

/** Where fauxqs listens, what it keeps where, and how long a received message stays hidden. */
export interface StartSqsAndS3Options {
  /** Any free port by default. */
  readonly port?: number;
  /** Directory that keeps the messages between runs; without it they live in memory. */
  readonly dataDir?: string;
  /** Directory that keeps the bucket between runs, each object as a file; without it they live in memory. */
  readonly bucketDir?: string;
  readonly visibilityTimeoutSeconds?: number;
}

const QUEUE = 'ponte-settle';
const DEAD_LETTER_QUEUE = 'ponte-settle-dead-letters';
const AUDIENCE_BUCKET = 'audiences';
const MAX_RECEIVE_COUNT = 5;
const FOURTEEN_DAYS_SECONDS = 14 * 24 * 60 * 60;
/** fauxqs has one account and lets every client into it. */
const ACCOUNT = '000000000000';
const ANYONE = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** Starts fauxqs in this process, for this machine only. */
export async function startSqsAndS3({
  port = 0,
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
  const server = await startFauxqs({ port, logger: false, ...directories });
  const allowOthers = loopbackOnly(server.port);
  const endpoint = `http://127.0.0.1:${server.port}`;
  // Not the URL that fauxqs gives: that holds the port of the first run, and a host of its own where one is configured.
  const urlOf = (name: string) => `${endpoint}/${ACCOUNT}/${name}`;

  // `setup` and not `createQueue`, which would replace a queue of an earlier run together with its messages.
  const { queues } = server.setup({
    queues: [{ name: DEAD_LETTER_QUEUE, attributes: retention }, { name: QUEUE }],
    buckets: [AUDIENCE_BUCKET],
  });
  const deadLetterArn = queues[0]?.arn;
  const redrive = JSON.stringify({ deadLetterTargetArn: deadLetterArn, maxReceiveCount: MAX_RECEIVE_COUNT });
  const attributes = { ...retention, VisibilityTimeout: String(visibilityTimeoutSeconds), RedrivePolicy: redrive };
  const client = new SQSClient({ endpoint, ...ANYONE });
  await client.send(new SetQueueAttributesCommand({ QueueUrl: urlOf(QUEUE), Attributes: attributes }));
  client.destroy();

  return {
    endpoint,
    queueUrl: urlOf(QUEUE),
    deadLetterQueueUrl: urlOf(DEAD_LETTER_QUEUE),
    audienceBucket: AUDIENCE_BUCKET,
    async close() {
      await server.stop();
      allowOthers();
    },
  };
}
