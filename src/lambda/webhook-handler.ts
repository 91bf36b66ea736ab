import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { header, type Platform } from '../platforms/platform.ts';
import { type ReceiveDependencies, receiveDelivery } from '../webhooks/receive-webhook.ts';
import { lambdaWork, type StartWork } from './deadline.ts';
import { shownDeliveryId, shownTopic } from './sanitize-header.ts';
import { toDelivery, toHttpAnswer } from './webhook-event.ts';

/**
 * Shopify gives up after 5 s, connecting included; what is not settled by then is deferred.
 * @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 */
const ANSWER_WITHIN_MS = 3_600;
const RESERVE_MS = 300;

/** The Lambda handler of one platform's deliveries. */
export function webhookHandler(
  platform: Platform,
  dependencies: ReceiveDependencies,
  startWork: StartWork = lambdaWork,
) {
  return async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const delivery = toDelivery(event);
    const work = startWork(context, { reserveMs: RESERVE_MS, atMostMs: ANSWER_WITHIN_MS });
    const begunAtMs = work.now();
    const outcome = await receiveDelivery(dependencies, platform, delivery, work);
    dependencies.tell({
      kind: 'deliveryHandled',
      platform: platform.name,
      store: dependencies.stores.find(({ id }) => id === delivery.store)?.id ?? null,
      topic: shownTopic(header(delivery, platform.topicHeaders)),
      delivery: shownDeliveryId(header(delivery, platform.deliveryIdHeaders)),
      tookMs: work.now() - begunAtMs,
      outcome,
    });
    return toHttpAnswer(outcome);
  };
}
