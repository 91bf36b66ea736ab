import { storeSuffix } from './store-suffix.ts';

const DAY_SECONDS = 86_400;

/**
 * The alarms that name a store. Each begins at most once a day, however busy a staging copy is. `own` makes an alarm on a metric
 * of our own.
 */
export const storeAlarms = (store, own) => ({
  [`StoreMoved${storeSuffix(store)}`]: own(
    `Another host sends as store ${store.id}: it has moved, or a copy of it sends, too`,
    'OtherShop',
    { Period: DAY_SECONDS, OKActions: [] },
    store.id,
  ),
});
