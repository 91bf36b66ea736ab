import type { SQSBatchResponse } from 'aws-lambda';
import { sqsRecord } from '../../support/lambda-events.ts';
import type { ModelMessage, ModelQueue } from '../../support/models/queue.ts';
import type { Containers } from './container.ts';
import { mayBeDoubled, oncePerBody } from './doubling.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Timeline } from './timeline.ts';

/** Brings a queue's messages to its function, in batches, as Lambda's event source mapping does. */
export interface QueueMapping {
  /** There may be something to bring. */
  wake(): void;
  /** The place of the next message of so many. */
  choose(messages: number): number;
}

/** The function, and how it is mapped. */
export interface Mapped {
  readonly name: 'settle' | 'park' | 'promotions';
  /** Begins the ids of its invocations. */
  readonly prefix: string;
  /** Begins the ids of the choices among its messages. */
  readonly choices: string;
  readonly batchSize: number;
  readonly maxAtOnce: number;
}

/** As deployed. @see `deploy/functions.yml` and `serverless.yml` */
export const TO_SETTLE: Mapped = { name: 'settle', prefix: 'q', choices: 'o', batchSize: 5, maxAtOnce: 5 };
export const UNVERIFIED_TO_SETTLE: Mapped = { name: 'settle', prefix: 'v', choices: 'vo', batchSize: 5, maxAtOnce: 2 };
export const TO_PARK: Mapped = { name: 'park', prefix: 'p', choices: 'po', batchSize: 1, maxAtOnce: 2 };
export const TO_PROMOTIONS: Mapped = { name: 'promotions', prefix: 'x', choices: 'xo', batchSize: 1, maxAtOnce: 5 };
export const PROMOTIONS_TO_PARK: Mapped = { name: 'park', prefix: 'y', choices: 'yo', batchSize: 1, maxAtOnce: 2 };

export interface QueueMappingOptions {
  readonly timeline: Timeline;
  readonly faultPlan: FaultPlan;
  readonly queue: ModelQueue;
  readonly containers: Containers;
  readonly to: Mapped;
  readonly onThrow: (error: unknown) => void;
}

export function createQueueMapping({
  timeline,
  faultPlan,
  queue,
  containers,
  to,
  onThrow,
}: QueueMappingOptions): QueueMapping {
  const isOfPromotions = to.name === 'promotions';
  const mayDouble = isOfPromotions ? oncePerBody() : mayBeDoubled;
  const mayComeAgain = isOfPromotions ? oncePerBody() : mayBeDoubled;
  let batches = 0;
  let chosen = 0;
  let underWay = 0;
  let planned: { readonly atMs: number; readonly callOff: () => void } | null = null;

  function wake(): void {
    const nextAtMs = queue.nextAtMs();
    if (nextAtMs === null || underWay >= to.maxAtOnce) return;
    const atMs = Math.max(nextAtMs, timeline.now());
    if (planned !== null && planned.atMs <= atMs) return;
    planned?.callOff();
    const callOff = timeline.at(atMs, () => {
      planned = null;
      bring();
      wake();
    });
    planned = { atMs, callOff };
  }

  function bring(): void {
    const id = `${to.prefix}${batches + 1}`;
    const batch = queue.poll(faultPlan.at(id, 'batch').random.int(1, to.batchSize));
    if (batch.length === 0) return;
    batches += 1;
    underWay += 1;
    const both = [handle(batch, id)];
    const mayBeTwo = batch.every(({ body }) => mayDouble(body));
    if (mayBeTwo && faultPlan.strikes('twoContainers', faultPlan.at(`${id}.twin`, to.name)))
      both.push(handle(batch, `${id}t`));
    void Promise.all(both).then(() => {
      underWay -= 1;
      wake();
    });
  }

  async function handle(batch: readonly ModelMessage[], id: string): Promise<void> {
    const event = {
      Records: batch.map(({ messageId, body, receiveCount }) => sqsRecord(messageId, body, receiveCount)),
    };
    const ended = await containers.invoke(to.name, id, event);
    if (ended.kind === 'threw') onThrow(ended.error);
    if (ended.kind !== 'returned') return;
    const { batchItemFailures } = ended.value as SQSBatchResponse;
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { messageId, body } of batch) {
      const comesAgain =
        mayComeAgain(body) && faultPlan.strikes('messageAgain', faultPlan.at(`${id}.${messageId}`, 'message'));
      if (!failed.has(messageId) && !comesAgain) queue.delete(messageId);
    }
  }

  return {
    wake,
    choose(messages) {
      if (messages === 1) return 0;
      chosen += 1;
      const decision = faultPlan.at(`${to.choices}${chosen}`, 'message');
      return faultPlan.strikes('messagesReordered', decision) ? decision.random.int(0, messages - 1) : 0;
    },
  };
}
