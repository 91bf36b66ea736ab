import type { SQSBatchItemFailure, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Message, parseMessage, storeOf } from '../aws/sqs/message.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import { settleQueued } from '../posting/post-queued.ts';
import { remainingMs, type Work } from '../shared/deadline.ts';
import { type ReceiveKeptDependencies, receiveKept } from '../webhooks/replay-delivery.ts';

/**
 * Settles the orders and records the kept deliveries of a batch, one after the other. Only what is `unrecorded` is given back
 * to the queue, which brings it again and, after a few times, puts it into the dead-letter queue.
 */
export async function settleMessages(
  dependencies: ReceiveKeptDependencies,
  records: readonly SQSRecord[],
  work: Work,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchItemFailure[] = [];
  for (const [index, { body, messageId }] of records.entries()) {
    if (remainingMs(work) <= 0) {
      const left = records.slice(index);
      dependencies.tell({ kind: 'outOfTime', left: 'messages', count: left.length });
      batchItemFailures.push(...left.map((record) => ({ itemIdentifier: record.messageId })));
      break;
    }
    const settled = await settleMessage(dependencies, body, work);
    if (outcomeTable[settled.kind].disposition === 'unrecorded') batchItemFailures.push({ itemIdentifier: messageId });
  }
  dependencies.tell({ kind: 'batchSettled', messages: records.length, comeAgain: batchItemFailures.length });
  return { batchItemFailures };
}

/** Does what one message asks for, and tells what that came to. Never rejects. */
export async function settleMessage(dependencies: ReceiveKeptDependencies, body: string, work: Work): Promise<Outcome> {
  const begunAtMs = work.now();
  const message = parseMessage(body);
  const settled = await settle(dependencies, message, work);
  const store = storeOf(message);
  dependencies.tell({ kind: 'orderSettled', store, tookMs: work.now() - begunAtMs, outcome: settled });
  return settled;
}

async function settle(dependencies: ReceiveKeptDependencies, message: Message, work: Work): Promise<Outcome> {
  switch (message.kind) {
    case 'order':
      return await settleQueued(dependencies, message.key, work);
    case 'delivery':
      return await receiveKept(dependencies, message.delivery, work);
    case 'promotion':
    case 'illegible':
      return outcome('notRecorded', 'the message says nothing that Ponte knows');
    default:
      return message satisfies never;
  }
}
