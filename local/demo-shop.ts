import * as z from 'zod';
import { CONSUMER, startWooCommerceShop, type WooCommerceShop } from '../sandbox/shops/woocommerce-shop.ts';
import { subscriptionAddress } from '../src/domain/subscriptions/address.ts';
import { WOOCOMMERCE_NEEDS } from '../src/platforms/woocommerce/subscription-needs.ts';
import { parseJson } from '../src/shared/parse-json.ts';
import { demoWooCommerce } from './demo-stores.ts';
import { demoShops, type LocalShops } from './shops.ts';

/** The demo's stores, the WooCommerce one at a shop whose API can be asked. */
export interface DemoShop {
  readonly shop: WooCommerceShop;
  readonly shops: LocalShops;
}

/** Whoever starts it closes the shop. Its webhooks are made again when they fail. */
export async function startDemoShop(): Promise<DemoShop> {
  const shop = await startWooCommerceShop();
  return { shop, shops: atShop(demoShops, shop, 'autoRepair') };
}

/** These stores, the demo's WooCommerce store among them at this shop. */
export function atShop(
  { config, stores, storeApis }: LocalShops,
  { url }: Pick<WooCommerceShop, 'url'>,
  webhooks: 'watch' | 'autoRepair',
): LocalShops {
  const here = config.stores.map((store) =>
    store.id === demoWooCommerce.id && store.platform === 'woocommerce'
      ? { ...store, siteUrls: [url, ...store.siteUrls], webhooks }
      : store,
  );
  return { config: { ...config, stores: here }, stores, storeApis: { ...storeApis, [demoWooCommerce.id]: CONSUMER } };
}

/** Makes the webhooks that the store needs, as a person makes them in the shop. */
export function subscribe({ webhooks }: Pick<WooCommerceShop, 'webhooks'>, platformUrl: string): void {
  const delivery_url = subscriptionAddress(platformUrl, demoWooCommerce);
  for (const topic of WOOCOMMERCE_NEEDS.topics)
    webhooks.add({ topic, delivery_url, secret: demoWooCommerce.webhookSecret });
}

const PATH = `/webhooks/woocommerce/${demoWooCommerce.id}`;

/** The shop has the orders that were sent for it, as they were sent last. */
export function putDelivered(shop: Pick<WooCommerceShop, 'put'>, { path, status, bodyBase64 }: Sent): void {
  const body =
    path === PATH && status < 300 ? order.safeParse(parseJson(Buffer.from(bodyBase64, 'base64').toString())) : null;
  if (body?.success) shop.put(body.data);
}

interface Sent {
  readonly path: string;
  /** What was answered: what a stranger sends is refused. */
  readonly status: number;
  readonly bodyBase64: string;
}

const order = z.looseObject({ id: z.int(), date_modified_gmt: z.string() });
