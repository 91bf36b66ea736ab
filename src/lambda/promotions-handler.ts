import type { Context, SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { outcomeTable } from '../domain/outcome-table.ts';
import { handlePromotionMessage, type PromotionDependencies } from '../promotions/handle-message.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';

const RESERVE_MS = 2_000;
/** A file of a million rows is read in less; what is not done by then goes on in another run. */
const AT_MOST_MS = 90_000;

/** The Lambda handler of the promotions queue: EventBridge Scheduler's triggers, and the batches of awards that come of them. */
export function promotionsHandler(dependencies: PromotionDependencies, startDeadline: StartDeadline = lambdaDeadline) {
  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const deadline = startDeadline(context, { reserveMs: RESERVE_MS, atMostMs: AT_MOST_MS });
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const { body, messageId, attributes } of event.Records) {
      const begunAtMs = deadline.now();
      const receiveCount = Number(attributes.ApproximateReceiveCount);
      const outcome = await handlePromotionMessage(dependencies, { body, receiveCount }, deadline);
      dependencies.emit({ kind: 'promotionHandled', tookMs: deadline.now() - begunAtMs, outcome });
      if (outcomeTable[outcome.kind].disposition === 'unrecorded')
        batchItemFailures.push({ itemIdentifier: messageId });
    }
    dependencies.emit({ kind: 'batchSettled', messages: event.Records.length, comeAgain: batchItemFailures.length });
    return { batchItemFailures };
  };
}
