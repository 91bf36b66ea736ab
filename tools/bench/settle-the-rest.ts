import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { LOCAL_CLIENT } from '../../local/endpoints.ts';
import { SETTLE_BATCH_SIZE } from '../../local/event-source-mappings.ts';
import type { LambdaFunction } from '../../local/lambda/lambda-function.ts';
import { startQueuePoller } from '../../local/queue-poller.ts';
import type { Waiting } from '../../test/verify/kill/waiting-orders.ts';

export interface SettleOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly settle: LambdaFunction;
  /** What waits before. */
  readonly left: Waiting;
  readonly countWaiting: () => Promise<Waiting>;
  readonly emit: (text: string) => void;
}

/** Nothing more is settled in such a time: what waits then has been lost. */
const STANDSTILL_MS = 30_000;
const EVERY_MS = 200;

/** Takes from the queue until no order is pending. Returns what still waits in the end. */
export async function settleTheRest({
  environment,
  settle,
  left,
  countWaiting,
  emit,
}: SettleOptions): Promise<Waiting> {
  const client = new SQSClient({ ...LOCAL_CLIENT, endpoint: environment.AWS_ENDPOINT_URL_SQS ?? '' });
  const stop = startQueuePoller({
    client,
    queueUrl: environment.QUEUE_URL ?? '',
    batchSize: SETTLE_BATCH_SIZE,
    invoke: settle.invoke,
    log: (line) => console.error(line),
  });
  let waiting = left;
  let movedAtMs = Date.now();
  while (waiting.pending > 0 && Date.now() - movedAtMs < STANDSTILL_MS) {
    await sleep(EVERY_MS);
    const next = await countWaiting();
    if (next.pending < waiting.pending) movedAtMs = Date.now();
    waiting = next;
    emit(`draining: ${waiting.pending} orders pending`);
  }
  await stop();
  client.destroy();
  return waiting;
}
