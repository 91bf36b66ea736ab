import { toUnverifiedMessage } from '../../../src/aws/sqs/delivery-message.ts';
import type { UnverifiedQueue } from '../../../src/ports/unverified-queue.ts';
import { UNVERIFIED_REST_MS } from '../../../src/ports/unverified-queue.ts';
import { createModelQueue, type ModelQueue, type ModelQueueOptions } from './queue.ts';

/** As deployed. @see `deploy/resources/queues.yml` */
const MAX_UNVERIFIED_RECEIVES = 150;

/** A model of the queue where what nobody could verify rests for an hour between its tries. */
export function createModelUnverifiedMessages(now: () => number, options: ModelQueueOptions = {}): ModelQueue {
  return createModelQueue(now, {
    visibilityTimeoutMs: UNVERIFIED_REST_MS,
    maxReceiveCount: MAX_UNVERIFIED_RECEIVES,
    ...options,
  });
}

/** The unverified queue over such a model; it passes the same conformance suite as the one on SQS. */
export function createModelUnverifiedQueue(messages: Pick<ModelQueue, 'put'>): UnverifiedQueue {
  return {
    async keep(delivery, delaySeconds, signal) {
      signal.throwIfAborted();
      messages.put(toUnverifiedMessage(delivery), delaySeconds);
    },
  };
}
