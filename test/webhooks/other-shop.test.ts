import { beforeEach, describe, expect, test } from 'vitest';
import { outcomeTable } from '../../src/domain/outcome-table.ts';
import { platforms } from '../../src/lambda/platforms.ts';
import { byId } from '../../src/shared/by-id.ts';
import { replayDelivery } from '../../src/webhooks/replay-delivery.ts';
import { payloadOf, recorded, shopifyBytes } from '../fixtures/load.ts';
import { bytes, createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const NOOR = 'noor.devries@example.com';
const DAY_MS = 86_400_000;

let world: World;
beforeEach(() => {
  world = createWorld();
});

/** The fixtures' paid order, as the shop sends it under another host. */
const bodies = {
  shopify: (host: string, fields: object = {}) =>
    bytes({ ...payloadOf(shopifyBytes('orders-paid')), order_status_url: `https://${host}/1/orders/x`, ...fields }),
  woocommerce: (host: string, fields: object = {}) =>
    bytes({
      ...payloadOf(recorded('007').rawBody),
      _links: { self: [{ href: `https://${host}/wp-json/wc/v3/orders/18` }] },
      ...fields,
    }),
};

const cases = [
  {
    platform: 'shopify',
    host: 'new-name.myshopify.com',
    other: 'copy.myshopify.com',
    setting: 'shopDomain',
    balances: { [ANA]: 230 },
    order: '6100000000001',
    later: { updated_at: '2026-03-11T10:00:00-03:00', financial_status: 'voided' },
    earlier: { updated_at: '2026-03-09T10:00:00-03:00', financial_status: 'pending' },
    anotherOrder: { created_at: '2026-03-11T09:00:00-03:00' },
  },
  {
    platform: 'woocommerce',
    host: 'new-name.example.com',
    other: 'staging.example.com',
    setting: 'siteUrl',
    balances: { [NOOR]: 52 },
    order: '18',
    later: { date_modified_gmt: '2026-11-23T08:00:00', status: 'cancelled' },
    earlier: { date_modified_gmt: '2026-11-21T08:00:00', status: 'pending' },
    anotherOrder: { order_key: 'wc_order_another' },
  },
] as const;

describe.each(cases)('a body of another shop: $platform', (one) => {
  const { platform, host, other, setting, balances, order, later, earlier } = one;
  const send = (rawBody: Uint8Array) => deliver(world, platform, { rawBody, topic: null });
  const body = (fields: object = {}, from: string = host) => bodies[platform](from, fields);

  /** A world with the same ledger, whose configuration knows the new host, too. */
  const learned = () => {
    const stores = [...world.dependencies.stores.values()].map((store) => {
      if (store.id !== STORES[platform]) return store;
      return store.platform === 'shopify'
        ? { ...store, shopDomains: [...store.shopDomains, host] }
        : { ...store, siteUrls: [...store.siteUrls, `https://www.${host}`] };
    });
    return { ...world.dependencies, stores: byId(stores) };
  };

  /** What `redrive` sends of all that was set aside, through these functions. */
  const redriveThrough = async (dependencies: World['dependencies']) => {
    const outcomes = [];
    for (const { pk, delivery } of world.ledger.ofOtherShops()) {
      const kept = { ...delivery, tries: 0, parkedPk: pk };
      outcomes.push((await replayDelivery({ ...dependencies, platforms }, kept, world.deadline())).kind);
    }
    return outcomes;
  };

  test('is set aside for a person, and changes nothing', async () => {
    const rawBody = body();
    const outcome = await send(rawBody);
    const because = `the shop seems to have moved to ${host}: add it to ${setting}, then redrive`;
    expect(outcome).toEqual({
      kind: 'parked',
      reason: 'otherShop',
      order,
      entries: [],
      message: `kept for a person: ${because}`,
    });
    expect(outcomeTable.parked).toMatchObject({ severity: 'error', disposition: 'parked', httpStatus: 200 });
    expect(world.ledger.orders()).toEqual([]);
    expect(world.ledger.parkedDeliveries()).toEqual([]);
    const about = { store: STORES[platform], signature: null, reason: 'otherShop', because };
    expect(world.ledger.ofOtherShops()).toMatchObject([
      { delivery: { ...about, body: rawBody }, untilMs: world.now() + 60 * DAY_MS },
    ]);
    expect(world.balances()).toEqual({});
  });

  test('leaves the order as it is that has its number', async () => {
    await send(platform === 'shopify' ? shopifyBytes('orders-paid') : recorded('007').rawBody);
    const before = world.ledger.orders();
    expect((await send(body(later))).kind).toBe('parked');
    expect(world.ledger.orders()).toEqual(before);
    expect(world.balances()).toEqual(balances);
  });

  test.each([
    ['it came last', [{}, later]],
    ['it came first', [later, {}]],
    ['it came twice', [later, {}, later]],
  ])('is the newest of its order, though %s', async (_, told) => {
    for (const fields of told) {
      world.passTime(1_000);
      await send(body(fields));
    }
    expect(world.ledger.ofOtherShops()).toMatchObject([{ delivery: { body: body(later) } }]);
  });

  test('takes the place of none that a third shop sent', async () => {
    await send(body());
    await send(body(later, other));
    expect(world.ledger.ofOtherShops().map(({ of }) => of.host)).toEqual([host, other]);
  });

  test('is recorded by a redrive once the configuration names its host', async () => {
    await send(body(earlier));
    await send(body());
    expect(await redriveThrough(learned())).toEqual(['applied']);
    expect(world.ledger.ofOtherShops()).toEqual([]);
    expect(world.balances()).toEqual(balances);
  });

  test('stays when it is sent through again before, and is kept no longer for it', async () => {
    await send(body());
    const [first] = world.ledger.ofOtherShops();
    world.passTime(DAY_MS);
    expect(await redriveThrough(world.dependencies)).toEqual(['parked']);
    expect(world.ledger.ofOtherShops()).toEqual([first]);
  });

  test('is set aside still when another host was added', async () => {
    await send(body());
    await send(body({}, other));
    expect((await redriveThrough(learned())).toSorted()).toEqual(['applied', 'parked']);
    expect(world.ledger.ofOtherShops()).toMatchObject([{ of: { host: other } }]);
  });

  test('that came while an older one was sent through stays', async () => {
    await send(body());
    const [older] = world.ledger.ofOtherShops();
    if (older === undefined) throw new Error('nothing was set aside');
    world.passTime(1_000);
    await send(body(later));
    const kept = { ...older.delivery, tries: 0, parkedPk: older.pk };
    expect((await replayDelivery({ ...learned(), platforms }, kept, world.deadline())).kind).toBe('applied');
    expect(world.ledger.ofOtherShops()).toMatchObject([{ delivery: { body: body(later) } }]);
  });

  test('is listed for the other reason alone when it is another order of a known number', async () => {
    await send(platform === 'shopify' ? shopifyBytes('orders-paid') : recorded('007').rawBody);
    await send(body({ ...later, ...one.anotherOrder }));
    expect(await redriveThrough(learned())).toEqual(['parked']);
    expect(world.ledger.ofOtherShops()).toEqual([]);
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ reason: 'otherOrder' }]);
    expect(world.balances()).toEqual(balances);
  });

  test('that cannot be read is kept by itself, and parked as such by a redrive', async () => {
    const unread = platform === 'shopify' ? { updated_at: 'yesterday' } : { date_modified_gmt: 'yesterday' };
    await send(body());
    expect(await send(body(unread))).toMatchObject({ kind: 'parked', order: null });
    expect(world.ledger.ofOtherShops()).toHaveLength(2);
    expect((await redriveThrough(learned())).toSorted()).toEqual(['applied', 'parked']);
    expect(world.ledger.ofOtherShops()).toEqual([]);
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ reason: 'unreadable' }]);
  });

  test('is kept by the queue where the ledger cannot take it', async () => {
    const ledger = { ...world.ledger, parkOtherShop: () => Promise.reject(new Error('down')) };
    const dependencies = { ...world.dependencies, ledger };
    const rawBody = body();
    const outcome = await deliver({ ...world, dependencies }, platform, { rawBody, topic: null });
    expect(outcome).toMatchObject({ kind: 'deferred', reason: 'ledgerNotWritten' });
    const receivedAtMs = world.now();
    world.passTime(60_000);
    await world.runWorkers();
    expect(world.ledger.ofOtherShops()).toMatchObject([{ delivery: { body: rawBody, receivedAtMs } }]);
  });
});

test('a site is the same with www. and without', async () => {
  for (const siteUrl of ['https://www.store.example.com', 'https://store.example.com']) {
    for (const host of ['www.store.example.com', 'store.example.com']) {
      world = createWorld({ woocommerce: { siteUrl } });
      const sent = { rawBody: bodies.woocommerce(host), topic: 'order.updated' };
      expect((await deliver(world, 'woocommerce', sent)).kind).toBe('applied');
    }
  }
});
