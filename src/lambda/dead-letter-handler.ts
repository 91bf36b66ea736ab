import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseMessage } from '../aws/sqs/message.ts';
import { handleDeadLetter } from '../dead-letters/park-message.ts';
import type { ReadNamed } from '../platforms/shopify/shopify-platform.ts';
import { type Message, storeOf } from '../ports/message.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Deadline } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { type Handled, handleBatch, handled } from './partial-batch.ts';
import { platformsWith } from './platforms.ts';
import { handleMessage } from './posting-message.ts';
import { reportErrors } from './report-errors.ts';
import { withinInvocation } from './within-invocation.ts';

type DeadLetterDependencies = WebhookDependencies & { readonly runs: RunStore; readonly readNamed?: ReadNamed };

/**
 * How often a dead letter is handled again, alone: another message of its batch may have failed, or the function was throttled.
 * One that makes the function fail is received again, and so counted.
 */
const TRIES = 2;

/** The Lambda handler of the dead-letter queue. A message that fails here, too, is parked with its reason. */
export function deadLetterHandler(dependencies: DeadLetterDependencies, startDeadline: StartDeadline = lambdaDeadline) {
  const { emit } = dependencies;
  return reportErrors(
    emit,
    withinInvocation(
      startDeadline,
      { reserveMs: TIME.queueReserve },
      async ({ Records }: SQSEvent, deadline): Promise<SQSBatchResponse> => {
        return await handleBatch(
          Records,
          async (record) =>
            (await triedAgain(dependencies, record, deadline)) ?? (await parked(dependencies, record, deadline)),
          { emit, deadline },
        );
      },
    ),
  );
}

/** The outcome of another try; `null` where there is none, or where it failed, too. */
async function triedAgain(
  dependencies: DeadLetterDependencies,
  record: SQSRecord,
  deadline: Deadline,
): Promise<Handled | null> {
  if (Number(record.attributes.ApproximateReceiveCount) > TRIES) return null;
  const message = parseMessage(record.body);
  // A promotion's message is always handled alone.
  if (message.kind === 'promotion') return null;
  const done = await handleMessage(
    { ...dependencies, platforms: platformsWith(dependencies.readNamed) },
    forOwnQueue(message),
    deadline,
  );
  return done.comesAgain ? null : done;
}

/** What still cannot be verified waits in the queue made for that: here, it would count as failed. */
function forOwnQueue(message: Message): Message {
  return message.kind === 'unverified' ? { kind: 'delivery', delivery: message.delivery } : message;
}

async function parked(
  dependencies: DeadLetterDependencies,
  { body: text }: SQSRecord,
  deadline: Deadline,
): Promise<Handled> {
  const begunAtMs = deadline.now();
  const message = parseMessage(text);
  const outcome = await handleDeadLetter(dependencies, { text, message }, deadline);
  const store = storeOf(message);
  dependencies.emit({ kind: 'orderSettled', store, tookMs: deadline.now() - begunAtMs, outcome });
  return handled(outcome);
}
