import type { ShopifyStore } from '../../domain/store.ts';
import type { Interpretation } from '../interpretation.ts';
import { PROBE_TOPIC } from '../probe-topic.ts';
import { bodyKind } from './body-kind.ts';
import { interpretOrder } from './interpret-order.ts';
import { interpretRefund, interpretTransaction } from './interpret-refund.ts';
import { interpretPrivacyRequest } from './privacy-request.ts';

/** The topics in use. All order topics carry the same body. `orders/edited` is left out: it carries no money. */
export const shopifyTopics = [
  'orders/paid',
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'refunds/create',
  'order_transactions/create',
] as const;

/**
 * Reads a verified Shopify payload, parsed by `parseLosslessJson`, into facts. Never throws.
 * The topic is not signed: it only decides that a body is not used, never what the body is.
 * `bodyHash` decides between bodies of one instant and one payment status, and recognises a body that is sent again.
 * @see https://shopify.dev/docs/api/webhooks
 */
export function interpretShopify(input: {
  readonly payload: unknown;
  readonly topic: string | null;
  readonly bodyHash: string;
  readonly receivedAtMs: number;
  readonly store: ShopifyStore;
}): Interpretation {
  const { payload, topic, store } = input;
  if (topic === PROBE_TOPIC) return { kind: 'nothing', because: 'probe' };
  const body = bodyKind(payload);
  if (body.kind === 'privacyRequest') return interpretPrivacyRequest(body.request);
  if (topic !== null && !shopifyTopics.some((used) => used === topic) && body.kind !== 'previewEvent') {
    return { kind: 'nothing', because: 'topicNotUsed' };
  }
  switch (body.kind) {
    case 'previewEvent':
      return { kind: 'nothing', because: 'previewEvent' };
    case 'order':
      return interpretOrder(body.fields, input, store);
    case 'refund':
      return interpretRefund(body.fields);
    case 'transaction':
      return interpretTransaction(body.fields);
    case 'orderEdit':
      return { kind: 'nothing', because: 'topicNotUsed' };
    case 'wrappedOrder':
      return unreadable('the body wraps its order as {"order":…}, as the REST API does: send the order itself');
    case 'idOnly':
      return unreadable('the body is an id alone: the order was too large for the way it came, and must be fetched');
    case 'notAnObject':
      return unreadable('the body is not a JSON object');
    case 'unknown':
      return unreadable(
        'the body is no order, refund or transaction: remove include_fields and payload_query from the webhook subscription',
      );
    default:
      return body satisfies never;
  }
}

function unreadable(because: string): Interpretation {
  return { kind: 'unreadable', because };
}
