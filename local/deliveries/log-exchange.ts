import { parseJson } from '../../src/shared/parse-json.ts';
import { answerBody } from '../deliver.ts';
import type { HttpExchange } from '../http-endpoint.ts';
import type { LoggedDelivery } from './delivery-log.ts';
import { orderNameIn } from './order-name.ts';

/** What would let somebody else send as the shop, or act for a person. */
const MASKED = /signature|hmac|authorization|cookie|token|secret|api-key/;
const PLATFORM = /^\/webhooks\/(shopify|woocommerce)\/\{store\}$/;

/** An exchange as it is logged. */
export function loggedExchange(
  { request, taken, requestId, answer, tookMs }: HttpExchange,
  nowMs: number,
): Omit<LoggedDelivery, 'number'> {
  const headers = headersOf(request.rawHeaders);
  const found = PLATFORM.exec(taken?.key.replace('POST ', '') ?? '')?.[1];
  const platform = found === 'shopify' || found === 'woocommerce' ? found : null;
  const { data = null } = answerBody.safeParse(parseJson(answer.body.toString()));
  return {
    at: new Date(nowMs).toISOString(),
    path: request.target.split('?', 1)[0] ?? '',
    store: taken?.pathParameters.store ?? null,
    platform,
    topic: headers['x-shopify-topic'] ?? headers['x-wc-webhook-topic'] ?? null,
    orderName: orderNameIn(request.body, platform),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, MASKED.test(name) ? '***' : value]),
    ),
    requestId,
    bodyBase64: request.body.toString('base64'),
    status: answer.status,
    tookMs,
    answer: data,
  };
}

function headersOf(rawHeaders: readonly string[]): Record<string, string> {
  const pairs = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name.toLowerCase(), rawHeaders[at + 1] ?? '']] : [],
  );
  return Object.fromEntries(pairs);
}
