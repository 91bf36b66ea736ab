import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { LOCAL_CLIENT } from '../../../local/endpoints.ts';
import { PARK_BATCH_SIZE, SETTLE_BATCH_SIZE, UNVERIFIED_BATCH_SIZE } from '../../../local/event-source-mappings.ts';
import { functionsIn } from '../../../local/functions.ts';
import { startHttpEndpoint } from '../../../local/http-endpoint.ts';
import type { LambdaFunction } from '../../../local/lambda/lambda-function.ts';
import { startQueuePoller } from '../../../local/queue-poller.ts';
import { startScheduledTimer } from '../../../local/scheduled-timer.ts';
import { environmentSchema, readInput, sayReady } from './child-side.ts';

/** A thread costs more to start than the few deliveries that it takes before it is killed. */
const FEW = { shopify: 1, woocommerce: 1, settle: 1 };

/** The handlers behind an HTTP endpoint of their own, fed from the queue and swept: what is killed. */
const { bundles, deadLettersUrl, environment } = readInput(
  z.object({ bundles: z.string(), deadLettersUrl: z.string(), environment: environmentSchema }),
);
const { shopify, woocommerce, settle, park, sweep } = await functionsIn(bundles, FEW)(environment, (name, line) => {
  if (line.startsWith('function error')) console.error(`${name}: ${line}`);
});
const client = new SQSClient({ ...LOCAL_CLIENT, endpoint: environment.AWS_ENDPOINT_URL_SQS ?? '' });
const poll = (queueUrl: string, batchSize: number, { invoke }: LambdaFunction) =>
  startQueuePoller({ client, queueUrl, batchSize, invoke, log: (line) => console.error(line) });
poll(environment.QUEUE_URL ?? '', SETTLE_BATCH_SIZE, settle);
poll(environment.UNVERIFIED_QUEUE_URL ?? '', UNVERIFIED_BATCH_SIZE, settle);
poll(deadLettersUrl, PARK_BATCH_SIZE, park);
startScheduledTimer('sweep', sweep.invoke);
const { url } = await startHttpEndpoint(0, [
  { method: 'POST', path: '/webhooks/shopify/{store}', invoke: shopify.invoke },
  { method: 'POST', path: '/webhooks/woocommerce/{store}', invoke: woocommerce.invoke },
]);
sayReady({ url });
