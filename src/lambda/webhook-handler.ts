import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { header, type Platform } from '../platforms/platform.ts';
import { TIME } from '../shared/time-budgets.ts';
import { type NoteDependencies, noteDelivery } from '../webhooks/note-delivery.ts';
import { receiveWebhook, type WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { lambdaDeadline, type StartDeadline } from './deadline.ts';
import { reportErrors } from './report-errors.ts';
import { shownDeliveryId, shownTopic } from './sanitize-header.ts';
import { toDelivery, toHttpAnswer } from './webhook-event.ts';
import { withinInvocation } from './within-invocation.ts';

/** The Lambda handler of one platform's deliveries. */
export function webhookHandler(
  platform: Platform,
  dependencies: WebhookDependencies & NoteDependencies,
  startDeadline: StartDeadline = lambdaDeadline,
) {
  const limits = { reserveMs: TIME.webhookReserve, atMostMs: TIME.answerWithin };
  return reportErrors(
    dependencies.emit,
    withinInvocation(
      startDeadline,
      limits,
      async (event: APIGatewayProxyEventV2, deadline): Promise<APIGatewayProxyStructuredResultV2> => {
        const delivery = toDelivery(event);
        const begunAtMs = deadline.now();
        const outcome = await receiveWebhook(dependencies, platform, delivery, deadline);
        await noteDelivery(dependencies, platform, delivery, outcome, deadline);
        dependencies.emit({
          kind: 'deliveryHandled',
          platform: platform.name,
          store: dependencies.stores.get(delivery.store)?.id ?? null,
          topic: shownTopic(header(delivery, platform.topicHeaders)),
          delivery: shownDeliveryId(header(delivery, platform.deliveryIdHeaders)),
          tookMs: deadline.now() - begunAtMs,
          outcome,
        });
        return toHttpAnswer(outcome);
      },
    ),
  );
}
