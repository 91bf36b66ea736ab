import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parsePromotionMessage } from '../aws/sqs/promotion-message.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import { handlePromotionMessage, type PromotionDependencies } from '../promotions/handle-message.ts';
import type { Deadline } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { handleBatch, handled } from './partial-batch.ts';
import { reportErrors } from './report-errors.ts';
import { withinInvocation } from './within-invocation.ts';

/** The Lambda handler of the promotions queue: EventBridge Scheduler's triggers, and batches of awards. */
export function promotionsHandler(dependencies: PromotionDependencies, startDeadline: StartDeadline = lambdaDeadline) {
  const { emit } = dependencies;
  const limits = { reserveMs: TIME.promotionReserve, atMostMs: TIME.promotionAtMost };
  return reportErrors(
    emit,
    withinInvocation(startDeadline, limits, async ({ Records }: SQSEvent, deadline): Promise<SQSBatchResponse> => {
      return await handleBatch(
        Records,
        async (record) => {
          const begunAtMs = deadline.now();
          const outcome = await handle(dependencies, record, deadline);
          emit({ kind: 'promotionHandled', tookMs: deadline.now() - begunAtMs, outcome });
          return handled(outcome);
        },
        { emit, deadline },
      );
    }),
  );
}

async function handle(
  dependencies: PromotionDependencies,
  { body, attributes }: SQSRecord,
  deadline: Deadline,
): Promise<Outcome> {
  const message = parsePromotionMessage(body);
  if (message === undefined) return outcome('notRecorded', 'messageUnknown');
  const receiveCount = Number(attributes.ApproximateReceiveCount);
  return await handlePromotionMessage(dependencies, { message, receiveCount }, deadline);
}
