import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseMessage } from '../aws/sqs/message.ts';
import { handleDeadLetter } from '../dead-letters/park-message.ts';
import type { Outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import { storeOf } from '../ports/message.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Deadline } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { handleBatch } from './partial-batch.ts';
import { platforms } from './platforms.ts';
import { handlePostingMessage } from './posting-message.ts';
import { reportErrors } from './report-errors.ts';

type DeadLetterDependencies = WebhookDependencies & { readonly runs: RunStore };

/**
 * So often a dead letter is tried by itself: it may only have been the neighbour of what broke its batch, or have been
 * throttled. What breaks the function that is alone with it shows itself by coming back.
 */
const TRIES = 2;

/** The Lambda handler of the dead-letter queue: what fails here, too, is parked with its reason, and blocks nobody. */
export function deadLetterHandler(dependencies: DeadLetterDependencies, startDeadline: StartDeadline = lambdaDeadline) {
  const { emit } = dependencies;
  return reportErrors(emit, async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const deadline = startDeadline(context, { reserveMs: TIME.queueReserve });
    return await handleBatch(
      Records,
      async (record) =>
        (await triedAgain(dependencies, record, deadline)) ?? (await parked(dependencies, record, deadline)),
      { emit, deadline },
    );
  });
}

/** What another try came to; `null` where there is none, or where it failed as well. */
async function triedAgain(
  dependencies: DeadLetterDependencies,
  record: SQSRecord,
  deadline: Deadline,
): Promise<Outcome | null> {
  if (Number(record.attributes.ApproximateReceiveCount) > TRIES) return null;
  // Promotions' messages are alone with their function from the first.
  if (parseMessage(record.body).kind === 'promotion') return null;
  const outcome = await handlePostingMessage({ ...dependencies, platforms }, record.body, deadline);
  return outcomeTable[outcome.kind].disposition === 'unrecorded' ? null : outcome;
}

async function parked(
  dependencies: DeadLetterDependencies,
  { body: text }: SQSRecord,
  deadline: Deadline,
): Promise<Outcome> {
  const begunAtMs = deadline.now();
  const message = parseMessage(text);
  const outcome = await handleDeadLetter(dependencies, { text, message }, deadline);
  const store = storeOf(message);
  dependencies.emit({ kind: 'orderSettled', store, tookMs: deadline.now() - begunAtMs, outcome });
  return outcome;
}
