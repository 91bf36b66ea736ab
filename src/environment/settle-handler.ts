import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ReceiveDependencies } from '../receiving/receive-delivery.ts';
import { lambdaWork, type StartWork } from './lambda-work.ts';
import { platforms } from './platforms.ts';
import { settleMessages } from './settle-messages.ts';

const RESERVE_MS = 1_000;

/** The Lambda handler of the settle queue. */
export function settleHandler(dependencies: ReceiveDependencies, startWork: StartWork = lambdaWork) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    settleMessages({ ...dependencies, platforms }, event.Records, startWork(context, { reserveMs: RESERVE_MS }));
}
