import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import config from '../ponte.config.ts';
import { settleDependencies } from '../src/environment/dependencies.ts';
import { lambdaWork } from '../src/environment/lambda-work.ts';
import { settleMessages } from '../src/environment/settle-messages.ts';

const dependencies = settleDependencies(config);

/** Settles the orders that a batch of queue messages names; what could not be settled or scheduled comes again. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return await settleMessages(dependencies, event.Records, lambdaWork(context, { reserveMs: 1_000 }));
}
