import { toDeliveryMessage } from '../../../src/aws/sqs/delivery-message.ts';
import { parsePostingMessage, toPostingMessage } from '../../../src/aws/sqs/posting-message.ts';
import type { RecordKey } from '../../../src/domain/record.ts';
import type { DeliveryQueue } from '../../../src/ports/delivery-queue.ts';
import type { PostingQueue } from '../../../src/ports/posting-queue.ts';

/** One message as SQS hands it out. */
export interface ModelMessage {
  readonly messageId: string;
  readonly body: string;
  /** From 1. */
  readonly receiveCount: number;
}

export interface ModelQueue extends PostingQueue, DeliveryQueue {
  /** Hands out at most so many of the messages that may be received; each stays hidden until it is deleted or comes again. */
  poll(most: number): ModelMessage[];
  delete(messageId: string): void;
  /** Takes any message. */
  put(body: string, delaySeconds: number): void;
  /** When the next message may be received, or `null` when there is none. */
  nextAtMs(): number | null;
  /** What was handed out too often. */
  deadLetters(): readonly string[];
  /** Takes for good, as keys of records, what may be received at `nowMs`. */
  receive(nowMs: number): RecordKey[];
}

export interface ModelQueueOptions {
  readonly visibilityTimeoutMs?: number;
  readonly maxReceiveCount?: number;
  /** Takes what was handed out too often; without it, it is only listed. */
  readonly onDead?: (body: string) => void;
  /** What becomes of a message on its way in: how much later each copy of it arrives. None is a message lost. */
  readonly onItsWay?: (body: string) => readonly number[];
  /** The place of the next message to hand out, of so many. */
  readonly choose?: (messages: number) => number;
}

interface Stored {
  readonly messageId: string;
  readonly body: string;
  visibleAtMs: number;
  receiveCount: number;
}

/** A model of the SQS queue; delivers at least once and in no particular order. */
export function createModelQueue(
  now: () => number,
  {
    visibilityTimeoutMs = 360_000,
    maxReceiveCount = 5,
    onDead = () => {},
    onItsWay = () => [0],
    choose = (messages) => messages - 1,
  }: ModelQueueOptions = {},
): ModelQueue {
  const messages: Stored[] = [];
  const dead: string[] = [];
  let sent = 0;

  function put(body: string, delaySeconds: number): void {
    sent += 1;
    for (const laterMs of onItsWay(body)) {
      messages.push({
        messageId: `m${sent}`,
        body,
        visibleAtMs: now() + delaySeconds * 1000 + laterMs,
        receiveCount: 0,
      });
    }
  }

  function takeVisible(nowMs: number): Stored | null {
    const visible = messages.filter(({ visibleAtMs }) => visibleAtMs <= nowMs);
    return visible.length === 0 ? null : (visible[choose(visible.length)] ?? null);
  }

  function remove(message: Stored): void {
    const index = messages.indexOf(message);
    if (index >= 0) messages.splice(index, 1);
  }

  return {
    async send(keys, delaySeconds, signal) {
      signal.throwIfAborted();
      for (const key of keys) put(toPostingMessage(key), delaySeconds);
      return { failed: [] };
    },
    async keep(delivery, delaySeconds, signal) {
      signal.throwIfAborted();
      put(toDeliveryMessage(delivery), delaySeconds);
    },
    poll(most) {
      const batch: ModelMessage[] = [];
      while (batch.length < most) {
        const message = takeVisible(now());
        if (message === null) break;
        if (message.receiveCount >= maxReceiveCount) {
          dead.push(message.body);
          onDead(message.body);
          remove(message);
          continue;
        }
        message.receiveCount += 1;
        message.visibleAtMs = now() + visibilityTimeoutMs;
        batch.push({ messageId: message.messageId, body: message.body, receiveCount: message.receiveCount });
      }
      return batch;
    },
    put,
    delete(messageId) {
      const message = messages.find((other) => other.messageId === messageId && other.receiveCount > 0);
      if (message !== undefined) remove(message);
    },
    nextAtMs: () => (messages.length === 0 ? null : Math.min(...messages.map(({ visibleAtMs }) => visibleAtMs))),
    deadLetters: () => dead,
    receive(nowMs) {
      const taken: RecordKey[] = [];
      for (let message = takeVisible(nowMs); message !== null; message = takeVisible(nowMs)) {
        remove(message);
        taken.push(...[parsePostingMessage(message.body)].filter((key) => key !== undefined));
      }
      return taken;
    },
  };
}
