import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import type { OutgoingDelivery } from '../../../local/deliver.ts';
import { toHttpApiEvent } from '../../../local/http-api-event.ts';
import { signedDelivery } from '../../../local/outgoing-delivery.ts';
import { shopifyBytes } from '../../../test/fixtures/load.ts';
import { sqsRecord } from '../../../test/support/lambda-events.ts';

/** The goods of the fixture are worth 2 × 100 and 50, less 20 of discount; every whole unit is a point. */
export const SHOPIFY_POINTS = 230;
const FIRST_ID = 6_200_000_000_000;
const fixture = JSON.stringify(JSON.parse(Buffer.from(shopifyBytes('orders-paid')).toString('utf8')));

/** A paid order of Shopify's with all headers that Shopify sends, of a customer of its own. */
export function paidShopifyOrder(customer: string, number: number, secret: string): OutgoingDelivery {
  const id = FIRST_ID + number;
  const body = fixture.replaceAll('6100000000001', String(id)).replaceAll('ana.souza@example.com', customer);
  const delivery = signedDelivery(
    { id: 'shopify', platform: 'shopify' },
    { topic: 'orders/paid', rawBody: Buffer.from(body), secret },
  );
  const headers = {
    ...delivery.headers,
    'x-shopify-shop-domain': 'demo-shopify.myshopify.com',
    'x-shopify-api-version': '2026-07',
    'x-shopify-event-id': randomUUID(),
    'x-shopify-triggered-at': '2026-03-10T13:00:06.000000000Z',
    'user-agent': 'Shopify-Captain-Hook',
  };
  return { ...delivery, headers };
}

/** What API Gateway hands to the function of such a delivery's route. */
export function httpApiEvent({ platform, store, headers, rawBody }: OutgoingDelivery): APIGatewayProxyEventV2 {
  return toHttpApiEvent(
    {
      method: 'POST',
      target: `/webhooks/${platform}/${store}`,
      rawHeaders: Object.entries(headers).flat(),
      body: Buffer.from(rawBody),
      sourceIp: '192.0.2.1',
    },
    { key: `POST /webhooks/${platform}/{store}`, pathParameters: { store } },
    { requestId: randomUUID(), nowMs: Date.now() },
  );
}

export function sqsEvent(body: string): SQSEvent {
  return { Records: [sqsRecord(randomUUID(), body)] };
}
