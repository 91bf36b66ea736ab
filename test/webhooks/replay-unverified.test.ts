import { beforeEach, describe, expect, test } from 'vitest';
import { parseMessage } from '../../src/aws/sqs/message.ts';
import { platforms } from '../../src/lambda/platforms.ts';
import { sign } from '../../src/platforms/hmac-signature.ts';
import type { UnverifiedDelivery } from '../../src/ports/unverified-queue.ts';
import { type ReplayDependencies, type Replayed, replayUnverified } from '../../src/webhooks/replay-delivery.ts';
import { shopifyBytes } from '../fixtures/load.ts';
import { WEBHOOK_SECRET } from '../support/models/secrets.ts';
import { createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const body = shopifyBytes('orders-paid');
const signature = sign(body, WEBHOOK_SECRET);
const down = () => Promise.reject(new Error('out of order'));
const unavailable = async () => ({ kind: 'unavailable', because: 'InternalServiceError' }) as const;
const secrets = { read: unavailable, reread: unavailable, readSince: unavailable };

let world: World;
let waiting: number;
beforeEach(() => {
  world = createWorld();
  waiting = 1;
});

const delivery = (words: Partial<UnverifiedDelivery> = {}): UnverifiedDelivery => ({
  store: STORES.shopify,
  topic: 'orders/paid',
  signature,
  receivedAtMs: world.now(),
  sentAtMs: world.now(),
  tries: 0,
  parkedPk: null,
  body,
  ...words,
});
const receive = (kept: UnverifiedDelivery, ports: Partial<ReplayDependencies> = {}): Promise<Replayed> => {
  const giveBack = async () => {
    waiting -= 1;
  };
  const unverifiedRoom = { take: down, giveBack };
  return replayUnverified({ ...world.dependencies, platforms, unverifiedRoom, ...ports }, kept, world.deadline());
};

describe('a delivery that waits to be verified, while that cannot be done', () => {
  test('is sent again after minutes at first, and counts on', async () => {
    const kept = delivery();
    world.passTime(60_000);
    expect(await receive(kept, { secrets })).toMatchObject({ outcome: { kind: 'deferred' }, rests: false });
    expect(world.unverified.nextAtMs()).toBe(world.now() + 180_000);
    world.passTime(180_000);
    const [message] = world.unverified.poll(10);
    expect(parseMessage(message?.body ?? '')).toEqual({
      kind: 'unverified',
      delivery: { ...kept, tries: 1, sentAtMs: kept.sentAtMs + 60_000, body: Buffer.from(body) },
    });
    expect(waiting).toBe(1);
  });

  test('rests in the queue by itself later', async () => {
    const kept = delivery();
    world.passTime(5 * HOUR_MS);
    expect(await receive(kept, { secrets })).toMatchObject({
      outcome: { kind: 'deferred', reason: 'secretUnread' },
      rests: true,
    });
    expect(world.unverified.nextAtMs()).toBeNull();
    expect(waiting).toBe(1);
  });

  test('stays the message that it is where it cannot be sent again', async () => {
    const replayed = await receive(delivery(), { secrets, unverified: { keep: down } });
    expect(replayed).toMatchObject({ outcome: { kind: 'notRecorded' }, rests: false });
    expect(waiting).toBe(1);
  });

  test('is left to a person after 14 days, and makes room', async () => {
    const kept = delivery({ sentAtMs: world.now() + 12 * DAY_MS });
    world.passTime(14 * DAY_MS);
    expect((await receive(kept, { secrets })).rests).toBe(true);
    world.passTime(1);
    expect(await receive(kept, { secrets })).toMatchObject({ outcome: { kind: 'parked', reason: 'keptTooLong' } });
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ signature, body }]);
    expect(waiting).toBe(0);
  });

  test('waits on, and keeps its room, when it cannot be parked', async () => {
    const kept = delivery();
    world.passTime(15 * DAY_MS);
    const ledger = { ...world.ledger, parkDelivery: down };
    expect(await receive(kept, { secrets, ledger })).toMatchObject({ outcome: { kind: 'notRecorded' }, rests: false });
    expect(waiting).toBe(1);
  });

  test('waits on for a store that the configuration left out', async () => {
    const kept = delivery({ store: 'a-store-of-the-past' });
    world.passTime(HOUR_MS);
    expect(await receive(kept)).toMatchObject({ outcome: { reason: 'storeMissing' }, rests: true });
  });
});

describe('once it can be verified', () => {
  test('is taken, and makes room', async () => {
    expect(await receive(delivery())).toMatchObject({ outcome: { kind: 'applied' }, rests: false });
    expect(world.balances()).toEqual({ [ANA]: 230 });
    expect(waiting).toBe(0);
  });

  test('is parked when it is forged, and makes room', async () => {
    const forged = delivery({ signature: sign(body, 'a-made-up-secret-of-others') });
    expect(await receive(forged)).toMatchObject({ outcome: { kind: 'parked', reason: 'unproven' } });
    expect(world.ledger.orders()).toEqual([]);
    expect(waiting).toBe(0);
  });

  test('waits among the proven ones for a ledger that is out, and makes room', async () => {
    const ledger = { ...world.ledger, load: down };
    expect(await receive(delivery(), { ledger })).toMatchObject({ outcome: { kind: 'deferred' }, rests: false });
    expect(world.queue.nextAtMs()).not.toBeNull();
    expect(world.unverified.nextAtMs()).toBeNull();
    expect(waiting).toBe(0);
  });
});

test('one more than there may be is not acknowledged', async () => {
  const full = { take: async () => 'full' as const, giveBack: down };
  const dependencies = { ...world.dependencies, secrets, unverifiedRoom: full };
  expect(await deliver({ ...world, dependencies }, 'shopify', { rawBody: body })).toMatchObject({
    kind: 'notRecorded',
    reason: 'tooManyUnverified',
    message:
      'the secret of store "demo-shopify" cannot be used at the moment, and too many deliveries wait for it already',
  });
  expect(world.unverified.nextAtMs()).toBeNull();
});
