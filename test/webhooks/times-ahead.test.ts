import { beforeEach, describe, expect, test } from 'vitest';
import { payloadOf, shopifyBytes } from '../fixtures/load.ts';
import { bytes, createWorld, deliver, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let world: World;
beforeEach(() => {
  world = createWorld();
});

const iso = (inMs: number) => new Date(world.now() + inMs).toISOString();
const send = (fields: object) =>
  deliver(world, 'shopify', { rawBody: bytes({ ...payloadOf(shopifyBytes('orders-paid')), ...fields }) });
const aheadEvents = () => world.events.filter(({ kind }) => kind === 'shopClockAhead');

describe("a shop's clock", () => {
  test('that is ahead by more than ten minutes is told, and its order earns its points', async () => {
    expect((await send({ updated_at: iso(HOUR_MS) })).kind).toBe('applied');
    expect(aheadEvents()).toEqual([{ kind: 'shopClockAhead', store: 'demo-shopify', order: '6100000000001' }]);
  });

  test('that is right is not told of', async () => {
    await send({ updated_at: iso(600_000) });
    expect(aheadEvents()).toEqual([]);
  });

  test('that was ahead by a year does not shut out what comes after', async () => {
    await send({ updated_at: iso(365 * DAY_MS) });
    world.passTime(HOUR_MS);
    const returned = { financial_status: 'refunded', updated_at: iso(0) };
    expect((await send(returned)).kind).toBe('applied');
    expect(world.balances()).toEqual({ [ANA]: 0 });
  });
});

describe('a payment date', () => {
  const inThreeDays = () => ({ updated_at: iso(0), processed_at: iso(3 * DAY_MS) });

  test('further ahead than a day is left to a person, and its order earns its points on the day before', async () => {
    expect(await send(inThreeDays())).toMatchObject({ kind: 'parked', order: '6100000000001', entries: [] });
    expect(world.balances()).toEqual({});
    world.passTime(2 * DAY_MS - 1);
    await world.runWorkers();
    expect(world.balances()).toEqual({});
    world.passTime(1);
    expect(await world.runWorkers()).toMatchObject([{ kind: 'applied' }]);
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('that a newer body puts right is settled at once', async () => {
    await send(inThreeDays());
    world.passTime(1_000);
    expect((await send({ updated_at: iso(0), processed_at: iso(0) })).kind).toBe('applied');
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('within a day is the arrival', async () => {
    expect((await send({ updated_at: iso(0), processed_at: iso(DAY_MS) })).kind).toBe('applied');
    expect(world.ledger.orders()[0]?.facts.money?.value.paidAtMs).toBe(world.now());
  });

  test('of a store that settles through its queue waits likewise', async () => {
    world = createWorld({ shopify: { settlement: 'queued' } });
    expect(await send(inThreeDays())).toMatchObject({ kind: 'parked' });
    world.passTime(2 * DAY_MS);
    expect(await send({ ...inThreeDays(), processed_at: iso(DAY_MS), updated_at: iso(-2 * DAY_MS) })).toMatchObject({
      kind: 'deferred',
    });
    await world.runWorkers();
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });
});
