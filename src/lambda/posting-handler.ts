import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ReceiveDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaWork, type StartWork } from './deadline.ts';
import { platforms } from './platforms.ts';
import { settleMessages } from './posting-messages.ts';

const RESERVE_MS = 1_000;

/** The Lambda handler of the settle queue. */
export function settleHandler(dependencies: ReceiveDependencies, startWork: StartWork = lambdaWork) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    settleMessages({ ...dependencies, platforms }, event.Records, startWork(context, { reserveMs: RESERVE_MS }));
}
