import { beforeEach, describe, expect, test } from 'vitest';
import { sign } from '../../src/platforms/hmac-signature.ts';
import { payloadOf, shopifyBytes } from '../fixtures/load.ts';
import { handlersInSimulatedTime } from '../support/handlers-in-simulated-time.ts';
import { CREDENTIALS } from '../support/models/secrets.ts';
import { bytes, createWorld, headersOf, type World } from '../support/webhook-world.ts';

const OLD = 'the-old-made-up-secret-of-the-store';
const NEW = 'the-new-made-up-secret-of-the-store';
const secretOf = (webhookSecret: string) => JSON.stringify({ bonifiq: CREDENTIALS, webhookSecrets: [webhookSecret] });

let world: World;
let kept: string;
let handlers: ReturnType<typeof handlersInSimulatedTime>;
let orders: number;
beforeEach(() => {
  world = createWorld();
  kept = secretOf(OLD);
  handlers = handlersInSimulatedTime(world, async () => kept);
  orders = 6_000;
});

function genuine(secret: string): Promise<number> {
  orders += 1;
  const order = { ...payloadOf(shopifyBytes('orders-paid')), id: String(orders), admin_graphql_api_id: undefined };
  const rawBody = bytes(order);
  return handlers.request('shopify', headersOf('shopify', { rawBody, secret }), rawBody);
}
function stranger(): Promise<number> {
  const rawBody = bytes('{}');
  return handlers.request('shopify', headersOf('shopify', { rawBody, signature: sign(rawBody, 'nobody') }), rawBody);
}
/** What comes of a genuine delivery a second. */
async function genuineEachSecond(times: number, secret: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let second = 0; second < times; second += 1) {
    statuses.push(await genuine(secret));
    world.passTime(1_000);
  }
  return statuses;
}

describe('a webhook secret that is replaced without an overlap', () => {
  test('is known to the first genuine delivery, though a stranger tried just before', async () => {
    expect(await genuine(OLD)).toBe(200);
    world.passTime(5_000);
    expect(await stranger()).toBe(401);
    kept = secretOf(NEW);
    world.passTime(100);
    expect(await genuineEachSecond(29, NEW)).toEqual(Array(29).fill(200));
    expect(world.ledger.orders()).toHaveLength(30);
    // Once at the start, for the stranger, and for the first genuine one, which waited for the rest of the two seconds.
    expect(handlers.reads()).toBe(3);
  });

  test('is known within two seconds to a container that a flood of bad signatures keeps busy', async () => {
    await genuine(OLD);
    /** Ten bad signatures a second. */
    const flood = async (seconds: number) => {
      for (let sent = 0; sent < 10 * seconds; sent += 1) {
        expect(await stranger()).toBe(401);
        world.passTime(100);
      }
    };
    await flood(60);
    kept = secretOf(NEW);
    const statuses: number[] = [];
    for (let second = 0; second < 29; second += 1) {
      await flood(1);
      statuses.push(await genuine(NEW));
    }
    expect(statuses.slice(2)).toEqual(Array(27).fill(200));
  });

  test('costs a flood one read in two seconds, and five waits a minute', async () => {
    await genuine(OLD);
    const begunAtMs = world.now();
    for (let sent = 0; sent < 600; sent += 1) {
      await stranger();
      world.passTime(100);
    }
    const tookMs = world.now() - begunAtMs;
    // 600 × 0.1 s, and of every minute at most 5 × 2 s.
    expect(tookMs).toBeGreaterThan(60_000);
    expect(tookMs).toBeLessThanOrEqual(60_000 + 2 * 5 * 2_000);
    expect(handlers.reads()).toBeLessThanOrEqual(2 + tookMs / 2_000);
  });

  test('refuses nobody while it cannot be read again: what is signed with it waits', async () => {
    let fails = false;
    handlers = handlersInSimulatedTime(world, () =>
      fails ? Promise.reject(new Error('down')) : Promise.resolve(kept),
    );
    expect(await genuine(OLD)).toBe(200);
    world.passTime(1_000);
    fails = true;
    expect(await genuineEachSecond(3, NEW)).toEqual([202, 202, 202]);
    expect(await genuine(OLD)).toBe(200);
    fails = false;
    kept = secretOf(NEW);
    world.passTime(60_000);
    while (world.unverified.nextAtMs() !== null) await handlers.settleUnverified();
    expect(world.ledger.orders()).toHaveLength(5);
    expect(world.ledger.parkedDeliveries()).toEqual([]);
  });
});
