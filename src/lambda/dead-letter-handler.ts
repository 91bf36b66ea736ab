import type { Context, SQSBatchItemFailure, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseMessage, storeOf } from '../aws/sqs/message.ts';
import { handleDeadLetter } from '../dead-letters/park-message.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Deadline } from '../shared/deadline.ts';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { platforms } from './platforms.ts';
import { handlePostingMessage } from './posting-messages.ts';

type DeadLetterDependencies = WebhookDependencies & { readonly runs: RunStore };

const RESERVE_MS = 1_000;

/**
 * So often a dead letter is tried by itself: it may only have been the neighbour of what broke its batch, or have been
 * throttled. What breaks the function that is alone with it shows itself by coming back.
 */
const TRIES = 2;

/** The Lambda handler of the dead-letter queue: what fails here, too, is parked with its reason, and blocks nobody. */
export function deadLetterHandler(dependencies: DeadLetterDependencies, startDeadline: StartDeadline = lambdaDeadline) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const deadline = startDeadline(context, { reserveMs: RESERVE_MS });
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const record of event.Records) {
      const isDone =
        (await triedAgain(dependencies, record, deadline)) || (await parked(dependencies, record, deadline));
      if (!isDone) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    dependencies.emit({ kind: 'batchSettled', messages: event.Records.length, comeAgain: batchItemFailures.length });
    return { batchItemFailures };
  };
}

async function triedAgain(
  dependencies: DeadLetterDependencies,
  record: SQSRecord,
  deadline: Deadline,
): Promise<boolean> {
  if (Number(record.attributes.ApproximateReceiveCount) > TRIES) return false;
  // Promotions' messages are alone with their function from the first.
  if (parseMessage(record.body).kind === 'promotion') return false;
  const { kind } = await handlePostingMessage({ ...dependencies, platforms }, record.body, deadline);
  return outcomeTable[kind].disposition !== 'unrecorded';
}

async function parked(
  dependencies: DeadLetterDependencies,
  { body: text }: SQSRecord,
  deadline: Deadline,
): Promise<boolean> {
  const begunAtMs = deadline.now();
  const message = parseMessage(text);
  const outcome = await handleDeadLetter(dependencies, { text, message }, deadline);
  const store = storeOf(message);
  dependencies.emit({ kind: 'orderSettled', store, tookMs: deadline.now() - begunAtMs, outcome });
  return outcomeTable[outcome.kind].disposition !== 'unrecorded';
}
