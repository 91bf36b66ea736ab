import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { keepOn, pause } from './keep-on.ts';
import type { InvocationResult } from './lambda/execution-environment.ts';
import { messageOf } from './message-of.ts';

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
  async function poll(signal: AbortSignal): Promise<void> {
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

  return keepOn(async (signal) => {
    try {
      await poll(signal);
    } catch (error) {
      if (signal.aborted) return;
      log(`the queue could not be read: ${messageOf(error)}`);
      await pause(AFTER_FAILURE_MS, signal);
    }
  });
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
