import type { Store } from '../../../src/configuration/store.ts';
import { scramble } from './arrival.ts';
import { CURRENCIES } from './currency.ts';
import type { History, Life } from './history.ts';
import { createRandom, type Random } from './random.ts';
import { shopifyLife } from './shopify-life.ts';
import { situationsOf } from './situations.ts';
import { makeStore } from './store.ts';
import { woocommerceLife } from './woocommerce-life.ts';

const YEAR_START_MS = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
/** Longer than any hold. */
const REST_MS = 40 * DAY_MS;

/** The same seed gives the same history; platforms alternate by chance. */
export function generateHistory(seed: number): History {
  const random = createRandom(seed);
  const platform = random.chance(0.6) ? 'shopify' : 'woocommerce';
  const currency = random.weighted(CURRENCIES);
  const nextId = ids(random, platform);
  const lives: Life[] = [];
  const startMs = YEAR_START_MS + random.int(0, 300 * 86_400) * 1000;
  const count = random.chance(0.25) ? 2 : 1;
  for (let index = 0; index < count; index += 1) {
    const setting = { currency, startMs: startMs + random.int(0, 7_200) * 1000 * index, orderId: nextId(), nextId };
    lives.push(platform === 'shopify' ? shopifyLife(random, setting) : woocommerceLife(random, setting));
  }
  const store = makeStore(random, platform, currency, lives);
  const emissions = lives.flatMap((life) => life.emissions).sort((a, b) => a.atMs - b.atMs);
  const deliveries = scramble(random, emissions);
  const endMs = Math.max(...deliveries.map(({ atMs }) => atMs)) + REST_MS;
  let told: ReturnType<typeof situationsOf> | null = null;
  const describe = (): ReturnType<typeof situationsOf> => {
    told ??= situationsOf({ store, deliveries });
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

/** Shopify's ids are long, the vendor's own samples beyond 2^53 and neighbours there; WooCommerce counts from one. */
function ids(random: Random, platform: Store['platform']): () => string {
  let next = random.int(1000, 90_000);
  const prefix = platform === 'woocommerce' ? '' : random.chance(0.06) ? '8209829119461' : '54927636';
  return () => {
    next += 1;
    return prefix + String(next).padStart(platform === 'woocommerce' ? 0 : 5, '0');
  };
}
