import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { ReadNamed } from '../platforms/shopify/shopify-platform.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { handleBatch } from './partial-batch.ts';
import { platformsWith } from './platforms.ts';
import { handlePostingMessage } from './posting-message.ts';
import { reportErrors } from './report-errors.ts';
import { withinInvocation } from './within-invocation.ts';

/** The Lambda handler of the posting queue, and of the queue of those whose senders nobody could verify yet. */
export function postingHandler(
  dependencies: WebhookDependencies & { readonly readNamed?: ReadNamed },
  startDeadline: StartDeadline = lambdaDeadline,
) {
  const { emit, circuitBreaker, readNamed } = dependencies;
  const platforms = platformsWith(readNamed);
  return reportErrors(
    emit,
    withinInvocation(
      startDeadline,
      { reserveMs: TIME.queueReserve },
      async ({ Records }: SQSEvent, deadline): Promise<SQSBatchResponse> => {
        let left = Records.length;
        const handle = ({ body }: SQSRecord) => {
          circuitBreaker.expect(left);
          left -= 1;
          return handlePostingMessage({ ...dependencies, platforms }, body, deadline);
        };
        return await handleBatch(Records, handle, { emit, deadline });
      },
    ),
  );
}
