import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { LOCAL_CLIENT } from '../../local/endpoints.ts';
import { functionsIn } from '../../local/functions.ts';
import { startHttpEndpoint } from '../../local/http-endpoint.ts';
import { startQueuePoller } from '../../local/queue-poller.ts';
import { startSweepTimer } from '../../local/sweep-timer.ts';
import { environmentSchema, readInput, sayReady } from './child-side.ts';

/** A thread costs more to start than the few deliveries that it takes before it is killed. */
const FEW = { shopify: 1, woocommerce: 1, settle: 1 };

/** The handlers behind an HTTP endpoint of their own, fed from the queue and swept: what is killed. */
const { bundles, environment } = readInput(z.object({ bundles: z.string(), environment: environmentSchema }));
const { shopify, woocommerce, settle, sweep } = await functionsIn(bundles, FEW)(environment, (name, line) => {
  if (line.startsWith('function error')) console.error(`${name}: ${line}`);
});
const client = new SQSClient({ ...LOCAL_CLIENT, endpoint: environment.AWS_ENDPOINT_URL_SQS ?? '' });
startQueuePoller({
  client,
  queueUrl: environment.QUEUE_URL ?? '',
  invoke: settle.invoke,
  log: (line) => console.error(line),
});
startSweepTimer(sweep.invoke);
const { url } = await startHttpEndpoint(0, [
  { method: 'POST', path: '/webhooks/shopify/{store}', invoke: shopify.invoke },
  { method: 'POST', path: '/webhooks/woocommerce/{store}', invoke: woocommerce.invoke },
]);
sayReady({ url });
