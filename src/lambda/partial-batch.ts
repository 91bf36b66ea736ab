import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import type { Emit } from '../ports/telemetry.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';

/** What came of a message, and whether its queue is to bring it again. */
export interface Handled {
  readonly outcome: Outcome;
  readonly comesAgain: boolean;
}

/** Only what is `unrecorded` comes again. */
export function handled(outcome: Outcome): Handled {
  return { outcome, comesAgain: outcomeTable[outcome.kind].disposition === 'unrecorded' };
}

/**
 * Handles the messages of a batch one after the other, for as long as there is time. Messages that come again, or are not
 * handled in time, go back to the queue, which delivers them again and, after a few times, moves them to the dead letters.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export async function handleBatch(
  records: readonly SQSRecord[],
  handle: (record: SQSRecord) => Promise<Handled>,
  { emit, deadline }: { readonly emit: Emit; readonly deadline: Deadline },
): Promise<SQSBatchResponse> {
  const comeAgain: SQSRecord[] = [];
  for (const [index, record] of records.entries()) {
    if (remainingMs(deadline) <= 0) {
      const left = records.slice(index);
      emit({ kind: 'outOfTime', left: 'messages', count: left.length });
      comeAgain.push(...left);
      break;
    }
    const { comesAgain } = await handle(record);
    if (comesAgain) comeAgain.push(record);
  }
  emit({ kind: 'batchSettled', messages: records.length, comeAgain: comeAgain.length });
  return { batchItemFailures: comeAgain.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
