import { beforeEach, describe, expect, test } from 'vitest';
import { toDeliveryMessage, toUnverifiedMessage } from '../../src/aws/sqs/delivery-message.ts';
import { toPostingMessage } from '../../src/aws/sqs/posting-message.ts';
import { awardId } from '../../src/domain/award-record.ts';
import { parseOrderId } from '../../src/domain/order-facts.ts';
import { deadLetterHandler } from '../../src/lambda/dead-letter-handler.ts';
import { type Ledger, NO_STORE } from '../../src/ports/ledger.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import type { WebhookDependencies } from '../../src/webhooks/receive-webhook.ts';
import { shopifyBytes } from '../fixtures/load.ts';
import { lambdaContext, sqsRecord } from '../support/lambda-events.ts';
import { createModelRunStore } from '../support/models/run-store.ts';
import { createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const rawBody = shopifyBytes('orders-paid');
const order = parseOrderId('6100000000001');
if (order === undefined) throw new Error('no order id');
const message = toPostingMessage({ store: STORES.shopify, order });
const unreachable = () => Promise.reject(new LedgerUnreachable(new Error('out of order')));
const illegible = () => Promise.reject(new TypeError('an item that nobody can read'));

let world: World;
beforeEach(async () => {
  world = createWorld({ shopify: { settlement: 'queued' } });
  await deliver(world, 'shopify', { rawBody });
});

/** Hands the dead letter over, the how-manieth time, and returns whether the queue may forget it. */
async function handOver(body: string, time = 1, ports: Partial<WebhookDependencies> = {}): Promise<boolean> {
  const record = sqsRecord('letter', body, time);
  const runs = createModelRunStore();
  const handler = deadLetterHandler({ ...world.dependencies, runs, ...ports }, () => world.deadline());
  const { batchItemFailures } = await handler({ Records: [record] }, lambdaContext(60_000));
  return batchItemFailures.length === 0;
}
const entryOf = () => world.ledger.orders()[0]?.entries[0];

describe('an order that settle gave up', () => {
  test.each([1, 2])('is tried once more by itself, the %i. time', async (time) => {
    expect(await handOver(message, time)).toBe(true);
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('is parked when the function broke over it again and again', async () => {
    expect(await handOver(message, 3)).toBe(true);
    expect(world.balances()).toEqual({});
    expect(entryOf()).toMatchObject({ state: 'parked', parked: 'settlingFailed', parkedAtMs: world.now() });
    expect(world.events.at(-2)).toMatchObject({ outcome: { kind: 'parked', order: '6100000000001' } });
  });

  test('is parked as needing to be checked when a call was under way', async () => {
    const [record] = world.ledger.orders();
    const entry = record?.entries[0];
    if (record === undefined || entry === undefined) throw new Error('nothing is pending');
    world.ledger.overwrite({ ...record, entries: [{ ...entry, attempts: 1, unresolvedAttempts: [1] }] });
    expect(await handOver(message, 3)).toBe(true);
    expect(entryOf()).toMatchObject({ parked: 'needsChecking' });
  });

  test('is left alone when somebody settled it meanwhile', async () => {
    await world.runWorkers();
    expect(await handOver(message, 3)).toBe(true);
    expect(entryOf()).toMatchObject({ state: 'applied' });
  });

  test('is told to be parked, though the answer to that was lost and its repetition met what it had written', async () => {
    const ledger: Ledger = {
      ...world.ledger,
      async save(...args) {
        await world.ledger.save(...args);
        return 'conflict';
      },
    };
    expect(await handOver(message, 3, { ledger })).toBe(true);
    expect(entryOf()).toMatchObject({ state: 'parked', parked: 'settlingFailed' });
    expect(world.events.at(-2)).toMatchObject({ outcome: { kind: 'parked', order: '6100000000001' } });
  });

  test('whose item nobody can read is kept as the message that names it', async () => {
    const ledger = { ...world.ledger, load: illegible };
    expect(await handOver(message, 1, { ledger })).toBe(true);
    expect(world.ledger.parkedDeliveries()).toMatchObject([
      {
        store: NO_STORE,
        because: 'the order that it names cannot be read from the ledger',
        body: Buffer.from(message),
      },
    ]);
  });

  test('waits for a ledger that cannot be reached: the sweep finds it, or the queue brings it again', async () => {
    const ledger = { ...world.ledger, load: unreachable };
    expect(await handOver(message, 1, { ledger })).toBe(true);
    expect(await handOver(message, 3, { ledger })).toBe(false);
    expect(entryOf()).toMatchObject({ state: 'pending' });
  });
});

describe('a kept delivery that settle gave up', () => {
  const delivery = { store: STORES.shopify, topic: null, signature: null, receivedAtMs: 1, tries: 0, parkedPk: null };

  test('is taken, or else parked whole', async () => {
    const text = toDeliveryMessage({ ...delivery, body: rawBody });
    expect(await handOver(text, 3)).toBe(true);
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ store: STORES.shopify, body: Buffer.from(rawBody) }]);
  });
});

