import { describe, expect, test } from 'vitest';
import { woocommerceOrder } from '../../local/demo-orders.ts';
import { logLine, samplesOf } from '../../src/aws/cloudwatch/event-table.ts';
import { bytes, createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const MINUTE_MS = 60_000;

/** Bia's order of 40.00, in the minutes after it. */
function order(minute: number, refund?: string, status?: string): Uint8Array {
  const at = `2026-12-01T10:0${minute}:00`;
  const refunds = refund === undefined ? [] : [{ id: 7, total: `-${refund}` }];
  const body = woocommerceOrder({
    id: '101',
    email: 'bia@example.com',
    at,
    paidAt: '2026-12-01T10:00:00',
    price: '40.00',
    coupon: '0.00',
    total: '40.00',
    refunds,
  });
  return bytes({ ...body, ...(status !== undefined && { status }) });
}

const send = (world: World, rawBody: Uint8Array) => deliver(world, 'woocommerce', { rawBody, topic: 'order.updated' });

/** The same platform after its store was put into shadow, or taken out of it. */
function deployed(world: World, shadow: boolean): World {
  const stores = new Map([...world.dependencies.stores].map(([id, store]) => [id, { ...store, shadow }]));
  return { ...world, dependencies: { ...world.dependencies, stores } };
}

const inShadow = () => createWorld({ woocommerce: { shadow: true } });
const callsOf = ({ sandbox }: World) => sandbox.state().requests.change;

describe('a store in shadow', () => {
  test('answers what would have been posted, and posts nothing', async () => {
    const world = inShadow();
    expect(await send(world, order(0))).toMatchObject({
      kind: 'nothingToDo',
      reason: 'shadow',
      message: 'in shadow: nothing is posted to BonifiQ; +40 points would be',
      entries: [{ changeKey: 'ADD-***-40-101', points: 40, outcome: 'shadow' }],
    });
    expect(await send(world, order(1, '10.00'))).toMatchObject({
      reason: 'shadow',
      message: 'in shadow: nothing is posted to BonifiQ; -10 points would be',
      entries: [{ changeKey: 'REMOVE-***-10-101-2', points: -10, outcome: 'shadow' }],
    });
    expect(await send(world, order(1, '10.00'))).toMatchObject({ reason: 'duplicate', entries: [] });
    await world.runWorkers();
    expect(callsOf(world)).toBe(0);
    expect(world.queue.nextAtMs()).toBeNull();
  });

  test('neither asks for the account nor for its circuit breaker', async () => {
    const world = inShadow();
    const { circuitBreaker } = world.dependencies;
    const none = () => Promise.reject(new Error('asked for'));
    const refusing = { ...circuitBreaker, anticipate: () => expect.unreachable(), tryAcquire: none };
    const dependencies = { ...world.dependencies, circuitBreaker: refusing };
    expect(await send({ ...world, dependencies }, order(0))).toMatchObject({ reason: 'shadow' });
  });

  test('is in the log line, and in no metric of an error', async () => {
    const outcome = await send(inShadow(), order(0));
    const event = {
      kind: 'deliveryHandled',
      platform: 'woocommerce',
      store: STORES.woocommerce,
      topic: 'order.updated',
      delivery: null,
      tookMs: 5,
      outcome,
    } as const;
    expect(logLine(event)).toMatchObject({ level: 'info', fields: { reason: 'shadow', severity: 'success' } });
    expect(samplesOf(event)).toEqual([]);
  });

  test('says why an order would have no points, as any other', async () => {
    const world = inShadow();
    expect(await send(world, order(0, undefined, 'pending'))).toMatchObject({ reason: 'unpaid', entries: [] });
  });
});

describe('a store that leaves the shadow', () => {
  test('posts nothing of an order that began in it, and takes nothing back for it', async () => {
    const world = inShadow();
    await send(world, order(0));
    const after = deployed(world, false);
    await after.runWorkers(after.dependencies);
    expect(await send(after, order(1, '40.00'))).toMatchObject({
      reason: 'shadow',
      entries: [{ points: -40, outcome: 'shadow' }],
    });
    expect(callsOf(world)).toBe(0);
  });

  test('posts what begins afterwards', async () => {
    const world = inShadow();
    await send(world, order(0, undefined, 'pending'));
    expect(await send(deployed(world, false), order(1))).toMatchObject({ reason: 'applied' });
    expect(world.balances()).toEqual({ 'bia@example.com': 40 });
  });
});

describe('a store that is put into shadow', () => {
  test('keeps back what began before, says so loudly, and posts it when it leaves the shadow', async () => {
    const world = createWorld();
    await send(world, order(0));
    const shadow = deployed(world, true);
    const message = `store "${STORES.woocommerce}" is in shadow; what began before waits until it leaves it`;
    expect(await send(shadow, order(1, '10.00'))).toMatchObject({
      kind: 'deferred',
      reason: 'storeInShadow',
      message: `recorded; to be settled later: ${message}`,
      entries: [{ points: -10, outcome: 'pending' }],
    });
    expect(world.events).toContainEqual({ kind: 'alarm', reason: 'storeInShadow', message });

    shadow.passTime(31 * MINUTE_MS);
    await shadow.runWorkers(shadow.dependencies);
    expect(world.balances()).toEqual({ 'bia@example.com': 40 });

    const after = deployed(world, false);
    after.passTime(31 * MINUTE_MS);
    await after.runWorkers(after.dependencies);
    expect(world.balances()).toEqual({ 'bia@example.com': 30 });
  });
});
