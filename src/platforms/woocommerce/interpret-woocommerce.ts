import { siteHost } from '../../domain/site-host.ts';
import type { WooCommerceStore } from '../../domain/store.ts';
import type { Interpretation, NothingReason } from '../interpretation.ts';
import { namingNobody } from '../naming-nobody.ts';
import { otherShop } from '../other-shop.ts';
import { PROBE_TOPIC } from '../probe-topic.ts';
import { unreadableFields } from '../unreadable-fields.ts';
import { withGmtTimes } from './api-version.ts';
import { type BodyKind, bodyKind } from './body-kind.ts';
import { attributeNames, customerOf, lookedForCustomer } from './customer.ts';
import { identityOf } from './identity.ts';
import { moneyOf } from './money.ts';
import { orderSchema } from './order-schema.ts';
import { refundsOf } from './refunds.ts';
import { shownHost } from './shown-host.ts';
import { standingOf } from './standing.ts';

/** The topics in use: those that carry an order. */
export const woocommerceTopics = ['order.created', 'order.updated', 'order.restored', 'order.deleted'] as const;

/** Statuses of orders that are not placed yet; the block checkout sends `checkout-draft`. */
const DRAFTS: ReadonlySet<string> = new Set(['checkout-draft', 'auto-draft', 'draft', 'new']);

/**
 * Reads a verified WooCommerce payload, parsed by `parseLosslessJson`, into order facts. Never throws.
 * The topic is not signed: it only decides that a body is not used, never what the body is.
 * @see woocommerce/woocommerce, includes/class-wc-webhook.php
 */
export function interpretWooCommerce(input: {
  readonly payload: unknown;
  readonly topic: string | null;
  readonly bodyHash: string;
  readonly receivedAtMs: number;
  readonly store: WooCommerceStore;
}): Interpretation {
  const { payload, topic, store } = input;
  if (topic === PROBE_TOPIC) return { kind: 'nothing', because: 'probe' };
  if (topic !== null && !woocommerceTopics.some((used) => used === topic))
    return { kind: 'nothing', because: 'topicNotUsed' };
  const body = bodyKind(payload);
  switch (body.kind) {
    case 'order':
      return interpretOrder(body, input, store);
    case 'idOnly':
      return { kind: 'nothing', because: 'trashedOrder', order: body.order };
    case 'error':
      return { kind: 'skipped', because: 'errorBody' };
    case 'action':
      return { kind: 'nothing', because: 'topicNotUsed' };
    case 'legacyOrder':
      return unreadable('the body wraps its order as {"order":…}: set the webhook\'s API version to WP REST API v3');
    case 'notAnObject':
      return unreadable('the body is not a JSON object');
    case 'unknown':
      return unreadable(
        'the body is not an order: use the webhook topics order created, updated, deleted and restored',
      );
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return body satisfies never;
  }
}

function interpretOrder(
  body: Extract<BodyKind, { kind: 'order' }>,
  { bodyHash, receivedAtMs }: { readonly bodyHash: string; readonly receivedAtMs: number },
  store: WooCommerceStore,
): Interpretation {
  const named = body.order === undefined ? {} : { order: body.order };
  const noOrder = notAnOrderYet(body.status);
  if (noOrder !== undefined) return { kind: 'nothing', because: noOrder, ...named };

  const parsed = orderSchema.safeParse(withGmtTimes(body.fields));
  const host = shownHost(body.fields);
  const isOurs = host === null || store.siteUrls.some((url) => siteHost(url) === host);
  if (!parsed.success) {
    return isOurs ? unreadableFields('order', parsed.error) : otherShop(host, 'siteUrl', null);
  }
  const order = parsed.data;
  const arrived = { observedAtMs: order.date_modified_gmt, arrivedAtMs: receivedAtMs, rank: null, hash: bodyHash };
  if (!isOurs) return otherShop(host, 'siteUrl', { order: order.id, body: arrived });
  const { standing, paidAtMs } = standingOf(order, store);
  const hasMoney = standing.kind === 'entitled' || standing.kind === 'returned';
  // Stryker disable next-line ConditionalExpression: an entitled or returned order has a payment date
  const money = hasMoney && paidAtMs !== null ? moneyOf(order, paidAtMs) : null;
  if (money === undefined) return unreadable("the sum of the order's lines is beyond any order's money");
  const customer = customerOf(order, store.customer);
  return {
    kind: 'facts',
    ...(customer === null && { lookedFor: lookedForCustomer(order, store.customer) }),
    facts: {
      kind: 'order',
      order: order.id,
      identity: identityOf(order),
      body: arrived,
      standing: customer === null ? namingNobody(standing, attributeNames(order, store.customer)) : standing,
      customer,
      money,
      unitsLeft: null,
      refunds: refundsOf(order),
    },
  };
}

function notAnOrderYet(status: string): NothingReason | undefined {
  if (DRAFTS.has(status)) return 'draftOrder';
  return status === 'trash' ? 'trashedOrder' : undefined;
}

function unreadable(because: string): Interpretation {
  return { kind: 'unreadable', because };
}
