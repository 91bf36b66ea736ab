import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Functions } from './functions.ts';
import type { LambdaFunction } from './lambda/lambda-function.ts';
import { startQueuePoller } from './queue-poller.ts';
import type { LocalSqsAndS3 } from './sqs-and-s3/start-sqs-and-s3.ts';

/** As in the template. */
export const SETTLE_BATCH_SIZE = 5;
export const UNVERIFIED_BATCH_SIZE = 5;
export const PARK_BATCH_SIZE = 1;
export const PROMOTIONS_BATCH_SIZE = 1;

/** Connects each queue to its function. Returns what stops each, once the batch under way is done. */
export function startEventSourceMappings(
  client: SQSClient,
  queues: LocalSqsAndS3,
  { settle, park, promotions }: Functions,
  log: (line: string) => void,
): readonly (() => Promise<void>)[] {
  const map = (queueUrl: string, { invoke }: LambdaFunction, batchSize: number) =>
    startQueuePoller({ client, queueUrl, batchSize, invoke, log });
  return [
    map(queues.queueUrl, settle, SETTLE_BATCH_SIZE),
    map(queues.unverifiedQueueUrl, settle, UNVERIFIED_BATCH_SIZE),
    map(queues.deadLetterQueueUrl, park, PARK_BATCH_SIZE),
    map(queues.unverifiedDeadLettersUrl, park, PARK_BATCH_SIZE),
    map(queues.promotionQueueUrl, promotions, PROMOTIONS_BATCH_SIZE),
    map(queues.promotionDeadLettersUrl, park, PARK_BATCH_SIZE),
  ];
}
