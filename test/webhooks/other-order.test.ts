import { beforeEach, describe, expect, test } from 'vitest';
import { parkedPk } from '../../src/aws/dynamodb/item-keys.ts';
import { outcomeTable } from '../../src/domain/outcome-table.ts';
import { platforms } from '../../src/lambda/platforms.ts';
import { replayDelivery } from '../../src/webhooks/replay-delivery.ts';
import { payloadOf, recorded, shopifyBytes } from '../fixtures/load.ts';
import { bytes, createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const NOOR = 'noor.devries@example.com';

let world: World;
beforeEach(() => {
  world = createWorld();
});

/** The order of the fixtures, and one of a restored shop that has its number. */
const bodies = {
  shopify: (fields: object = {}) => bytes({ ...payloadOf(shopifyBytes('orders-paid')), ...fields }),
  woocommerce: (fields: object = {}) => bytes({ ...payloadOf(recorded('007').rawBody), ...fields }),
};
const later = { updated_at: '2026-03-11T10:00:00-03:00', date_modified_gmt: '2026-11-23T08:00:00' };

describe.each([
  ['shopify', { ...later, created_at: '2026-03-11T09:00:00-03:00' }, { [ANA]: 230 }, '6100000000001'],
  ['woocommerce', { ...later, order_key: 'wc_order_another' }, { [NOOR]: 52 }, '18'],
] as const)('a body of another order that has a known number: %s', (platform, another, balances, order) => {
  const rawBody = bodies[platform](another);
  const body = { store: STORES[platform], signature: null, body: rawBody };

  test('is kept for a person, and changes nothing', async () => {
    await deliver(world, platform, { rawBody: bodies[platform]() });
    const before = world.ledger.orders();
    const outcome = await deliver(world, platform, { rawBody, topic: null });
    expect(outcome).toMatchObject({ kind: 'parked', reason: 'otherOrder', order, entries: [] });
    expect(outcome.message).toMatch(/another order with this id is recorded.*restored/);
    expect(outcomeTable[outcome.kind]).toMatchObject({ severity: 'error', httpStatus: 200 });
    expect(world.ledger.orders()).toEqual(before);
    expect(world.ledger.parkedDeliveries()).toMatchObject([
      { ...body, reason: 'otherOrder', because: expect.stringMatching(/another order/) },
    ]);
    expect(world.balances()).toEqual(balances);
  });

  test('is the order, where nothing of that number is recorded', async () => {
    expect((await deliver(world, platform, { rawBody })).kind).toBe('applied');
    expect(world.balances()).toEqual(balances);
  });

  test('stays for a person when it is sent through again', async () => {
    await deliver(world, platform, { rawBody: bodies[platform]() });
    await deliver(world, platform, { rawBody });
    const kept = { ...body, topic: null, receivedAtMs: world.now(), tries: 0, parkedPk: parkedPk(body) };
    expect(await replayDelivery({ ...world.dependencies, platforms }, kept, world.deadline())).toMatchObject({
      kind: 'parked',
    });
    expect(world.ledger.parkedDeliveries()).toHaveLength(1);
  });

  test('is kept by the queue where it cannot be parked', async () => {
    await deliver(world, platform, { rawBody: bodies[platform]() });
    const ledger = { ...world.ledger, parkDelivery: () => Promise.reject(new Error('down')) };
    const outcome = await deliver({ ...world, dependencies: { ...world.dependencies, ledger } }, platform, { rawBody });
    expect(outcome).toMatchObject({ kind: 'deferred' });
    world.passTime(60_000);
    await world.runWorkers();
    expect(world.ledger.parkedDeliveries()).toMatchObject([body]);
  });
});
