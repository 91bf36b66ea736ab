import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import type { InvocationResult } from './lambda/execution-environment.ts';

/** What an event source mapping connects. */
export interface QueuePollerOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** Most messages for one invocation. */
  readonly batchSize: number;
  readonly invoke: (event: SQSEvent) => Promise<InvocationResult>;
  /** Told when the queue cannot be reached. */
  readonly log: (line: string) => void;
}

const LONG_POLL_SECONDS = 5;
const AFTER_FAILURE_MS = 1_000;

/**
 * What Lambda's event source mapping does: brings messages in batches to a function and deletes those that it does not give
 * back; the others become visible again. Returns what stops it, once the batch under way is done.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function startQueuePoller({
  client,
  queueUrl,
  batchSize,
  invoke,
  log,
}: QueuePollerOptions): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function pollOnce(): Promise<void> {
    const receive = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: batchSize,
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ['All'],
    });
    const { Messages: messages = [] } = await client.send(receive, { abortSignal: signal });
    if (messages.length === 0) return;
    const kept = givenBack(await invoke(toSqsEvent(messages, queueUrl)), messages);
    const done = messages.filter(({ MessageId: id }) => !kept.has(id ?? ''));
    if (done.length === 0) return;
    const entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
  }

  async function poll(): Promise<void> {
    while (!signal.aborted) {
      try {
        await pollOnce();
      } catch (error) {
        if (signal.aborted) return;
        log(`the queue could not be read: ${error instanceof Error ? error.message : error}`);
        await sleep(AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  const polling = poll();
  return async () => {
    stopping.abort();
    await polling;
  };
}

/** A function that fails, or names a message that is not in its batch, gives the whole batch back. */
function givenBack(result: InvocationResult, messages: readonly Message[]): ReadonlySet<string> {
  const all = new Set(messages.map(({ MessageId: id }) => id ?? ''));
  if (result.kind === 'failed') return all;
  const { value } = result;
  if (typeof value !== 'object' || value === null || !('batchItemFailures' in value)) return new Set();
  const failures: readonly unknown[] = Array.isArray(value.batchItemFailures) ? value.batchItemFailures : [];
  const ids = failures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  const known = ids.filter((id) => typeof id === 'string').filter((id) => all.has(id));
  return known.length === ids.length ? new Set(known) : all;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
function toSqsEvent(messages: readonly Message[], queueUrl: string): SQSEvent {
  const queueName = queueUrl.split('/').at(-1) ?? '';
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: '',
        ApproximateFirstReceiveTimestamp: '0',
        ...message.Attributes,
      },
      messageAttributes: {},
      md5OfBody: message.MD5OfBody ?? '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queueName}`,
      awsRegion: 'us-east-1',
    })),
  };
}
