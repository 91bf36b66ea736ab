import type { Store } from '../../../../src/domain/store.ts';
import type { Delivery, History } from './history.ts';
import type { Random } from './random.ts';

const NEW_DOMAIN = 'renamed-shop.myshopify.com';
const NEW_SITE = 'https://new.example.org';

/**
 * The same history of a shop that moves to another host before one of its bodies: that one, and whatever it says for the first
 * time after it, shows the new host. The store has it in its configuration.
 */
export function moveShop(history: History, random: Random): History {
  const { seed, endMs, store } = history;
  const { from, to, moved } = hostsOf(store, random);
  const movesAt = random.int(0, history.deliveries.length);
  const sent = new Map<string, string>();
  const deliveries = history.deliveries.map((delivery, index): Delivery => {
    const body = sent.get(delivery.body) ?? (index < movesAt ? delivery.body : delivery.body.replaceAll(from, to));
    sent.set(delivery.body, body);
    return { ...delivery, body };
  });
  return {
    seed,
    endMs,
    store: moved,
    deliveries,
    get situations() {
      return history.situations;
    },
    get arrivalDecides() {
      return history.arrivalDecides;
    },
  };
}

/** What the bodies show; with `www.` or without is the same site. */
function hostsOf(store: Store, random: Random): { from: string; to: string; moved: Store } {
  if (store.platform === 'shopify') {
    const moved = { ...store, shopDomains: [...store.shopDomains, NEW_DOMAIN] };
    return { from: `https://${store.shopDomains[0]}/`, to: `https://${NEW_DOMAIN}/`, moved };
  }
  const withWww = NEW_SITE.replace('//', '//www.');
  const to = random.pick([NEW_SITE, withWww]);
  const moved = { ...store, siteUrls: [...store.siteUrls, random.pick([NEW_SITE, withWww])] };
  return { from: `${store.siteUrls[0]}/`, to: `${to}/`, moved };
}
