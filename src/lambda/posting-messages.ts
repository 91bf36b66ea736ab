import type { SQSBatchItemFailure, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Message, parseMessage, storeOf } from '../aws/sqs/message.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import { postQueued } from '../posting/post-queued.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import { type ReplayDependencies, replayDelivery } from '../webhooks/replay-delivery.ts';

/**
 * Settles the orders and records the kept deliveries of a batch, one after the other. Only what is `unrecorded` is given back
 * to the queue, which brings it again and, after a few times, puts it into the dead-letter queue.
 */
export async function handlePostingMessages(
  dependencies: ReplayDependencies,
  records: readonly SQSRecord[],
  deadline: Deadline,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const [index, { body, messageId }] of records.entries()) {
    if (remainingMs(deadline) <= 0) {
      const left = records.slice(index);
      dependencies.emit({ kind: 'outOfTime', left: 'messages', count: left.length });
      batchItemFailures.push(...left.map((record) => ({ itemIdentifier: record.messageId })));
      break;
    }
    const settled = await handlePostingMessage(dependencies, body, deadline);
    if (outcomeTable[settled.kind].disposition === 'unrecorded') batchItemFailures.push({ itemIdentifier: messageId });
  }
  dependencies.emit({ kind: 'batchSettled', messages: records.length, comeAgain: batchItemFailures.length });
  return { batchItemFailures };
}

/** Does what one message asks for, and tells what that came to. Never rejects. */
export async function handlePostingMessage(
  dependencies: ReplayDependencies,
  body: string,
  deadline: Deadline,
): Promise<Outcome> {
  const begunAtMs = deadline.now();
  const message = parseMessage(body);
  const settled = await settle(dependencies, message, deadline);
  const store = storeOf(message);
  dependencies.emit({ kind: 'orderSettled', store, tookMs: deadline.now() - begunAtMs, outcome: settled });
  return settled;
}

async function settle(dependencies: ReplayDependencies, message: Message, deadline: Deadline): Promise<Outcome> {
  switch (message.kind) {
    case 'order':
      return await postQueued(dependencies, message.key, deadline);
    case 'delivery':
      return await replayDelivery(dependencies, message.delivery, deadline);
    case 'promotion':
    case 'illegible':
      return outcome('notRecorded', 'the message says nothing that Ponte knows');
    default:
      return message satisfies never;
  }
}
