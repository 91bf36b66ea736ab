import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

type StoreAlarms = (store: { id: string; platform: string }, own: (...args: unknown[]) => unknown) => object;

let storeAlarms: StoreAlarms;
beforeAll(async () => {
  ({ storeAlarms } = await import(join(import.meta.dirname, '../../deploy/store-alarms.js')));
});

const alarmsOf = (id: string) => storeAlarms({ id, platform: 'woocommerce' }, (...args) => args);

test('have ids of letters and digits, of which no two meet', () => {
  const ids = ['shop', 'my-shop', 'myshop', 'my--shop', 'my-shop-', 'mydshop', 's-1', 's1'].flatMap((id) =>
    Object.keys(alarmsOf(id)),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[A-Za-z0-9]{1,255}$/.test(id))).toEqual([]);
});

test('are each on a metric of this store, and name it', () => {
  for (const [description, , , of] of Object.values(alarmsOf('my-shop'))) {
    expect(of).toBe('my-shop');
    expect(description).toContain('tore my-shop ');
  }
});
