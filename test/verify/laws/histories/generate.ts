import type { Store } from '../../../../src/domain/store.ts';
import { scramble } from './arrival.ts';
import { CURRENCIES, currencyNamed } from './currency.ts';
import type { History, Life } from './history.ts';
import { createRandom, type Random } from './random.ts';
import { SHOP_DOMAIN } from './shopify-cart.ts';
import { shopifyLife } from './shopify-life.ts';
import { situationsOf } from './situations.ts';
import { makeStore } from './store.ts';
import { SITE_URL } from './woocommerce-cart.ts';
import { woocommerceLives } from './woocommerce-life.ts';

const YEAR_START_MS = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
/** Longer than any hold. */
const REST_MS = 40 * DAY_MS;

/** A shop that is there already and lives through many histories. */
export interface Shop {
  readonly store: Store;
  /** Its orders begin in the 300 days from here on. */
  readonly fromMs: number;
  /** Numbers of orders, lines and refunds; none comes twice. */
  readonly nextNumber: () => number;
}

/** The same seed gives the same history; platforms alternate by chance, and the store is made to fit, unless the shop is given. */
export function generateHistory(seed: number, shop?: Shop): History {
  const random = createRandom(seed);
  const platform = shop?.store.platform ?? (random.chance(0.6) ? 'shopify' : 'woocommerce');
  const currency = shop === undefined ? random.weighted(CURRENCIES) : currencyNamed(shop.store.currency);
  const nextId = ids(random, platform, shop?.nextNumber);
  const lives: Life[] = [];
  const startMs = (shop?.fromMs ?? YEAR_START_MS) + random.int(0, 300 * 86_400) * 1000;
  const count = random.chance(0.25) ? 2 : 1;
  for (let index = 0; index < count; index += 1) {
    const setting = { currency, startMs: startMs + random.int(0, 7_200) * 1000 * index, orderId: nextId(), nextId };
    if (platform === 'shopify') lives.push(shopifyLife(random, { ...setting, shopDomain: domainOf(shop) }));
    else lives.push(...woocommerceLives(random, { ...setting, siteUrl: siteOf(shop) }));
  }
  const store = shop?.store ?? { ...makeStore(random, platform, currency, lives), shadow: isInShadow(seed) };
  const emissions = lives.flatMap((life) => life.emissions).sort((a, b) => a.atMs - b.atMs);
  const deliveries = scramble(random, emissions);
  const endMs = Math.max(...deliveries.map(({ atMs }) => atMs)) + REST_MS;
  let told: ReturnType<typeof situationsOf> | null = null;
  const describe = (): ReturnType<typeof situationsOf> => {
    told ??= situationsOf(
      { store, deliveries },
      lives.flatMap(({ runs }) => runs),
    );
    return told;
  };
  return {
    seed,
    store,
    deliveries,
    endMs,
    // Told on demand: most runs never ask.
    get situations() {
      return describe().situations;
    },
    get arrivalDecides() {
      return describe().arrivalDecides;
    },
  };
}

/** By a source of chance of its own: what else a seed means stays. */
function isInShadow(seed: number): boolean {
  return createRandom(seed + SHADOW).chance(0.08);
}

const SHADOW = 0x5ade;

/** Shopify's ids are long, the vendor's own samples beyond 2^53 and neighbours there; WooCommerce counts from one. */
function ids(random: Random, platform: Store['platform'], nextNumber?: () => number): () => string {
  let last = random.int(1000, 90_000);
  const counted = () => {
    last += 1;
    return last;
  };
  const prefix = platform === 'woocommerce' ? '' : random.chance(0.06) ? '8209829119461' : '54927636';
  const next = nextNumber ?? counted;
  return () => prefix + String(next()).padStart(platform === 'woocommerce' ? 0 : 5, '0');
}

const domainOf = (shop: Shop | undefined): string =>
  shop?.store.platform === 'shopify' ? (shop.store.shopDomains[0] ?? SHOP_DOMAIN) : SHOP_DOMAIN;

const siteOf = (shop: Shop | undefined): string =>
  shop?.store.platform === 'woocommerce' ? (shop.store.siteUrls[0] ?? SITE_URL) : SITE_URL;
