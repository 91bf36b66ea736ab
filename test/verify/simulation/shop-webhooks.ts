import type { Store } from '../../../src/domain/store.ts';
import { subscriptionAddress } from '../../../src/domain/subscriptions/address.ts';
import type { Subscription } from '../../../src/domain/subscriptions/subscription.ts';
import { SHOPIFY_NEEDS } from '../../../src/platforms/shopify/subscription-needs.ts';
import { WOOCOMMERCE_NEEDS } from '../../../src/platforms/woocommerce/subscription-needs.ts';
import type { StoreApiFault } from '../../../src/ports/store-api.ts';
import type { SubscriptionsApi } from '../../../src/ports/subscriptions-api.ts';
import type { MakeCall } from './calls.ts';
import type { Container } from './container.ts';
import type { Decision, FaultPlan } from './fault-plan.ts';
import type { Timeline } from './timeline.ts';

export const WEBHOOKS_URL = 'https://ponte.example.com';

/** The webhooks that a shop has set up, and what its platform does with those that fail. */
export interface ShopWebhooks {
  /** In a history that strains them, a delivery is tried as often as its platform does, and its failures count. */
  readonly areStrained: boolean;
  /** Whether something of this topic is sent at all. */
  sends(topic: string): boolean;
  /** Nothing that is sent now arrives. */
  isUnreachable(): boolean;
  /** How long the platform waits after so many failed tries; `null`: it gives the delivery up. */
  againAfterMs(tries: number): number | null;
  /** What came of one try. */
  tried(topic: string, isDelivered: boolean, random: Decision['random']): void;
  /** Some went away, ever. */
  readonly lostAny: () => boolean;
  readonly areWhole: () => boolean;
  /** A person makes them again in the shop. */
  putRight(): void;
  api(container: Container, call: MakeCall): SubscriptionsApi<never>;
}

interface Options {
  readonly store: Store;
  readonly timeline: Timeline;
  readonly faultPlan: FaultPlan;
  /** When something is sent. */
  readonly busyAtMs: readonly number[];
  readonly onLost: () => void;
}

interface Counted extends Subscription {
  readonly failures: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Shopify: "8 over 4 h, exponential"; "after 8 consecutive failures" deleted. WooCommerce: "Retries: none"; disabled at the "7th consecutive
 * failure".
 */
const PLATFORMS = {
  shopify: {
    needs: SHOPIFY_NEEDS,
    showsAll: false,
    maxFailures: 8,
    format: 'json',
    version: '2026-10',
    waitsMs: [1, 2, 4, 8, 15, 30, 60, 120].map((minutes) => minutes * MINUTE_MS),
  },
  woocommerce: { needs: WOOCOMMERCE_NEEDS, showsAll: true, maxFailures: 7, format: null, version: null, waitsMs: [] },
} as const;

export function createShopWebhooks({ store, timeline, faultPlan, busyAtMs, onLost }: Options): ShopWebhooks {
  const { needs, showsAll, maxFailures, format, version, waitsMs } = PLATFORMS[store.platform];
  const address = subscriptionAddress(WEBHOOKS_URL, store);
  const there = new Map<string, Counted>();
  let made = 0;
  let lostAny = false;
  const strain = faultPlan.at('w.lost', 'webhook');
  const areStrained = faultPlan.strikes('webhooksLost', strain);
  const fromMs = strain.random.pick(busyAtMs.length === 0 ? [0] : (busyAtMs as [number, ...number[]])) - MINUTE_MS;
  const untilMs = fromMs + strain.random.pick([30 * MINUTE_MS, 3 * HOUR_MS, 12 * HOUR_MS]);
  let isOver = false;

  function add(topic: string): void {
    made += 1;
    const id = String(made);
    there.set(id, {
      ...{ id, topic, address, state: 'active', format, version, isPartial: false },
      ...{ changedAtMs: timeline.now(), failures: 0 },
    });
  }
  for (const topic of needs.topics) add(topic);

  const activeOf = (topic: string) =>
    [...there.values()].filter((one) => one.topic === topic && one.state === 'active');
  const isNeeded = (topic: string) => needs.topics.includes(topic);

  function change(repair: {
    readonly kind: string;
    readonly topic: string;
    readonly id?: string;
  }): StoreApiFault | null {
    const { kind, topic, id = '' } = repair;
    const known = there.get(id);
    if (kind === 'remove') there.delete(id);
    else if (kind === 'update' && known !== undefined) there.set(id, { ...known, state: 'active' });
    else if (kind === 'update') return { kind: 'failed', because: '404', retryAfterMs: null };
    // "one address for each topic and app"
    else if (showsAll || activeOf(topic).length === 0) add(topic);
    return null;
  }

  function inTrouble(decision: Decision): StoreApiFault | null {
    if (!faultPlan.strikes('shopApiFails', decision)) return null;
    return { kind: 'busy', because: 'the shop is in trouble', retryAfterMs: 10 * MINUTE_MS };
  }

  const areWhole = () => needs.topics.every((topic) => activeOf(topic).length > 0);
  return {
    areStrained,
    lostAny: () => lostAny,
    areWhole,
    sends: (topic) => !isNeeded(topic) || activeOf(topic).length > 0,
    isUnreachable() {
      isOver ||= timeline.now() >= untilMs || !faultPlan.isOn();
      return areStrained && !isOver && timeline.now() >= fromMs;
    },
    againAfterMs: (tries) => waitsMs[tries] ?? null,
    tried(topic, isDelivered, random) {
      if (!areStrained) return;
      for (const one of activeOf(topic)) {
        // Other orders' deliveries fail, too.
        const more = this.isUnreachable() ? random.int(1, maxFailures) : 1;
        const failures = isDelivered ? 0 : one.failures + more;
        const isLost = failures >= maxFailures;
        if (isLost && store.platform === 'shopify') there.delete(one.id);
        else there.set(one.id, { ...one, failures, ...(isLost && { state: 'disabled' }) });
        if (isLost) lostAny = true;
        if (isLost) onLost();
      }
    },
    putRight() {
      for (const topic of needs.topics) if (activeOf(topic).length === 0) add(topic);
    },
    api(container, call) {
      const ask = <Result>(what: string, signal: AbortSignal, effect: () => Result) =>
        call<Result | StoreApiFault>(container, {
          what: `shop.${what}`,
          signal,
          failures: {},
          aborted: () => ({ kind: 'failed', because: 'no answer in time', retryAfterMs: null }),
          effect: (decision) => inTrouble(decision) ?? effect(),
        });
      return {
        needs,
        showsAll,
        list: (_store, _credentials, signal) =>
          ask('webhooks', signal, () => ({ kind: 'listed', subscriptions: [...there.values()] }) as const),
        repair: (_store, _credentials, repair, _target, signal) =>
          ask('webhook', signal, () => change(repair) ?? ({ kind: 'repaired' } as const)),
      };
    },
  };
}
