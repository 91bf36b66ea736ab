import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { platforms } from './platforms.ts';
import { handlePostingMessages } from './posting-messages.ts';

const RESERVE_MS = 1_000;

/** The Lambda handler of the settle queue. */
export function postingHandler(dependencies: WebhookDependencies, startDeadline: StartDeadline = lambdaDeadline) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    handlePostingMessages(
      { ...dependencies, platforms },
      event.Records,
      startDeadline(context, { reserveMs: RESERVE_MS }),
    );
}
