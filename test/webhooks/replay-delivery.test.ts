import { beforeEach, describe, expect, test } from 'vitest';
import { parkedPk } from '../../src/aws/dynamodb/item-keys.ts';
import { parseMessage } from '../../src/aws/sqs/message.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { platforms } from '../../src/lambda/platforms.ts';
import { sign } from '../../src/platforms/hmac-signature.ts';
import type { DeferredDelivery } from '../../src/ports/delivery-queue.ts';
import { type ReplayDependencies, replayDelivery } from '../../src/webhooks/replay-delivery.ts';
import { payloadOf, shopifyBytes } from '../fixtures/load.ts';
import { WEBHOOK_SECRET } from '../support/models/secrets.ts';
import { bytes, createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const DAY_MS = 86_400_000;
const body = shopifyBytes('orders-paid');
const down = () => Promise.reject(new Error('out of order'));
const unavailable = async () => ({ kind: 'unavailable', because: 'InternalServiceError' }) as const;

let world: World;
beforeEach(() => {
  world = createWorld();
});

const delivery = (words: Partial<DeferredDelivery> = {}): DeferredDelivery => ({
  store: STORES.shopify,
  topic: 'orders/paid',
  signature: null,
  receivedAtMs: world.now(),
  tries: 0,
  parkedPk: null,
  body,
  ...words,
});
const receive = (kept: DeferredDelivery, ports: Partial<ReplayDependencies> = {}): Promise<Outcome> =>
  replayDelivery({ ...world.dependencies, platforms, ...ports }, kept, world.deadline());

/** The one delivery that waits in the queue, and after how long it comes. */
async function queued(): Promise<{ kept: DeferredDelivery; inMs: number }> {
  const inMs = (world.queue.nextAtMs() ?? Number.NaN) - world.now();
  world.passTime(inMs);
  const [message] = world.queue.poll(10);
  const parsed = parseMessage(message?.body ?? '');
  if (parsed.kind !== 'delivery') throw new Error('no delivery waits in the queue');
  return { kept: parsed.delivery, inMs };
}

describe('whose sender nobody could verify', () => {
  test('is verified first, and then taken', async () => {
    expect((await receive(delivery({ signature: sign(body, WEBHOOK_SECRET) }))).kind).toBe('applied');
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('is believed in nothing when it proves to be forged; a person may know of an older secret', async () => {
    const signature = sign(body, 'a-made-up-secret-of-others');
    const outcome = await receive(delivery({ signature }));
    expect(outcome.kind).toBe('parked');
    expect(world.ledger.orders()).toEqual([]);
    expect(world.ledger.parkedDeliveries()).toMatchObject([
      { signature, because: 'forged, or signed with a secret that the store has no longer' },
    ]);
    expect(world.queue.nextAtMs()).toBeNull();
  });

  test("stands in nobody else's place: the same body with another signature is parked, too", async () => {
    for (const secret of ['a-made-up-secret-of-others', 'another-made-up-secret']) {
      await receive(delivery({ signature: sign(body, secret) }));
    }
    expect(world.ledger.parkedDeliveries()).toHaveLength(2);
  });

  test('waits, still unverified, while the secret cannot be read', async () => {
    const signature = sign(body, WEBHOOK_SECRET);
    const secrets = { read: unavailable, reread: unavailable, readSince: unavailable };
    expect((await receive(delivery({ signature }), { secrets })).kind).toBe('deferred');
    expect(world.queue.nextAtMs()).toBeNull();
    expect(world.unverified.nextAtMs()).toBe(world.now() + 60_000);
    world.passTime(60_000);
    const [message] = world.unverified.poll(10);
    expect(parseMessage(message?.body ?? '')).toMatchObject({ kind: 'unverified', delivery: { signature, tries: 1 } });
    expect(world.ledger.orders()).toEqual([]);
  });

  test('of which the ledger failed meanwhile waits as proven: the secret may be gone by then', async () => {
    const ledger = { ...world.ledger, load: down };
    await receive(delivery({ signature: sign(body, WEBHOOK_SECRET) }), { ledger });
    expect((await queued()).kept).toMatchObject({ signature: null, tries: 1 });
  });
});

describe('that cannot be recorded yet', () => {
  test('comes back after a while that grows to a quarter of an hour, each time a little off', async () => {
    const ledger = { ...world.ledger, load: down };
    const delays: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      await receive(delivery({ tries }), { ledger });
      const { inMs } = await queued();
      delays.push(inMs);
      world = createWorld();
    }
    for (const [tries, ms] of delays.entries()) {
      const step = Math.min(900_000, 15_000 * 2 ** (tries + 1));
      expect(ms).toBeGreaterThanOrEqual(step / 2);
      expect(ms).toBeLessThanOrEqual(step);
    }
  });

  test('waits for a store that the configuration left out', async () => {
    expect(await receive(delivery({ store: 'a-store-of-the-past' }))).toMatchObject({ kind: 'deferred' });
    expect((await queued()).kept).toMatchObject({ store: 'a-store-of-the-past', tries: 1 });
  });

  test('comes again with the same message when the queue does not take it either', async () => {
    const ports = { ledger: { ...world.ledger, load: down }, deliveries: { keep: down } };
    expect(await receive(delivery(), ports)).toMatchObject({ kind: 'notRecorded', order: '6100000000001' });
  });

  test('is left to a person after as long as an entry is tried, with what it takes to verify it', async () => {
    const signature = sign(body, WEBHOOK_SECRET);
    const kept = delivery({ signature });
    const secrets = { read: unavailable, reread: unavailable, readSince: unavailable };
    world.passTime(14 * DAY_MS);
    expect((await receive(kept, { secrets })).kind).toBe('deferred');
    world.passTime(1);
    expect((await receive(kept, { secrets })).kind).toBe('parked');
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ signature, topic: 'orders/paid', body }]);
    expect(world.ledger.parkedDeliveries()[0]?.because).toMatch(/^for too long: the secret of store "demo-shopify"/);
  });
});

