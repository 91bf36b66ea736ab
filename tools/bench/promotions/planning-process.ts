import { performance } from 'node:perf_hooks';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDocumentClient } from '../../../src/aws/dynamodb/document-client.ts';
import { createDynamoDbRunStore } from '../../../src/aws/dynamodb/run-store.ts';
import { createS3AudienceFiles } from '../../../src/aws/s3/audience-files.ts';
import { createSqsPromotionQueue } from '../../../src/aws/sqs/promotion-queue.ts';
import { createQueueClient } from '../../../src/aws/sqs/queue-client.ts';
import { type StartRunDependencies, startRun } from '../../../src/promotions/start-run.ts';
import { byId } from '../../../src/shared/by-id.ts';
import { readInput } from '../../../test/verify/kill/child-side.ts';
import { measuredInput, type Planned } from './measured-messages.ts';
import { watchMemory } from './peak-memory.ts';
import config from './planning.config.ts';

/** One trigger, as the function of promotions does it, but that it may take as long as it takes: no second run helps. */
const { endpoint, dynamoDb, tableName, queueUrl, bucket, promotion, scheduledAtMs } = readInput(measuredInput);
const HOURS_MS = 6 * 3_600_000;

const peakOf = watchMemory();
let waitedMs = 0;
async function waiting<Result>(call: Promise<Result>): Promise<Result> {
  const calledAtMs = performance.now();
  const result = await call;
  waitedMs += performance.now() - calledAtMs;
  return result;
}
let begunAtMs = Number.NaN;
let counts: Planned['counts'] | null = null;
const table = createDocumentClient({ ...new DynamoDBClient({}).config, endpoint: dynamoDb });
const shelf = createDynamoDbRunStore({ client: table, tableName });
const queue = createSqsPromotionQueue({ client: createQueueClient(new SQSClient({}).config), queueUrl });
const dependencies: StartRunDependencies = {
  stores: byId(config.stores),
  promotions: byId(config.promotions),
  runs: { ...shelf, save: (...call) => waiting(shelf.save(...call)) },
  files: createS3AudienceFiles({ client: new S3Client({ endpoint }), bucket }),
  promotionQueue: { send: (...call) => waiting(queue.send(...call)) },
  emit(event) {
    if (event.kind !== 'runBegun') return;
    begunAtMs = performance.now();
    waitedMs = 0;
    ({ ...counts } = event);
  },
};
const firedAtMs = performance.now();
const { kind: outcome } = await startRun(
  dependencies,
  { promotion, scheduledAtMs },
  { now: Date.now, endsAtMs: Date.now() + HOURS_MS, signal: AbortSignal.timeout(HOURS_MS) },
);
const queuedAtMs = performance.now();
process.send?.({
  outcome,
  counts,
  peakBytes: peakOf(),
  lookingMs: begunAtMs - firedAtMs,
  queuingMs: queuedAtMs - begunAtMs,
  waitedMs,
});
process.disconnect();
