import type { ParsedStore } from './config-schema.ts';
import { instantOf } from './local-time.ts';

/** What no single field shows: faults between the fields of a store, and between stores. */
export function storeFaults(stores: readonly ParsedStore[]): string[] {
  return [...stores.flatMap(timeFaults), ...stores.flatMap(ruleFaults), ...idFaults(stores), ...prefixFaults(stores)];
}

function timeFaults(store: ParsedStore): string[] {
  const times = [
    ['awardFrom', store.awardFrom],
    ...store.rules.flatMap((rule) => (rule.from === undefined ? [] : [[`rule "${rule.version}", from`, rule.from]])),
    ...store.campaigns.flatMap(({ name, from, to }) => [
      [`campaign "${name}", from`, from],
      [`campaign "${name}", to`, to],
    ]),
  ] as const;
  const missing = times
    .filter(([, time]) => instantOf(time ?? '', store.timeZone) === undefined)
    .map(([place, time]) => `store "${store.id}", ${place}: there is no ${time}`);
  const empty = store.campaigns
    .filter(({ from, to }) => from >= to)
    .map(({ name }) => `store "${store.id}", campaign "${name}": it ends before it begins`);
  return [...missing, ...empty];
}

function ruleFaults(store: ParsedStore): string[] {
  const place = `store "${store.id}", rules`;
  const faults = [];
  if (repeated(store.rules.map((rule) => rule.version)).length > 0) faults.push(`${place}: two rules share a version`);
  if (repeated(store.rules.map((rule) => rule.from ?? '')).length > 0)
    faults.push(`${place}: two rules begin together`);
  if (!store.rules.some(({ from }) => from === undefined || from <= store.awardFrom)) {
    faults.push(
      `${place}: no rule covers orders paid at awardFrom (${store.awardFrom}); leave out "from" in the first one`,
    );
  }
  return faults;
}

function idFaults(stores: readonly ParsedStore[]): string[] {
  return repeated(stores.map((store) => store.id)).map((id) => `store "${id}": two stores share this id`);
}

/**
 * Order numbers of WooCommerce begin at 1 in every shop. Two orders of one number in one BonifiQ account would share
 * their change keys, and one of them would get nothing.
 */
function prefixFaults(stores: readonly ParsedStore[]): string[] {
  const byAccount = Map.groupBy(stores, (store) => store.account ?? store.id);
  return [...byAccount].flatMap(([account, sharing]) => {
    if (sharing.length < 2) return [];
    const bare = sharing
      .filter((store) => store.platform === 'woocommerce' && store.orderPrefix === undefined)
      .map(
        ({ id }) =>
          `store "${id}": shares the account "${account}", so its order numbers need an orderPrefix such as "2."`,
      );
    const twice = repeated(sharing.flatMap((store) => store.orderPrefix ?? [])).map(
      (prefix) => `orderPrefix "${prefix}": two stores of the account "${account}" share it`,
    );
    return [...bare, ...twice];
  });
}

function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, index) => texts.indexOf(text) !== index))];
}