describe('that lies among the parked', () => {
  test('is taken off once it is recorded', async () => {
    await world.ledger.parkDelivery(
      { ...delivery(), reason: 'unreadable', because: 'made up' },
      world.deadline().signal,
    );
    expect((await receive(delivery({ parkedPk: parkedPk(delivery()) }))).kind).toBe('applied');
    expect(world.ledger.parkedDeliveries()).toEqual([]);
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('is taken off, too, when its order is what a person has to see', async () => {
    await world.ledger.parkDelivery(
      { ...delivery(), reason: 'unreadable', because: 'made up' },
      world.deadline().signal,
    );
    world.sandbox.setFaults([{ kind: 'refusal' }]);
    expect((await receive(delivery({ parkedPk: parkedPk(delivery()) }))).kind).toBe('parked');
    expect(world.ledger.parkedDeliveries()).toEqual([]);
    expect(world.ledger.orders()).toMatchObject([{ entries: [{ state: 'parked' }] }]);
  });

  test('stays when it still cannot be read', async () => {
    const unread = bytes('{}');
    await deliver(world, 'shopify', { rawBody: unread });
    expect((await receive(delivery({ parkedPk: parkedPk(delivery({ body: unread })), body: unread }))).kind).toBe(
      'parked',
    );
    expect(world.ledger.parkedDeliveries()).toHaveLength(1);
  });

  test('stays when it proves to be forged', async () => {
    const signature = sign(body, 'a-made-up-secret-of-others');
    await world.ledger.parkDelivery(
      { ...delivery({ signature }), reason: 'unreadable', because: 'made up' },
      world.deadline().signal,
    );
    const kept = delivery({ parkedPk: parkedPk(delivery({ signature })), signature });
    expect((await receive(kept)).kind).toBe('signatureRefused');
    expect(world.ledger.parkedDeliveries()).toHaveLength(1);
  });

  test('is recorded all the same when it cannot be taken off', async () => {
    const ledger = { ...world.ledger, clearDelivery: down };
    expect((await receive(delivery({ parkedPk: parkedPk(delivery()) }), { ledger })).kind).toBe('applied');
    expect(world.events).toContainEqual(
      expect.objectContaining({ kind: 'warning', message: 'a recorded delivery is still listed as parked' }),
    );
  });
});

test('a body of WooCommerce that the queue kept does not overtake one of the same second that came later', async () => {
  world = createWorld();
  const order = payloadOf(Buffer.from(JSON.stringify(WOOCOMMERCE_ORDER)));
  const first = bytes({ ...order, status: 'processing' });
  const second = bytes({ ...order, status: 'cancelled' });
  const kept = delivery({ store: STORES.woocommerce, topic: 'order.updated', body: first });
  world.passTime(5);
  await deliver(world, 'woocommerce', { rawBody: second, topic: 'order.updated' });
  world.passTime(60_000);
  expect(await receive(kept)).toMatchObject({
    kind: 'nothingToDo',
    message: 'a newer state of the order is already recorded',
  });
  expect(world.balances()).toEqual({});
});

const WOOCOMMERCE_ORDER = {
  id: 77,
  currency: 'EUR',
  total: '40.00',
  prices_include_tax: false,
  date_created_gmt: '2026-11-30T10:00:00',
  date_modified_gmt: '2026-11-30T10:00:01',
  date_paid_gmt: '2026-11-30T10:00:00',
  date_completed_gmt: null,
  billing: { email: ANA },
  line_items: [{ id: 1, total: '40.00', total_tax: '0.00' }],
  fee_lines: [],
  refunds: [],
  meta_data: [],
  _links: { self: [{ href: 'https://store.example.com/wp-json/wc/v3/orders/77' }] },
};
