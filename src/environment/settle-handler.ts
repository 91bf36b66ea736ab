import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { SettleQueuedDependencies } from '../settling/settle-queued.ts';
import { lambdaWork, type StartWork } from './lambda-work.ts';
import { settleMessages } from './settle-messages.ts';

const RESERVE_MS = 1_000;

/** The Lambda handler of the settle queue. */
export function settleHandler(dependencies: SettleQueuedDependencies, startWork: StartWork = lambdaWork) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    settleMessages(dependencies, event.Records, startWork(context, { reserveMs: RESERVE_MS }));
}
