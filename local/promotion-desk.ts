import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { lastTime } from '../deploy/schedule-times.ts';
import { createDocumentClient } from '../src/aws/dynamodb/document-client.ts';
import { createDynamoDbRunStore } from '../src/aws/dynamodb/run-store.ts';
import { createS3AudienceFiles } from '../src/aws/s3/audience-files.ts';
import { createSqsPromotionQueue } from '../src/aws/sqs/promotion-queue.ts';
import { createQueueClient } from '../src/aws/sqs/queue-client.ts';
import type { Promotion } from '../src/domain/promotion/promotion.ts';
import { runKeyAt } from '../src/domain/promotion/run-key.ts';
import { type RunProgress, runProgress } from '../src/promotions/run-progress.ts';
import { type Endpoints, LOCAL_CLIENT } from './endpoints.ts';

/** What a person does about promotions, on a local platform that runs. */
export interface PromotionDesk {
  putAudience(file: string, text: string): Promise<void>;
  /** Leaves a file alone that is there. */
  putAudienceIfAbsent(file: string, text: string): Promise<void>;
  /** Fires a promotion for the last time that its schedule names. Null when it did not come to its end in time. */
  trigger(promotion: Promotion, withinMs: number): Promise<RunProgress | null>;
  close(): void;
}

const EVERY_MS = 50;
const S3_WITHIN_MS = 10_000;

export function openPromotionDesk(services: Endpoints): PromotionDesk {
  const { dynamoDb: endpoint, tableName, promotionQueueUrl: queueUrl, s3: s3Endpoint, audienceBucket } = services;
  const dynamoDb = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint });
  const sqs = new SQSClient({ ...LOCAL_CLIENT, endpoint: new URL(queueUrl).origin });
  const s3 = new S3Client({ ...LOCAL_CLIENT, endpoint: s3Endpoint, forcePathStyle: true });
  const runs = createDynamoDbRunStore({ client: createDocumentClient({ ...dynamoDb.config, endpoint }), tableName });
  const queue = createSqsPromotionQueue({ client: createQueueClient(sqs.config), queueUrl });
  async function putAudience(file: string, text: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: audienceBucket, Key: file, Body: text }));
  }
  return {
    putAudience,
    async putAudienceIfAbsent(file, text) {
      const there = await createS3AudienceFiles({ client: s3, bucket: audienceBucket }).newest(
        file,
        AbortSignal.timeout(S3_WITHIN_MS),
      );
      if (there === null) await putAudience(file, text);
    },
    async trigger({ id, schedule, timeZone }, withinMs) {
      const nowMs = Date.now();
      const scheduledAtMs = lastTime(schedule, timeZone, nowMs);
      if (scheduledAtMs === null) throw new Error(`${id} has no scheduled time before now`);
      const signal = AbortSignal.timeout(withinMs);
      await queue.send([{ kind: 'trigger', trigger: { promotion: id, scheduledAtMs } }], 0, signal);
      while (!signal.aborted) {
        const loaded = await runs.load(runKeyAt(id, scheduledAtMs), signal);
        const progress = loaded && (await runProgress(runs, loaded.record, signal));
        if (progress?.isDone === true) return progress;
        await sleep(EVERY_MS);
      }
      return null;
    },
    close() {
      for (const client of [dynamoDb, sqs, s3]) client.destroy();
    },
  };
}
