import type { WooCommerceStore } from '../../domain/store.ts';
import type { Repair } from '../../domain/subscriptions/plan-repairs.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import type { StoreApiFault } from '../../ports/store-api.ts';
import type { SubscriptionsApi, SubscriptionTarget } from '../../ports/subscriptions-api.ts';
import type { HttpCall, SendCall } from '../../shared/http-call.ts';
import { isObject } from '../payload-fields.ts';
import { failed } from '../store-api-fault.ts';
import { isMissing, readRestAnswer } from './rest-answer.ts';
import { openShops } from './rest-calls.ts';
import { WOOCOMMERCE_NEEDS } from './subscription-needs.ts';
import { parseUtcTime } from './utc-time.ts';

const PATH = '/wp-json/wc/v3/webhooks';
const PER_PAGE = 100;
/** A shop with two thousand webhooks has another trouble. */
const MAX_PAGES = 20;

/**
 * WooCommerce's REST API v3. A webhook that is made by it is active, has API version 3 and is sent a ping before the answer comes. A change
 * touches neither its version nor the count of its failures.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version1/class-wc-rest-webhooks-v1-controller.php
 */
export function createWooCommerceSubscriptions(now: () => number): SubscriptionsApi<WooCommerceStore> {
  const shopOf = openShops();
  return {
    needs: WOOCOMMERCE_NEEDS,
    showsAll: true,
    async list(store, credentials, signal) {
      const send = shopOf(store, credentials);
      return 'kind' in send ? send : await listAll(send, now, signal);
    },
    async repair(store, credentials, repair, target, signal) {
      const send = shopOf(store, credentials);
      if ('kind' in send) return send;
      const reply = await send(callOf(repair, target), signal);
      if (repair.kind === 'remove' && isMissing(reply)) return { kind: 'repaired' };
      const answer = readRestAnswer(reply, { what: 'webhooks', to: 'write' }, now());
      return answer.kind === 'answered' ? { kind: 'repaired' } : answer;
    },
  };
}

async function listAll(
  send: SendCall,
  now: () => number,
  signal: AbortSignal,
): Promise<{ readonly kind: 'listed'; readonly subscriptions: readonly Subscription[] } | StoreApiFault> {
  const subscriptions: Subscription[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = new URLSearchParams({
      per_page: String(PER_PAGE),
      page: String(page),
      orderby: 'id',
      order: 'asc',
    });
    const reply = await send({ method: 'GET', path: `${PATH}?${query}`, headers: {} }, signal);
    const answer = readRestAnswer(reply, { what: 'webhooks', to: 'read' }, now());
    if (answer.kind !== 'answered') return answer;
    if (!Array.isArray(answer.value)) return failed('the answer is no list of webhooks');
    subscriptions.push(...answer.value.flatMap(toSubscription));
    if (answer.value.length < PER_PAGE) return { kind: 'listed', subscriptions };
  }
  return failed(`the shop has more than ${MAX_PAGES * PER_PAGE} webhooks`);
}

function toSubscription(value: unknown): readonly Subscription[] {
  if (!isObject(value)) return [];
  const { id, topic, status, delivery_url: address, date_modified_gmt: modified, date_created_gmt: created } = value;
  if (typeof id !== 'string' || !/^\d+$/.test(id) || typeof topic !== 'string') return [];
  return [
    {
      id,
      topic,
      address: typeof address === 'string' ? address : null,
      state: status === 'active' || status === 'paused' ? status : 'disabled',
      format: null,
      version: null,
      isPartial: false,
      changedAtMs: timeIn(modified) ?? timeIn(created) ?? null,
    },
  ];
}

function timeIn(text: unknown): number | undefined {
  return typeof text === 'string' ? parseUtcTime(text) : undefined;
}

/** It supports no trash, so that a removal has to be forced. */
function callOf(repair: Repair, { address, secret }: SubscriptionTarget): HttpCall {
  const headers = { 'Content-Type': 'application/json' };
  switch (repair.kind) {
    case 'create': {
      const webhook = { name: `Ponte ${repair.topic}`, topic: repair.topic, delivery_url: address, secret };
      return { method: 'POST', path: PATH, headers, body: JSON.stringify(webhook) };
    }
    case 'update': {
      const changes = { status: 'active', delivery_url: address, secret };
      return { method: 'POST', path: `${PATH}/${repair.id}`, headers, body: JSON.stringify(changes) };
    }
    case 'remove':
      return { method: 'DELETE', path: `${PATH}/${repair.id}?force=true`, headers };
    default:
      return repair satisfies never;
  }
}
