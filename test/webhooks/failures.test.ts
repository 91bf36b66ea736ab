import { beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { outcomeTable } from '../../src/domain/outcome-table.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { RecordTooLarge } from '../../src/ports/record-too-large.ts';
import { receiveWebhook, type WebhookDependencies } from '../../src/webhooks/receive-webhook.ts';
import { shopifyBytes } from '../fixtures/load.ts';
import { warningsOf } from '../support/warnings-of.ts';
import { bytes, createWorld, deliver, headersOf, platforms, STORES, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const rawBody = shopifyBytes('orders-paid');
const down = () => Promise.reject(new Error('out of order'));

let world: World;
beforeEach(() => {
  world = createWorld();
});

const withPorts = (ports: Partial<WebhookDependencies>) => ({
  ...world,
  dependencies: { ...world.dependencies, ...ports },
});
const answerTo = ({ kind }: Outcome) => {
  const { severity, httpStatus } = outcomeTable[kind];
  return `${severity} ${httpStatus}`;
};

/** The ledger, whose save number `at` fails, before or after its effect. */
function failingAtSave(at: number, when: 'before' | 'after'): Ledger {
  let saves = 0;
  return {
    ...world.ledger,
    async save(record, version, signal) {
      saves += 1;
      if (saves === at && when === 'before') return await down();
      const saved = await world.ledger.save(record, version, signal);
      return saves === at ? await down() : saved;
    },
  };
}

async function settlesLater(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    world.passTime(61_000);
    await world.runWorkers();
  }
  expect(world.balances()).toEqual({ [ANA]: 230 });
  expect(world.sandbox.state().changes).toHaveLength(1);
}

test('a platform that cannot read a body at the moment: the queue keeps it, and it is read later', async () => {
  const deadline = world.deadline();
  const headers = headersOf('shopify', { rawBody, topic: 'orders/paid' });
  const delivery = { store: STORES.shopify, headers, rawBody, receivedAtMs: deadline.now() };
  const platform = { ...platforms.shopify, read: down };
  const outcome = await receiveWebhook(world.dependencies, platform, delivery, deadline);
  expect(answerTo(outcome)).toBe('warning 202');
  expect(warningsOf(world.events)).toEqual(['a delivery could not be read']);
  await settlesLater();
});

describe('the ledger is down', () => {
  test.each(['load', 'save'] as const)('on %s: the queue keeps the delivery as it came', async (operation) => {
    const ledger = { ...world.ledger, [operation]: down };
    const outcome = await deliver(withPorts({ ledger }), 'shopify', { rawBody });
    expect(outcome).toMatchObject({ kind: 'deferred', order: '6100000000001' });
    expect(answerTo(outcome)).toBe('warning 202');
    expect(world.sandbox.state().requests.change).toBe(0);
    expect(warningsOf(world.events)).toEqual(['the ledger could not be written']);
    await settlesLater();
  });

  test.each(['load', 'save'] as const)('on %s, and the queue with it: it must be sent again', async (operation) => {
    const ports = { ledger: { ...world.ledger, [operation]: down }, deliveries: { keep: down } };
    const outcome = await deliver(withPorts(ports), 'shopify', { rawBody });
    expect(outcome).toMatchObject({ kind: 'notRecorded', order: '6100000000001' });
    expect(answerTo(outcome)).toBe('error 503');
    expect(warningsOf(world.events)).toEqual(['the ledger could not be written', 'a delivery could not be kept']);
    expect((await deliver(world, 'shopify', { rawBody })).kind).toBe('applied');
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('the answer to the first write is lost: kept and recorded again, the order is settled once', async () => {
    const outcome = await deliver(withPorts({ ledger: failingAtSave(1, 'after') }), 'shopify', { rawBody });
    expect(answerTo(outcome)).toBe('warning 202');
    await settlesLater();
  });

  // The first write records the order and marks the attempt, the second holds its answer.
  test.each(['before', 'after'] as const)('on the answer, %s its effect: recorded, settled later', async (when) => {
    const outcome = await deliver(withPorts({ ledger: failingAtSave(2, when) }), 'shopify', { rawBody });
    expect(outcome).toMatchObject({ kind: 'deferred', order: '6100000000001' });
    expect(answerTo(outcome)).toBe('warning 202');
    await settlesLater();
  });
});

describe('the points API is down', () => {
  test.each<Fault>([
    { kind: 'status', status: 500, times: 1 },
    { kind: 'status', status: 429, retryAfter: '7', times: 1 },
    { kind: 'hang', when: 'after', times: 1 },
    { kind: 'cut', when: 'after', times: 1 },
  ])('%j: recorded, settled later', async (fault) => {
    world.sandbox.setFaults([fault]);
    const outcome = await deliver(world, 'shopify', { rawBody });
    expect(outcome).toMatchObject({
      kind: 'deferred',
      message: 'recorded; to be settled when the points API is tried again',
      entries: [{ changeKey: 'ADD-***-230-6100000000001', points: 230, outcome: 'pending' }],
    });
    expect(answerTo(outcome)).toBe('warning 202');
    await settlesLater();
  });

  test('and the queue with it: still recorded, and the sweep finds it', async () => {
    world.sandbox.setFaults([{ kind: 'status', status: 500, times: 1 }]);
    const outcome = await deliver(withPorts({ queue: { send: down } }), 'shopify', { rawBody });
    expect(answerTo(outcome)).toBe('warning 202');
    expect(warningsOf(world.events)).toEqual(['could not be queued; the sweep will find it']);
    expect(world.queue.nextAtMs()).toBeNull();
    await settlesLater();
  });

  test('it refuses: parked for a person', async () => {
    world.sandbox.setFaults([{ kind: 'refusal', codeName: 'CustomerDisabled' }]);
    const outcome = await deliver(world, 'shopify', { rawBody });
    expect(outcome).toMatchObject({ kind: 'parked', entries: [{ points: 230, outcome: 'parked' }] });
    expect(answerTo(outcome)).toBe('error 200');
  });

  test('it warns: applied, with a warning', async () => {
    world.sandbox.setFaults([{ kind: 'warning' }]);
    const outcome = await deliver(world, 'shopify', { rawBody });
    expect(outcome.kind).toBe('appliedWithWarning');
    expect(answerTo(outcome)).toBe('warning 200');
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });
});

describe('a store whose settlement is queued', () => {
  beforeEach(() => {
    world = createWorld({ shopify: { settlement: 'queued' } });
  });

  test('is answered without a call of the points API; the queue does it', async () => {
    const outcome = await deliver(world, 'shopify', { rawBody });
    expect(outcome).toMatchObject({
      kind: 'deferred',
      message: 'recorded; to be settled from the queue',
      entries: [{ points: 230, outcome: 'pending' }],
    });
    expect(world.sandbox.state().requests.change).toBe(0);
    expect(world.queue.nextAtMs()).toBe(world.now());
    expect(await world.runWorkers()).toContainEqual(expect.objectContaining({ kind: 'applied' }));
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('needs no queue for what needs no settling', async () => {
    const rawBody = shopifyBytes('orders-cancelled-never-paid');
    expect((await deliver(world, 'shopify', { rawBody })).kind).toBe('nothingToDo');
    expect(world.queue.nextAtMs()).toBeNull();
  });

  test('its message may be lost: the sweep finds it', async () => {
    await deliver(withPorts({ queue: { send: down } }), 'shopify', { rawBody });
    await settlesLater();
  });
});

test('an order that outgrew its item is kept for a person with the body that was too much', async () => {
  const save = () => Promise.reject(new RecordTooLarge(null));
  const outcome = await deliver(withPorts({ ledger: { ...world.ledger, save } }), 'shopify', { rawBody });
  expect(outcome).toMatchObject({ kind: 'parked', reason: 'recordTooLarge', order: expect.stringMatching(/^\d+$/) });
  expect(world.ledger.parkedDeliveries()).toMatchObject([{ reason: 'recordTooLarge', signature: null }]);
  expect(world.events).toEqual([]);
});

test('a deadline that has passed defers what was recorded', async () => {
  const late = { ...world, deadline: () => ({ ...world.deadline(), endsAtMs: world.now() + 500 }) };
  const outcome = await deliver(late, 'shopify', { rawBody });
  expect(outcome).toMatchObject({ kind: 'deferred', message: 'recorded; to be settled from the queue' });
  expect(world.sandbox.state().requests.change).toBe(0);
  await world.runWorkers();
  expect(world.balances()).toEqual({ [ANA]: 230 });
});

describe('what is signed but cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['not JSON', '{"id":'],
    ['no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['a list', '[]'],
    ['a number', '1e999'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['an id alone', '{"id":1}'],
    ['an order without its money', '{"id":1,"financial_status":"paid"}'],
    ['deep nesting', `{"id":1,"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('%s is kept whole for a person', async (_name, body) => {
    const unread = typeof body === 'string' ? bytes(body) : body;
    const outcome = await deliver(world, 'shopify', { rawBody: unread, topic: 'orders/paid' });
    expect(outcome.kind).toBe('parked');
    expect(outcome.message).toMatch(/^kept for a person: .+/);
    expect(answerTo(outcome)).toBe('error 200');
    expect(world.ledger.parkedDeliveries()).toEqual([
      {
        store: STORES.shopify,
        topic: 'orders/paid',
        signature: null,
        reason: 'unreadable',
        because: outcome.message.replace('kept for a person: ', ''),
        body: unread,
        receivedAtMs: world.now(),
      },
    ]);
  });

  test('comes again and is kept once', async () => {
    await deliver(world, 'woocommerce', { rawBody: bytes('{}') });
    world.passTime(1_000);
    await deliver(world, 'woocommerce', { rawBody: bytes('{}') });
    expect(world.ledger.parkedDeliveries()).toHaveLength(1);
  });

  test('is kept by the queue where it cannot be parked, and parked later', async () => {
    const ledger = { ...world.ledger, parkDelivery: down };
    const outcome = await deliver(withPorts({ ledger }), 'shopify', { rawBody: bytes('{}') });
    expect(answerTo(outcome)).toBe('warning 202');
    expect(warningsOf(world.events)).toEqual(['a delivery could not be parked']);
    world.passTime(60_000);
    await world.runWorkers();
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ signature: null, body: bytes('{}') }]);
  });

  test('must be sent again where neither ledger nor queue takes it', async () => {
    const ports = { ledger: { ...world.ledger, parkDelivery: down }, deliveries: { keep: down } };
    const outcome = await deliver(withPorts(ports), 'shopify', { rawBody: bytes('{}') });
    expect(answerTo(outcome)).toBe('error 503');
  });
});
