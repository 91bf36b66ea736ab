import type { SQSBatchItemFailure, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Outcome, outcome } from '../outcomes/outcome.ts';
import { outcomeTable } from '../outcomes/outcome-table.ts';
import { parseMessage } from '../queue/message.ts';
import { type ReceiveKeptDependencies, receiveKept } from '../receiving/receive-kept.ts';
import { settleQueued } from '../settling/settle-queued.ts';
import { remainingMs, type Work } from '../time/work.ts';
import { shownTopic } from './shown-header.ts';

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
  for (const { body, messageId } of records) {
    const settled = await settleMessage(dependencies, body, work);
    if (outcomeTable[settled.kind].disposition === 'unrecorded') batchItemFailures.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures };
}

/** Does what one message asks for, and tells what that came to. Never rejects. */
export async function settleMessage(dependencies: ReceiveKeptDependencies, body: string, work: Work): Promise<Outcome> {
  const begunAtMs = work.now();
  const message = await parseMessage(body);
  const settled = await settle(dependencies, message, work);
  const tookMs = work.now() - begunAtMs;
  if (message.kind === 'delivery') {
    const { store, topic } = message.delivery;
    const platform = dependencies.stores.find(({ id }) => id === store)?.platform ?? null;
    const about = { platform, store, topic: shownTopic(topic), delivery: null };
    dependencies.tell({ kind: 'deliveryHandled', ...about, tookMs, outcome: settled });
  } else {
    const store = message.kind === 'order' ? message.key.store : null;
    dependencies.tell({ kind: 'orderSettled', store, tookMs, outcome: settled });
  }
  return settled;
}

async function settle(
  dependencies: ReceiveKeptDependencies,
  message: Awaited<ReturnType<typeof parseMessage>>,
  work: Work,
): Promise<Outcome> {
  if (message.kind === 'illegible') return outcome('notRecorded', 'the message says nothing that Ponte knows');
  if (remainingMs(work) <= 0) {
    const order = message.kind === 'order' ? message.key.order : null;
    return outcome('notRecorded', 'no time is left for this message', order);
  }
  return message.kind === 'order'
    ? await settleQueued(dependencies, message.key, work)
    : await receiveKept(dependencies, message.delivery, work);
}
