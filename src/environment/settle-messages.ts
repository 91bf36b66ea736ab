import type { SQSBatchItemFailure, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { type Outcome, outcome } from '../outcomes/outcome.ts';
import { outcomeTable } from '../outcomes/outcome-table.ts';
import { parseSettleMessage } from '../queue/settle-queue.ts';
import { type SettleQueuedDependencies, settleQueued } from '../settling/settle-queued.ts';
import { remainingMs, type Work } from '../time/work.ts';

/**
 * Settles the order of each message. Only what is `unrecorded` is given back to the queue, which brings it again
 * and, after a few times, puts it into the dead-letter queue.
 */
export async function settleMessages(
  dependencies: SettleQueuedDependencies,
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

async function settleMessage(dependencies: SettleQueuedDependencies, body: string, work: Work): Promise<Outcome> {
  const begunAtMs = work.now();
  const key = parseSettleMessage(body);
  const settled =
    key === undefined
      ? outcome('notRecorded', 'the message names no order')
      : await settleQueued(dependencies, key, work);
  const tookMs = work.now() - begunAtMs;
  dependencies.tell({ kind: 'orderSettled', store: key?.store ?? null, tookMs, outcome: settled });
  return settled;
}
