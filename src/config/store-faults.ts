import { siteHost } from '../domain/site-host.ts';
import { instantOf } from '../shared/local-time.ts';
import { itemName } from './issue-path.ts';
import type { LenientStore } from './lenient-schema.ts';
import { repeated } from './repeated.ts';

interface NamedStore extends LenientStore {
  /** The store's name in faults, such as `store "my-shop"`. */
  readonly place: string;
}

/** Faults between the fields of a store, and between stores. */
export function storeFaults(sketches: readonly (LenientStore | null)[]): string[] {
  const stores = sketches.flatMap((store, index) =>
    store === null ? [] : [{ ...store, place: itemName('stores', store, index) }],
  );
  return [
    ...stores.flatMap(timeFaults),
    ...stores.flatMap(ruleFaults),
    ...idFaults(stores),
    ...shopFaults(stores),
    ...accountFaults(stores),
    ...prefixFaults(stores),
  ];
}

function timeFaults(store: NamedStore): string[] {
  const times = [
    ['awardFrom', store.awardFrom] as const,
    ...store.rules.map((rule, index) => [`${itemName('rules', rule, index)}, from`, rule.from] as const),
    ...store.campaigns.flatMap((campaign, index) => {
      const name = itemName('campaigns', campaign, index);
      return [[`${name}, from`, campaign.from] as const, [`${name}, to`, campaign.to] as const];
    }),
  ];
  const { place, timeZone } = store;
  const missing = times.flatMap(([field, time]) =>
    typeof time === 'string' && typeof timeZone === 'string' && instantOf(time, timeZone) === undefined
      ? [`${place}, ${field}: ${noSuchTime(time, timeZone)}`]
      : [],
  );
  const empty = store.campaigns.flatMap((campaign, index) => {
    const [from, to] = [instantIn(store, campaign.from), instantIn(store, campaign.to)];
    if (from === undefined || to === undefined || from < to) return [];
    return [`${place}, ${itemName('campaigns', campaign, index)}: "to" must be later than "from"`];
  });
  return [...missing, ...empty];
}

function noSuchTime(time: string, timeZone: string): string {
  const [date = '', clock = '00:00'] = time.split('T');
  const isSkipped = instantOf(date, timeZone) !== undefined && clock < '24';
  return isSkipped ? `the clocks of ${timeZone} skip ${time}; write the hour before or after` : `there is no ${time}`;
}

function ruleFaults(store: NamedStore): string[] {
  const place = `${store.place}, rules`;
  const faults = [];
  for (const version of repeated(store.rules.map((rule) => rule.version))) {
    faults.push(`${place}: two rules share the version "${version}"`);
  }
  const begins = store.rules.map(({ from }) =>
    from === undefined ? Number.NEGATIVE_INFINITY : instantIn(store, from),
  );
  if (repeated(begins).length > 0) faults.push(`${place}: two rules begin together; give the newer one its own "from"`);
  const start = instantIn(store, store.awardFrom);
  const isKnown = start !== undefined && begins.length > 0 && !begins.includes(undefined);
  if (isKnown && !begins.some((begin) => begin !== undefined && begin <= start)) {
    faults.push(
      `${place}: no rule covers orders paid at awardFrom (${store.awardFrom}); leave out "from" in the first one`,
    );
  }
  return faults;
}

function idFaults(stores: readonly NamedStore[]): string[] {
  return repeated(stores.map((store) => store.id)).map((id) => `store "${id}": two stores share this id`);
}

/** One shop in two stores would get points twice. A WooCommerce shop may have a store for each currency. */
function shopFaults(stores: readonly NamedStore[]): string[] {
  const shops = stores.flatMap((store) => {
    const names = new Set(store.platform === 'woocommerce' ? sitesOf(store) : domainsOf(store));
    return [...names].map((shop) => ({ shop, place: store.place }));
  });
  return [...Map.groupBy(shops, ({ shop }) => shop)].flatMap(([shop, sharing]) => {
    if (sharing.length < 2) return [];
    const places = sharing.map(({ place }) => place).join(' and ');
    return `${places}: they are one shop, ${shop}, whose orders would earn points in each`;
  });
}

function domainsOf({ shopDomain }: NamedStore): string[] {
  return shopDomain.map((domain) => domain.toLowerCase());
}

function sitesOf({ siteUrl, currency }: NamedStore): string[] {
  if (typeof currency !== 'string') return [];
  return siteUrl.flatMap((url) => {
    const host = siteHost(url);
    return host === null ? [] : [`${host}${new URL(url).pathname.replace(/\/+$/, '')} in ${currency}`];
  });
}

/**
 * Only the configuration can say whether two stores post to one BonifiQ account. Where order numbers can collide, a wrong guess
 * costs points.
 */
function accountFaults(stores: readonly NamedStore[]): string[] {
  if (stores.length < 2 || !stores.some(({ platform }) => platform === 'woocommerce')) return [];
  return stores
    .filter(({ account }) => account === undefined)
    .map(
      ({ place }) =>
        `${place}, account: is missing: name the BonifiQ account it posts to, with the same name in stores that share one`,
    );
}

/**
 * WooCommerce's order numbers begin at 1 in every shop. Two orders with one number in one BonifiQ account would have equal
 * change keys, and one of them would get nothing.
 */
function prefixFaults(stores: readonly NamedStore[]): string[] {
  const byAccount = Map.groupBy(stores, (store) => store.account ?? store.id ?? store.place);
  return [...byAccount].flatMap(([account, sharing]) => {
    if (sharing.length < 2) return [];
    const bare = sharing
      .filter((store) => store.platform === 'woocommerce' && store.orderPrefix === undefined)
      .map(
        ({ place }) =>
          `${place}: shares the account "${account}", so its order numbers need an orderPrefix such as "2."`,
      );
    const twice = repeated(sharing.map((store) => store.orderPrefix)).map(
      (prefix) => `orderPrefix "${prefix}": two stores of the account "${account}" share it`,
    );
    return [...bare, ...twice];
  });
}

function instantIn({ timeZone }: LenientStore, time: string | null | undefined): number | undefined {
  return typeof time === 'string' && typeof timeZone === 'string' ? instantOf(time, timeZone) : undefined;
}
