import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderJson } from '../../sandbox/shops/woocommerce-query.ts';
import { recorded, recordedNames } from '../fixtures/load.ts';
import { createModelSecrets, WEBHOOK_SECRET } from '../support/models/secrets.ts';
import { DAY, HOUR, MINUTE, type Reconciling, SHOP, startReconciling } from '../support/reconciling.ts';
import { likeRecorded, recordedOrder } from '../support/store-apis/woocommerce-orders.ts';
import { bytes, deliver } from '../support/webhook-world.ts';

/** Order 18 in `processing`, paid: 39.98 and 12.50 of goods without tax, 68.00 in all; one point for each euro. */
const PAID = '007';
const POINTS = 52;
const NOOR = 'noor.devries@example.com';

describe('reconciliation', () => {
  let at: Reconciling;
  beforeEach(async () => {
    at = await startReconciling();
    // The first run of all looks back, too.
    await at.run();
  });
  afterEach(() => at.close());

  const put = (id: number, changes: OrderJson = {}, ageMs = 0) =>
    at.shop.put({ ...likeRecorded(PAID, id, at.world.now() - ageMs), ...changes });
  const webhook = (order: OrderJson) =>
    deliver(at.world, 'woocommerce', { rawBody: bytes(order), topic: 'order.updated' });
  const balance = async () => {
    await at.world.runWorkers();
    return at.world.balances()[NOOR] ?? 0;
  };

  test('finds a paid order that no webhook told of, posts its points, and says how late', async () => {
    put(500);
    at.world.passTime(20 * MINUTE);
    expect(await at.run()).toEqual({ read: 1, found: 1, moved: 1, unreadable: 0, done: 1, troubled: 0, left: 0 });
    expect(at.told('orderFound')).toEqual([
      { kind: 'orderFound', store: SHOP, order: '500', lateMs: 20 * MINUTE, news: 'points', points: POINTS },
    ]);
    expect(await balance()).toBe(POINTS);
    // Once, however often it is read.
    await at.runFor(2 * DAY);
    expect(at.told('orderFound')).toEqual([]);
    expect(await balance()).toBe(POINTS);
  });

  test('finds a refund, and takes back the points', async () => {
    put(500);
    await webhook(likeRecorded(PAID, 500, at.world.now()));
    at.world.passTime(HOUR);
    put(500, { refunds: [{ id: 501, reason: '', total: '-5.00' }] });
    await at.runFor(HOUR);
    // 52.48 × 63 ÷ 68 = 48.62
    expect(at.told('orderFound')).toMatchObject([{ order: '500', news: 'points', points: -4 }]);
    expect(await balance()).toBe(48);
  });

  test('finds nothing where the webhook told it, and writes nothing', async () => {
    put(500);
    const order = likeRecorded(PAID, 500, at.world.now());
    await webhook(order);
    const before = await at.world.ledger.load({ store: SHOP, order: '500' as never }, new AbortController().signal);
    await at.runFor(2 * DAY);
    expect(at.told('orderFound')).toEqual([]);
    expect(await at.world.ledger.load({ store: SHOP, order: '500' as never }, new AbortController().signal)).toEqual(
      before,
    );
    // Not again and again the same: the newest changes at each time, and all of 60 days once a day.
    expect(at.shop.requests.length).toBeLessThan(2 * 96 + 10);
  });

  test('leaves a change to its webhook for a while', async () => {
    put(500);
    at.world.passTime(14 * MINUTE);
    expect(await at.run()).toMatchObject({ read: 0, found: 0 });
    expect(at.world.ledger.orders()).toEqual([]);
    at.world.passTime(2 * MINUTE);
    expect(await at.run()).toMatchObject({ read: 1, found: 1 });
  });

  test('tells what it finds apart: a newer save of the same is nothing, an unpaid order no points', async () => {
    put(500);
    await webhook(likeRecorded(PAID, 500, at.world.now()));
    at.world.passTime(HOUR);
    put(500, { customer_note: 'a note' });
    put(501, { status: 'pending', date_paid_gmt: null });
    await at.runFor(30 * MINUTE);
    expect(at.told('orderFound')).toMatchObject([{ order: '501', news: 'facts', points: 0 }]);
  });

  test('finds a deleted refund, which changes no time, within a day', async () => {
    const refunded = { refunds: [{ id: 501, reason: '', total: '-5.00' }] };
    const order = { ...likeRecorded(PAID, 500, at.world.now()), ...refunded };
    at.shop.put(order);
    await webhook(order);
    await at.runFor(HOUR);
    expect(await balance()).toBe(48);
    at.shop.put({ ...order, refunds: [] });
    await at.runFor(DAY);
    expect(at.told('orderFound')).toMatchObject([{ order: '500', news: 'points', points: 4 }]);
    expect(await balance()).toBe(POINTS);
  });

  test.each([
    ['two hours behind', -2 * HOUR],
    ['two hours ahead', 2 * HOUR],
  ])('finds what a shop whose clock is %s changes', async (_name, skew) => {
    at.shop.configure({ now: () => at.world.now() + skew });
    at.shop.put(likeRecorded(PAID, 500, at.world.now() + skew));
    await at.runFor(DAY);
    put(501, {}, -skew);
    await at.runFor(HOUR);
    expect(at.told('orderFound')).toMatchObject([
      { order: '500', lateMs: 15 * MINUTE },
      { order: '501', lateMs: 15 * MINUTE },
    ]);
  });

  test('finds within a day what a shop changed whose clock was put back', async () => {
    put(500, {}, -5 * HOUR);
    at.shop.configure({ now: () => at.world.now() + 5 * HOUR });
    await at.runFor(30 * MINUTE);
    at.shop.configure({ now: () => at.world.now() });
    put(501);
    await at.runFor(DAY + HOUR);
    expect(at.told('orderFound').map(({ order }) => order)).toEqual(['500', '501']);
  });

  test('reads the past of a new store back to awardFrom, and 60 days at most', async () => {
    await at.close();
    at = await startReconciling({ woocommerce: { awardFrom: '2026-11-20' } });
    put(500, { date_paid_gmt: '2026-11-25T10:00:00' }, 5 * DAY);
    put(501, {}, 15 * DAY);
    expect(await at.run()).toMatchObject({ read: 1, found: 1, moved: 1 });
    expect(new URL(at.shop.requests.at(-1) ?? '', 'http://x').searchParams.get('modified_after')).toMatch(
      /^2026-11-19T/,
    );

    await at.close();
    at = await startReconciling();
    put(500, {}, 59 * DAY);
    put(501, {}, 61 * DAY);
    expect(await at.run()).toMatchObject({ read: 1 });
  });

  test('ends at the balances of every recorded order though not one webhook came', async () => {
    const names = recordedNames.filter((name) => /__order\.(created|updated|restored)\.json$/.test(name));
    for (const name of names) {
      const order = recordedOrder(name);
      const known = recorded(name).headers['x-wc-webhook-topic'];
      expect(known).toMatch(/^order\./);
      at.shop.put(order);
    }
    await at.runFor(DAY + HOUR);
    await at.world.runWorkers();
    // Those of test/end-to-end/recorded-deliveries.test.ts, by hand.
    const {
      'fee@example.com': fee,
      'guest.b@example.com': guest,
      'quinn@example.com': quinn,
      ...rest
    } = at.world.balances();
    expect([fee, guest, quinn, rest[NOOR]]).toEqual([52, 7, 6, 137]);
  });

  test('reads the last changes of a quiet shop again for an hour, and not for ever', async () => {
    for (let id = 1; id <= 20; id += 1) put(1_000 + id, {}, id * 1_000);
    await at.runFor(2 * HOUR);
    expect(await at.run()).toMatchObject({ read: 0, done: 1 });
    put(1_021);
    await at.runFor(30 * MINUTE);
    expect(at.told('orderFound')).toHaveLength(21);
    // What another server of the shop writes with a clock that is some seconds behind.
    put(1_022, {}, 30 * MINUTE + 10_000);
    await at.runFor(15 * MINUTE);
    expect(at.told('orderFound')).toMatchObject([{ order: '1022' }]);
  });

  describe('over pages', () => {
    test('finds all of 250 orders, a few at a time', async () => {
      for (let id = 1; id <= 250; id += 1) put(1_000 + id, {}, id * 1_000);
      at.world.passTime(20 * MINUTE);
      expect(await at.run()).toMatchObject({ found: 250, done: 1 });
      expect(at.world.ledger.orders()).toHaveLength(250);
    });

    test('goes on where the time was over, and reads no page again but for its last moment', async () => {
      for (let id = 1; id <= 250; id += 1) put(1_000 + id, {}, id * 1_000);
      at.world.passTime(20 * MINUTE);
      const before = at.shop.requests.length;
      // Each page takes so long that a run has time for one.
      const slow = { ...at.dependencies, apis: { woocommerce: slowly(at, 10_000) } };
      expect(await at.run(slow, 20_000)).toMatchObject({ read: 100, done: 0, left: 1 });
      expect(await at.run(slow, 20_000)).toMatchObject({ done: 0, left: 1 });
      expect(await at.run(slow, 20_000)).toMatchObject({ done: 1, left: 0 });
      expect(at.told('orderFound')).toHaveLength(250);
      expect(at.shop.requests.length - before).toBe(3);
    });

    test('looks back behind a page whose last order is changed while it is made', async () => {
      await at.run();
      for (let id = 1; id <= 150; id += 1) put(1_000 + id, {}, 2 * DAY - id * 1_000);
      at.world.passTime(DAY);
      // First the newest changes, of which there are none, then a page that ends with order 1100.
      at.shop.meanwhile(() => at.shop.meanwhile(() => put(1_100)));
      expect(await at.run()).toMatchObject({ found: 149, done: 1 });
      await at.runFor(30 * MINUTE);
      expect(at.told('orderFound')).toHaveLength(150);
    });

    test('asks a weak shop for fewer orders until it answers, and for more again the next day', async () => {
      at.shop.configure({ maxPerPage: 30 });
      for (let id = 1; id <= 60; id += 1) put(1_000 + id, {}, id * 1_000);
      await at.runFor(2 * HOUR);
      expect(at.told('orderFound')).toHaveLength(60);
      const sizes = () => at.shop.requests.map((path) => new URL(path, 'http://x').searchParams.get('per_page'));
      expect(sizes().at(-1)).toBe('25');
      at.shop.configure({ maxPerPage: 100 });
      await at.runFor(3 * DAY);
      expect(sizes().at(-1)).toBe('100');
    });
  });

  describe('a shop in trouble', () => {
    test('is tried less and less often, told of after six hours, and caught up with', async () => {
      put(500);
      at.shop.fail({ kind: 'status', status: 500 }, 1_000);
      const before = at.shop.requests.length;
      await at.runFor(6 * HOUR - 15 * MINUTE);
      expect(at.told('storeNotReconciled')).toEqual([]);
      // After 15, 30 and 60 minutes, and then each hour.
      expect(at.shop.requests.length - before).toBeLessThan(10);
      await at.runFor(HOUR);
      expect(at.told('storeNotReconciled')[0]).toEqual({
        kind: 'storeNotReconciled',
        store: SHOP,
        unreadMs: 6 * HOUR,
        because: "500: the shop's server fails",
      });
      at.shop.fail({ kind: 'status', status: 500 }, -1_000);
    });

    test('is left alone for as long as it asks', async () => {
      at.shop.fail({ kind: 'status', status: 429, headers: { 'Retry-After': '7200' } });
      await at.run();
      const before = at.shop.requests.length;
      await at.runFor(2 * HOUR - 15 * MINUTE);
      expect(at.shop.requests.length).toBe(before);
      put(500);
      await at.runFor(HOUR);
      expect(at.told('orderFound')).toHaveLength(1);
    });

    test('keeps no other from being read', async () => {
      const [store] = [...at.dependencies.stores.values()].filter(({ id }) => id === SHOP);
      if (store?.platform !== 'woocommerce') throw new Error('no store');
      const others = ['one', 'two', 'three'].map((id) => ({ ...store, id, siteUrls: [`${at.shop.url}/${id}`] }));
      const stores = new Map([...others, store].map((one) => [one.id, one]));
      put(500);
      at.world.passTime(20 * MINUTE);
      // The others have no REST API: the emulated shop answers below its own address only.
      expect(await at.run({ ...at.dependencies, stores })).toMatchObject({ found: 1, done: 1, troubled: 3 });
    });

    test('whose place to go on from is not taken begins anew', async () => {
      const { reconciliations } = at.dependencies;
      const { signal } = new AbortController();
      const known = await reconciliations.load(SHOP, signal);
      if (known === null) throw new Error('nothing is known');
      const recent = { ...known.record.recent, resume: 'of another version' };
      await reconciliations.save(SHOP, { ...known.record, recent }, known.version, signal);
      put(500);
      await at.runFor(HOUR);
      expect(at.told('orderFound')).toHaveLength(1);
    });
  });

  test('is not begun for a store without a key, or whose secret was never read', async () => {
    for (const secret of [{ bonifiq: { username: 'u', password: 'p' }, webhookSecrets: [WEBHOOK_SECRET] }, {}]) {
      const dependencies = {
        ...at.dependencies,
        reconciliations: (await startReconciling()).dependencies.reconciliations,
      };
      const before = at.shop.requests.length;
      expect(await at.run({ ...dependencies, secrets: createModelSecrets(secret) })).toMatchObject({
        done: 0,
        left: 0,
      });
      expect(at.shop.requests.length).toBe(before);
      expect(at.told('secretTrouble')).toEqual([]);
    }
  });

  test('says so when the secret of a store cannot be read any more', async () => {
    at.world.passTime(7 * HOUR);
    expect(await at.run({ ...at.dependencies, secrets: createModelSecrets({}) })).toMatchObject({ left: 1 });
    expect(at.world.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['secretTrouble', 'storeNotReconciled']),
    );
  });

  describe('a body that nobody can read', () => {
    const unreadable = { total: 'a hundred' };

    test('is parked once, whoever dismisses it', async () => {
      put(500, unreadable);
      await at.runFor(30 * MINUTE);
      expect(at.world.ledger.parkedDeliveries()).toMatchObject([{ store: SHOP, reason: 'unreadable', topic: null }]);
      const outcomes = at.told('orderSettled').map(({ outcome }) => outcome);
      expect(outcomes).toMatchObject([{ kind: 'parked', reason: 'unreadable' }]);
      await at.runFor(2 * DAY);
      expect(at.told('orderSettled')).toEqual([]);
    });

    test('of another shop is set aside, and nothing of it is believed', async () => {
      put(500, { _links: { self: [{ href: 'https://copy.example.com/wp-json/wc/v3/orders/500' }] } });
      await at.runFor(30 * MINUTE);
      expect(at.world.ledger.ofOtherShops()).toMatchObject([{ of: { host: 'copy.example.com' } }]);
      expect(at.world.ledger.orders()).toEqual([]);
    });
  });

  describe('while the ledger fails', () => {
    test('nothing is passed over', async () => {
      for (let id = 1; id <= 30; id += 1) put(1_000 + id, {}, id * 1_000);
      at.world.passTime(20 * MINUTE);
      const { ledger } = at.dependencies;
      let saves = 0;
      const failing = {
        ...ledger,
        save: (...args: Parameters<typeof ledger.save>) => {
          saves += 1;
          return saves > 10 ? Promise.reject(new Error('the ledger is out')) : ledger.save(...args);
        },
      };
      expect(await at.run({ ...at.dependencies, ledger: failing })).toMatchObject({ done: 0, left: 1 });
      await at.run();
      expect(at.world.ledger.orders()).toHaveLength(30);
    });

    test('how far stores came cannot be told, and others go on', async () => {
      const { reconciliations } = at.dependencies;
      const broken = { ...reconciliations, load: () => Promise.reject(new Error('the ledger is out')) };
      expect(await at.run({ ...at.dependencies, reconciliations: broken })).toMatchObject({ left: 1 });
      expect(at.told('warning')).toMatchObject([{ message: 'a store could not be reconciled' }]);
    });
  });

  test('is safe beside the webhook that comes at last, and beside itself', async () => {
    for (let id = 1; id <= 20; id += 1) put(1_000 + id);
    const late = Array.from({ length: 20 }, (_, index) => likeRecorded(PAID, 1_001 + index, at.world.now()));
    at.world.passTime(20 * MINUTE);
    const [one, other] = await Promise.all([at.run(), at.run(), ...late.map(webhook)]);
    expect(one.left + other.left).toBe(0);
    expect(await balance()).toBe(20 * POINTS);
    expect(at.world.sandbox.state().changes.filter(({ sent }) => sent !== 1)).toEqual([]);
  });
});

/** The shop's API, which takes so long by the world's clock. */
function slowly(at: Reconciling, ms: number) {
  const api = at.dependencies.apis.woocommerce;
  if (api === undefined) throw new Error('no API');
  return {
    async changedOrders(...args: Parameters<typeof api.changedOrders>) {
      at.world.passTime(ms);
      return await api.changedOrders(...args);
    },
  };
}
