import type { OrderId } from '../../../src/domain/order-facts.ts';
import { siteHost } from '../../../src/domain/site-host.ts';
import type { Store } from '../../../src/domain/store.ts';
import type { FetchedOrder, OrdersPage, StoreApi, StoreApiFault } from '../../../src/ports/store-api.ts';
import type { Delivery, History } from '../laws/histories/history.ts';
import { hostShownBy } from '../laws/oracle/other-shop.ts';
import type { MakeCall } from './calls.ts';
import type { Container } from './container.ts';
import type { Decision, FaultPlan } from './fault-plan.ts';
import type { Timeline } from './timeline.ts';

/** A WooCommerce shop, whose own API knows of each order what it was last saved with. */
export interface Shop {
  /** Whether this delivery, or one before it of the same order, fails and is never sent again. */
  loses(index: number): boolean;
  /** The order is saved as the delivery says. */
  saved(index: number): void;
  api(container: Container, call: MakeCall): StoreApi<never>;
  /** Bodies that came neither by a webhook nor by the API. */
  unheard(): ReadonlySet<string>;
  /**
   * Older bodies that the API alone gave. A run that gets one leaves it to its webhook while it is new, or may end before it has recorded it:
   * nobody can tell from outside whether it counts.
   */
  perhapsHeard(): ReadonlySet<string>;
  /** Orders of which the newest body is one of these, though a delivery of theirs was lost. */
  missed(): readonly string[];
  /** The clock is put right. */
  readonly putRight: () => void;
}

interface Saved {
  readonly orderId: string;
  readonly body: string;
  readonly changedAtMs: number;
  readonly visibleAtMs: number;
}

/** So few that an order moves between two pages now and then. */
const PAGE = 2;
const MINUTE_MS = 60_000;
const AHEAD_MS = 10 * MINUTE_MS;

/**
 * The shop of a history; `null` where the history leaves open what it would be: another platform, bodies whose clock is ahead, or of which
 * the arrival decides.
 */
export function createShop(
  history: History,
  { timeline, faultPlan }: Pick<Options, 'timeline' | 'faultPlan'>,
): Shop | null {
  const isPlain = history.deliveries.every(({ body, atMs }) => (savedAtMs(body) ?? 0) <= atMs + AHEAD_MS);
  if (history.store.platform !== 'woocommerce' || history.arrivalDecides || !isPlain) return null;
  return openShop({ history, timeline, faultPlan });
}

interface Options {
  readonly history: History;
  readonly timeline: Timeline;
  readonly faultPlan: FaultPlan;
}

function openShop({ history, timeline, faultPlan }: Options): Shop {
  const { deliveries } = history;
  const orders = new Map<string, Saved[]>();
  const lost = new Map<number, boolean>();
  const hosts = new Set(storeHosts(history.store));
  const isOwn = ({ body }: Delivery) => hosts.has(hostShownBy(body) ?? '');
  const fetched = new Set<string>();
  const clock = faultPlan.at('shop', 'shop');
  let offsetMs = faultPlan.strikes('shopClockWrong', clock) ? clock.random.int(-360, 360) * MINUTE_MS : 0;

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
    for (const { body } of page) fetched.add(body);
    const last = found.length > PAGE ? page.at(-1) : undefined;
    return {
      kind: 'page',
      orders: page.map(
        ({ orderId, changedAtMs, body }): FetchedOrder => ({
          order: orderId as OrderId,
          changedAtMs,
          rawBody: Buffer.from(body),
        }),
      ),
      resume: last === undefined ? null : `${last.changedAtMs} ${last.orderId}`,
      askedAtMs: nowMs,
      storeNowMs: nowMs + offsetMs,
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
    if (delivery === undefined || !isOwn(delivery)) return false;
    return deliveries.some((one, at) => at <= index && one.orderId === delivery.orderId && isOwn(one) && strikesAt(at));
  }

  const newestBodyOf = (orderId: string) => newestOf(orderId, Number.POSITIVE_INFINITY)?.body ?? '';
  const sent = () => new Set(deliveries.filter((_, index) => !loses(index)).map(({ body }) => body));
  const unheard = () => {
    const heard = new Set([...sent(), ...fetched]);
    return new Set(deliveries.map(({ body }) => body).filter((body) => !heard.has(body)));
  };
  return {
    loses,
    saved(index) {
      const delivery = deliveries[index];
      const changedAtMs = delivery && savedAtMs(delivery.body);
      if (delivery === undefined || !isOwn(delivery) || changedAtMs === null || changedAtMs === undefined) return;
      const decision = faultPlan.at(`d${index}.saved`, 'shop');
      const lagMs = faultPlan.strikes('shopApiLags', decision) ? decision.random.int(1, 13) * MINUTE_MS : 0;
      const { orderId, body } = delivery;
      const saved = { orderId, body, changedAtMs, visibleAtMs: timeline.now() + lagMs };
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
    unheard,
    perhapsHeard() {
      const certain = new Set([...sent(), ...[...orders.keys()].map(newestBodyOf)]);
      return new Set([...fetched].filter((body) => !certain.has(body)));
    },
    missed() {
      const bodies = unheard();
      return [...orders.keys()].filter((orderId) => bodies.has(newestBodyOf(orderId)));
    },
    putRight() {
      offsetMs = 0;
    },
  };
}

function storeHosts(store: Store): readonly string[] {
  return store.platform === 'woocommerce' ? store.siteUrls.flatMap((url) => siteHost(url) ?? []) : [];
}

function readPlace(text: string): [number, string] {
  const [at = '', order = ''] = text.split(' ');
  return [Number(at), order];
}

/** `null` for a body that describes no order. */
function savedAtMs(body: string): number | null {
  const [, text] = /"date_modified_gmt":\s*"([^"]+)"/.exec(body) ?? [];
  const ms = text === undefined ? Number.NaN : Date.parse(`${text}Z`);
  return Number.isNaN(ms) ? null : ms;
}