describe('a delivery that nobody could verify, and settle gave up', () => {
  const { signature, sentAtMs } = { signature: 'c2lnbmVk', sentAtMs: 2 };
  const unverified = () =>
    toUnverifiedMessage({
      ...{ store: STORES.shopify, topic: null, receivedAtMs: world.now(), tries: 0, parkedPk: null },
      ...{ signature, sentAtMs, body: rawBody },
    });
  const unavailable = async () => ({ kind: 'unavailable', because: 'AccessDeniedException' }) as const;
  const secrets = { read: unavailable, reread: unavailable, readSince: unavailable };

  test('goes back into the queue where it waits, however long it was there', async () => {
    expect(await handOver(unverified(), 1, { secrets })).toBe(true);
    expect(world.unverified.nextAtMs()).toBe(world.now() + 60_000);
    expect(world.ledger.parkedDeliveries()).toEqual([]);
  });

  test('is parked whole when the function broke over it again and again', async () => {
    expect(await handOver(unverified(), 3, { secrets })).toBe(true);
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ signature, reason: 'failedAgain' }]);
    expect(world.unverified.nextAtMs()).toBeNull();
  });
});

test('a message that says nothing Ponte knows is parked as it is', async () => {
  expect(await handOver('garbage')).toBe(true);
  expect(world.ledger.parkedDeliveries()).toMatchObject([{ store: NO_STORE, body: Buffer.from('garbage') }]);
});

describe('a message that the queue of promotions gave up', () => {
  const runs = createModelRunStore();
  const trigger = '{"promotion":"christmas","at":"2026-12-24T12:00:00Z"}';
  const key = { promotion: 'christmas', occurrence: '20261224T120000Z' };
  const about = { store: STORES.shopify, reason: 'gift', customerReason: null, from: 2, to: 3, isRepeated: false };
  const batch = JSON.stringify({ awards: { ...key, ...about, awards: [[2, ANA, 10, null]] } });
  const give = async (body: string) => {
    const handler = deadLetterHandler({ ...world.dependencies, runs }, () => world.deadline());
    return await handler({ Records: [sqsRecord('letter', body)] }, lambdaContext(60_000));
  };

  test('leaves its run, or its awards, to a person, and names no customer', async () => {
    expect(await give(trigger)).toEqual({ batchItemFailures: [] });
    expect(await give(batch)).toEqual({ batchItemFailures: [] });
    const [stored] = runs.runs();
    expect(stored?.record).toMatchObject({ key, because: expect.stringContaining('again and again') });
    expect(runs.parts()).toMatchObject([{ record: { open: { 2: 'parked' } } }]);
    const award = awardId({ ...key, number: 2 });
    const loaded = await world.ledger.load({ store: STORES.shopify, award }, world.deadline().signal);
    expect(loaded?.record).toMatchObject({ customer: ANA, entries: [{ state: 'parked', parked: 'needsChecking' }] });
    expect(JSON.stringify(world.events)).not.toContain(ANA);
    expect(world.balances()).toEqual({});
  });
});
