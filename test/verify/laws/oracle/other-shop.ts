import type { Store } from '../../../../src/domain/store.ts';
import {
  type Delivered,
  isOfOtherShop,
  type Statement,
  shopifyFactsOf,
  statementsByOrder,
} from './expected-outcome.ts';
import { list, parseJson, text } from './json.ts';
import { newest as newestOfShopify } from './shopify-facts.ts';
import { newest as newestOfWooCommerce } from './woocommerce-target.ts';

/** What was told of each order by a host that the store did not name, in order of arrival. */
function toldByOthers({ store, deliveries }: Delivered, before: Store): Map<string, Statement[]> {
  const others = deliveries.filter(({ body }) => isOfOtherShop(parseJson(body), before));
  return new Map([...statementsByOrder({ store, deliveries: others })].filter(([, told]) => told.length > 0));
}

/** "Another host → parked (its newest body for each order …)": the bodies of that host which were not kept. */
export function supersededBodies(delivered: Delivered, before: Store): ReadonlySet<string> {
  const superseded = new Set<string>();
  for (const told of toldByOthers(delivered, before).values()) {
    const kept = newestOf(delivered.store, told);
    for (const { body } of told) if (body !== kept?.body) superseded.add(body);
  }
  return superseded;
}

function newestOf(store: Store, told: readonly Statement[]): Statement | undefined {
  const arrivals = new Map(told.map(({ json, firstArrivalMs }) => [json, firstArrivalMs]));
  const json =
    store.platform === 'shopify'
      ? newestOfShopify(shopifyFactsOf(told).orders, () => true)?.json
      : newestOfWooCommerce(
          told.map((one) => one.json),
          () => true,
          (body) => arrivals.get(body) ?? Number.POSITIVE_INFINITY,
        );
  return told.find((one) => one.json === json);
}

/** As it is kept: `null` where the body shows none. */
export function hostShownBy(body: string): string | null {
  const json = parseJson(body);
  const url = text(json, 'order_status_url') ?? text(list(json, '_links', 'self')[0], 'href');
  return url === null ? null : (URL.parse(url)?.host.replace(/^www\./, '') ?? null);
}
