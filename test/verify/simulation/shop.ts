import type { OrderId } from '../../../src/domain/order-facts.ts';
import { siteHost } from '../../../src/domain/site-host.ts';
import type { Store } from '../../../src/domain/store.ts';
import type { FetchedOrder, OrdersPage, StoreApi, StoreApiFault } from '../../../src/ports/store-api.ts';
import type { Delivery, History } from '../laws/histories/history.ts';
import { expectedOutcome } from '../laws/oracle/expected-outcome.ts';
import { parseJson, text } from '../laws/oracle/json.ts';
import { hostShownBy } from '../laws/oracle/other-shop.ts';
import { isOrder as isShopifyOrder } from '../laws/oracle/shopify-facts.ts';
import type { MakeCall } from './calls.ts';
import type { Container } from './container.ts';
import type { Decision, FaultPlan } from './fault-plan.ts';
import { createHeard, type Heard } from './heard.ts';
import { createShopWebhooks, type ShopWebhooks } from './shop-webhooks.ts';
import type { Timeline } from './timeline.ts';

/** A shop, whose own API knows of each order what it was last saved with. */
export interface Shop {
  readonly webhooks: ShopWebhooks;
  /** Its clock is ahead for good, and so are the times in its bodies. */
  readonly isAhead: boolean;
  readonly heard: Heard;
  /** Whether this delivery, or one before it of the same order, fails and is never sent again. */
  loses(index: number): boolean;
  /** The order is saved as the delivery says. */
  saved(index: number): void;
  api(container: Container, call: MakeCall): StoreApi<never>;
  /** What of these came to be known, by webhook or from the API. */
  known(deliveries: readonly Delivery[]): Delivery[];
  /** Bodies that no webhook told. */
  unheard(): ReadonlySet<string>;
  /** Orders of which nobody knows the newest body. */
  missed(asked: Missed): readonly string[];
  /** The clock is put right, unless it is wrong for good. */
  readonly putRight: () => void;
}

interface Missed {
  /** Only of bodies that the API has shown for so long; `null`: of all. */
  readonly atRestMs: number | null;
  /**
   * Nothing but its bodies says where an order ends. A body that was read, and not kept, is then missed if the order ends elsewhere without it:
   * that it tells nothing new is not taken from who read it.
   */
  readonly isPlain: boolean;
}

interface Saved {
  readonly orderId: string;
  readonly body: string;
  readonly changedAtMs: number;
  readonly visibleAtMs: number;
  readonly lagMs: number;
}

/** So few that an order moves between two pages now and then. */
const PAGE = 2;
const MINUTE_MS = 60_000;
const AHEAD_MS = 10 * MINUTE_MS;
const TEN_YEARS_MS = 10 * 365 * 86_400_000;
/** As deployed. */
const GRACE_MS = 15 * MINUTE_MS;

/**
 * The shop of a history; `null` where the history leaves open what it would be: some bodies have a clock that is ahead and others have not, or
 * the arrival decides.
 */
export function createShop(history: History, options: Omit<Options, 'history' | 'aheadMs'>): Shop | null {
  const aheads = history.deliveries.flatMap(({ body, atMs }) => {
    const ms = savedAtMs(body);
    return ms === null ? [] : [ms > atMs + AHEAD_MS];
  });
  const isPlain = new Set(aheads).size <= 1;
  if (history.arrivalDecides || !isPlain) return null;
  return openShop({ ...options, history, aheadMs: aheads.includes(true) ? TEN_YEARS_MS : 0 });
}

interface Options {
  readonly history: History;
  readonly timeline: Timeline;
  readonly faultPlan: FaultPlan;
  /** A webhook went away. */
  readonly onLost: () => void;
  /** By so much the shop's clock is ahead, for good. */
  readonly aheadMs: number;
}

