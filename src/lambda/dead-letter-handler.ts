import type { Context, SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseMessage, storeOf } from '../aws/sqs/message.ts';
import { parkMessage } from '../dead-letters/park-message.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import type { OccurrenceShelf } from '../ports/run-store.ts';
import type { Work } from '../shared/deadline.ts';
import type { ReceiveDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaWork, type StartWork } from './deadline.ts';
import { platforms } from './platforms.ts';
import { settleMessage } from './posting-messages.ts';

type ParkDependencies = ReceiveDependencies & { readonly occurrences: OccurrenceShelf };

const RESERVE_MS = 1_000;

/**
 * So often a dead letter is tried by itself: it may only have been the neighbour of what broke its batch, or have been
 * throttled. What breaks the function that is alone with it shows itself by coming back.
 */
const TRIES = 2;

/** The Lambda handler of the dead-letter queue: what fails here, too, is parked with its reason, and blocks nobody. */
export function parkHandler(dependencies: ParkDependencies, startWork: StartWork = lambdaWork) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const work = startWork(context, { reserveMs: RESERVE_MS });
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const record of event.Records) {
      const isDone = (await triedAgain(dependencies, record, work)) || (await parked(dependencies, record, work));
      if (!isDone) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    dependencies.tell({ kind: 'batchSettled', messages: event.Records.length, comeAgain: batchItemFailures.length });
    return { batchItemFailures };
  };
}

async function triedAgain(dependencies: ParkDependencies, record: SQSRecord, work: Work): Promise<boolean> {
  if (Number(record.attributes.ApproximateReceiveCount) > TRIES) return false;
  // Promotions' messages are alone with their function from the first.
  if (parseMessage(record.body).kind === 'promotion') return false;
  const { kind } = await settleMessage({ ...dependencies, platforms }, record.body, work);
  return outcomeTable[kind].disposition !== 'unrecorded';
}

async function parked(dependencies: ParkDependencies, { body: text }: SQSRecord, work: Work): Promise<boolean> {
  const begunAtMs = work.now();
  const message = parseMessage(text);
  const outcome = await parkMessage(dependencies, { text, message }, work);
  const store = storeOf(message);
  dependencies.tell({ kind: 'orderSettled', store, tookMs: work.now() - begunAtMs, outcome });
  return outcomeTable[outcome.kind].disposition !== 'unrecorded';
}