function openShop({ history, timeline, faultPlan, onLost, aheadMs }: Options): Shop {
  const { deliveries } = history;
  const orders = new Map<string, Saved[]>();
  const lost = new Map<number, boolean>();
  const hosts = new Set(storeHosts(history.store));
  const isOwn = ({ body }: Delivery) => hosts.has(hostShownBy(body) ?? [...hosts][0] ?? '');
  const heard = createHeard();
  const busyAtMs = deliveries.map(({ atMs }) => atMs);
  const webhooks = createShopWebhooks({ store: history.store, timeline, faultPlan, busyAtMs, onLost });
  const clock = faultPlan.at('shop', 'shop');
  let offsetMs = faultPlan.strikes('shopClockWrong', clock) ? clock.random.int(-360, 360) * MINUTE_MS : 0;
  const apiBody = (body: string) =>
    history.store.platform === 'shopify' ? body.replace('{', '{"read_from_admin_api":true,') : body;

  function newestOf(orderId: string, atMs: number): Saved | null {
    const seen = (orders.get(orderId) ?? []).filter(({ visibleAtMs }) => visibleAtMs <= atMs);
    return seen.reduce<Saved | null>(
      (newest, one) => (newest === null || one.changedAtMs >= newest.changedAtMs ? one : newest),
      null,
    );
  }

  function answer(
    start: Parameters<StoreApi['changedOrders']>[2]['start'],
    decision: Decision,
  ): OrdersPage | StoreApiFault {
    if (faultPlan.strikes('shopApiFails', decision)) {
      const kind = decision.random.pick(['busy', 'failed'] as const);
      return { kind, because: 'the shop is in trouble', retryAfterMs: kind === 'busy' ? 10 * MINUTE_MS : null };
    }
    const nowMs = timeline.now();
    const [sinceMs, sinceOrder] = 'resume' in start ? readPlace(start.resume) : [start.sinceMs, ''];
    const found = [...orders.keys()]
      .flatMap((orderId) => newestOf(orderId, nowMs) ?? [])
      .map((saved) => ({ ...saved, changedAtMs: saved.changedAtMs + offsetMs }))
      .filter(({ changedAtMs, orderId }) => changedAtMs > sinceMs || (changedAtMs === sinceMs && orderId > sinceOrder))
      .sort((one, other) => one.changedAtMs - other.changedAtMs || (one.orderId < other.orderId ? -1 : 1));
    const page = found.slice(0, PAGE);
    for (const { body, orderId } of page) heard.given(apiBody(body), orderId);
    const last = found.length > PAGE ? page.at(-1) : undefined;
    return {
      kind: 'page',
      orders: page.map(
        ({ orderId, changedAtMs, body }): FetchedOrder => ({
          order: orderId as OrderId,
          changedAtMs,
          rawBody: Buffer.from(apiBody(body)),
        }),
      ),
      resume: last === undefined ? null : `${last.changedAtMs} ${last.orderId}`,
      askedAtMs: nowMs,
      storeNowMs: nowMs + aheadMs + offsetMs,
    };
  }

  function strikesAt(index: number): boolean {
    const known = lost.get(index);
    if (known !== undefined) return known;
    const strikes = faultPlan.strikes('deliveryLostForGood', faultPlan.at(`d${index}.lost`, 'delivery'));
    lost.set(index, strikes);
    return strikes;
  }

  /** From the first one on, the order's webhook is off. */
  function loses(index: number): boolean {
    const delivery = deliveries[index];
    if (history.store.platform !== 'woocommerce' || delivery === undefined || !isOwn(delivery)) return false;
    return deliveries.some((one, at) => at <= index && one.orderId === delivery.orderId && isOwn(one) && strikesAt(at));
  }

  const isHeard = (body: string) => deliveries.some((one, index) => one.body === body && heard.byWebhook(index));
  const known = (some: readonly Delivery[]) =>
    [...some.filter(({ body }) => isHeard(body)), ...heard.fetched()].toSorted((one, other) => one.atMs - other.atMs);

  function endsElsewhere(orderId: string, body: string): boolean {
    const before = known(deliveries.filter((one) => one.orderId === orderId)).filter((one) => one.orderId === orderId);
    const endOf = (told: readonly Pick<Delivery, 'orderId' | 'body' | 'atMs'>[]) =>
      expectedOutcome({ store: history.store, deliveries: told }).get(orderId)?.posted ?? 0;
    return endOf([...before, { orderId, body, atMs: timeline.now() }]) !== endOf(before);
  }

  return {
    webhooks,
    isAhead: aheadMs > 0,
    heard,
    loses,
    saved(index) {
      const delivery = deliveries[index];
      const changedAtMs = delivery && savedAtMs(delivery.body);
      if (delivery === undefined || !isOwn(delivery) || changedAtMs === null || changedAtMs === undefined) return;
      const decision = faultPlan.at(`d${index}.saved`, 'shop');
      const lagMs = faultPlan.strikes('shopApiLags', decision) ? lagOf(decision) : 0;
      const { orderId, body } = delivery;
      const saved = { orderId, body, changedAtMs, visibleAtMs: timeline.now() + lagMs, lagMs };
      orders.set(orderId, [...(orders.get(orderId) ?? []), saved]);
    },
    api: (container, call) => ({
      changedOrders: (_store, _credentials, { start }, signal) =>
        call<OrdersPage | StoreApiFault>(container, {
          what: 'shop.orders',
          signal,
          failures: {},
          aborted: () => ({ kind: 'failed', because: 'no answer in time', retryAfterMs: null }),
          effect: (decision) => answer(start, decision),
        }),
    }),
    known,
    unheard: () => new Set(deliveries.map(({ body }) => body).filter((body) => !isHeard(body))),
    missed({ atRestMs, isPlain }) {
      const newest = [...orders.keys()].flatMap((orderId) => newestOf(orderId, Number.POSITIVE_INFINITY) ?? []);
      return newest
        .filter(({ body }) => !isHeard(body) && !heard.keeps(apiBody(body)))
        .filter(({ orderId, body }) => {
          return !heard.read.has(apiBody(body)) || (isPlain && endsElsewhere(orderId, apiBody(body)));
        })
        .filter(({ visibleAtMs, lagMs }) => {
          // What is shown later than it is left to its webhook may be behind what was read: a look back finds it.
          return atRestMs === null || (lagMs < GRACE_MS && visibleAtMs <= timeline.now() - atRestMs);
        })
        .map(({ orderId }) => orderId);
    },
    putRight() {
      offsetMs = 0;
    },
  };
}

/** Mostly minutes, now and then so many that the change is behind what was read. */
function lagOf({ random }: Decision): number {
  return (random.chance(0.8) ? random.int(1, 13) : random.int(20, 240)) * MINUTE_MS;
}

/** Hosts that the store's own orders show; a Shopify order may show none. */
function storeHosts(store: Store): readonly string[] {
  return store.platform === 'woocommerce' ? store.siteUrls.flatMap((url) => siteHost(url) ?? []) : store.shopDomains;
}

function readPlace(text: string): [number, string] {
  const [at = '', order = ''] = text.split(' ');
  return [Number(at), order];
}

/** `null` for a body that describes no order. */
function savedAtMs(body: string): number | null {
  const json = parseJson(body);
  const gmt = text(json, 'date_modified_gmt');
  const saved = gmt === null ? isShopifyOrder(json) && text(json, 'updated_at') : `${gmt}Z`;
  const ms = saved === false || saved === null ? Number.NaN : Date.parse(saved);
  return Number.isNaN(ms) ? null : ms;
}
