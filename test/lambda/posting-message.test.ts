import type { SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCloudWatchTelemetry } from '../../src/aws/cloudwatch/telemetry.ts';
import { toPostingMessage } from '../../src/aws/sqs/posting-message.ts';
import { parseOrderId } from '../../src/domain/order-facts.ts';
import type { RecordKey } from '../../src/domain/record.ts';
import { handleBatch } from '../../src/lambda/partial-batch.ts';
import { platforms } from '../../src/lambda/platforms.ts';
import { handlePostingMessage } from '../../src/lambda/posting-message.ts';
import type { LoyaltyApi } from '../../src/ports/loyalty-api.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { ReplayDependencies } from '../../src/webhooks/replay-delivery.ts';
import { payloadOf, shopifyBytes } from '../fixtures/load.ts';
import { captureLog } from '../support/captured-log.ts';
import { sqsRecord } from '../support/lambda-events.ts';
import { bytes, createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';

let world: World;
let dependencies: ReplayDependencies;
let log: ReturnType<typeof captureLog>;
beforeEach(() => {
  world = createWorld({ shopify: { settlement: 'queued' } });
  dependencies = {
    ...world.dependencies,
    platforms,
    emit: createCloudWatchTelemetry({ namespace: null, now: Date.now }),
  };
  log = captureLog();
});
afterEach(() => log.restore());

/** An order that waits for the queue, and its message. */
async function waiting(id: string): Promise<string> {
  const rawBody = bytes({ ...payloadOf(shopifyBytes('orders-paid')), id, admin_graphql_api_id: undefined });
  await deliver(world, 'shopify', { rawBody });
  return message(id);
}

function message(id: string, store: string = STORES.shopify): string {
  const order = parseOrderId(id);
  if (order === undefined) throw new TypeError(`not an order id: ${id}`);
  return toPostingMessage({ store, order });
}

/** A batch of the posting queue, in the time that is given. */
const handlePostingMessages = (given: ReplayDependencies, records: readonly SQSRecord[], deadline: Deadline) =>
  handleBatch(records, ({ body }) => handlePostingMessage(given, body, deadline), { emit: given.emit, deadline });

const settle = (bodies: readonly string[], deadline = world.deadline()) =>
  handlePostingMessages(
    dependencies,
    bodies.map((body, index) => sqsRecord(`message-${index}`, body)),
    deadline,
  );
const failed = (...indexes: number[]) => ({
  batchItemFailures: indexes.map((index) => ({ itemIdentifier: `message-${index}` })),
});

describe('a batch of messages', () => {
  test('is settled, one outcome for each', async () => {
    const bodies = [await waiting('1'), await waiting('2'), await waiting('3')];
    expect(await settle(bodies)).toEqual(failed());
    expect(world.balances()).toEqual({ [ANA]: 690 });
    expect(log.entries()).toMatchObject(
      ['1', '2', '3'].map((order) => ({
        level: 'info',
        what: 'settle',
        outcome: 'applied',
        severity: 'success',
        store: STORES.shopify,
        order,
      })),
    );
  });

  test('comes again only where it must', async () => {
    const bodies = [
      await waiting('1'),
      'garbage',
      message('2'),
      message('3', 'a-store-of-the-past'),
      await waiting('4'),
      '',
      '{"store":"demo-shopify","order":"../4"}',
    ];
    expect(await settle(bodies)).toEqual(failed(1, 5, 6));
    expect(world.balances()).toEqual({ [ANA]: 460 });
    const settled = log.entries().filter(({ what }) => what === 'settle');
    expect(settled.map(({ outcome, message: why }) => [outcome, why])).toEqual([
      ['applied', 'applied'],
      ['notRecorded', 'the message says nothing that Ponte knows'],
      ['nothingToDo', 'the ledger holds no such record'],
      ['nothingToDo', 'the ledger holds no such record'],
      ['applied', 'applied'],
      ['notRecorded', 'the message says nothing that Ponte knows'],
      ['notRecorded', 'the message says nothing that Ponte knows'],
    ]);
    expect(log.entries().at(-1)).toEqual({ level: 'warn', what: 'batch', messages: 7, comeAgain: 3 });
  });

  test('says the same of a message that comes twice', async () => {
    const body = await waiting('1');
    expect(await settle([body, body])).toEqual(failed());
    expect(world.balances()).toEqual({ [ANA]: 230 });
    expect(log.entries().map(({ outcome }) => outcome)).toEqual(['applied', 'nothingToDo']);
  });

  test('whose time is over comes again, without a call, and says so', async () => {
    const bodies = [await waiting('1'), await waiting('2')];
    expect(await settle(bodies, { ...world.deadline(), endsAtMs: world.now() })).toEqual(failed(0, 1));
    expect(world.sandbox.state().requests.change).toBe(0);
    expect(log.entries()).toEqual([
      { level: 'warn', what: 'outOfTime', left: 'messages', count: 2 },
      { level: 'warn', what: 'batch', messages: 2, comeAgain: 2 },
    ]);
  });

  test.each([
    [
      10_000,
      failed(1, 2),
      [
        { what: 'settle', order: '1', outcome: 'applied' },
        { what: 'outOfTime', left: 'messages', count: 2 },
        { what: 'batch', messages: 3, comeAgain: 2 },
      ],
    ],
    [
      9_500,
      failed(),
      [
        { what: 'settle', order: '1', outcome: 'applied' },
        { what: 'entryLeft', order: '2', result: null },
        { what: 'outOfTime', left: 'entries', count: 1, order: '2' },
        { what: 'settle', order: '2', outcome: 'deferred' },
        { what: 'entryLeft', order: '3', result: null },
        { what: 'outOfTime', left: 'entries', count: 1, order: '3' },
        { what: 'settle', order: '3', outcome: 'deferred' },
      ],
    ],
  ])(
    'whose first call takes %d of 10,000 ms leaves the rest, says so, and loses nothing',
    async (ms, answer, lines) => {
      const bodies = [await waiting('1'), await waiting('2'), await waiting('3')];
      const loyaltyApi: LoyaltyApi = {
        ...dependencies.loyaltyApi,
        change: (...how) => {
          world.passTime(ms);
          return dependencies.loyaltyApi.change(...how);
        },
      };
      const records = bodies.map((body, index) => sqsRecord(`message-${index}`, body));
      const deadline = { ...world.deadline(), endsAtMs: world.now() + 10_000 };
      expect(await handlePostingMessages({ ...dependencies, loyaltyApi }, records, deadline)).toEqual(answer);
      expect(world.balances()).toEqual({ [ANA]: 230 });
      expect(log.entries()).toMatchObject(lines);
      expect(await settle(bodies)).toEqual(failed());
      expect(world.balances()).toEqual({ [ANA]: 690 });
    },
  );

  test('that the points API does not answer is deferred, not failed: the ledger knows when', async () => {
    const body = await waiting('1');
    world.sandbox.setFaults([{ kind: 'status', status: 503 }]);
    expect(await settle([body])).toEqual(failed());
    expect(log.entries()).toMatchObject([
      { level: 'info', what: 'entryLeft', result: 'unknown', status: 503, ageMs: 0 },
      { level: 'warn', outcome: 'deferred' },
    ]);
  });

  test('that a person has to look at does not come again', async () => {
    const body = await waiting('1');
    world.sandbox.setFaults([{ kind: 'refusal' }]);
    expect(await settle([body])).toEqual(failed());
    expect(log.entries()).toMatchObject([{ level: 'error', outcome: 'parked', disposition: 'parked' }]);
  });

  test('comes again when the ledger is down, each message by itself', async () => {
    const bodies = [await waiting('1'), await waiting('2')];
    let loads = 0;
    const ledger = {
      ...world.ledger,
      load: <Key extends RecordKey>(key: Key, signal: AbortSignal) => {
        loads += 1;
        return loads === 1 ? Promise.reject(new Error('out of order')) : world.ledger.load(key, signal);
      },
    };
    const records = bodies.map((body, index) => sqsRecord(`message-${index}`, body));
    expect(await handlePostingMessages({ ...dependencies, ledger }, records, world.deadline())).toEqual(failed(0));
    expect(world.balances()).toEqual({ [ANA]: 230 });
  });

  test('whose store the configuration left out waits for it, and in the end for a person', async () => {
    const body = await waiting('1');
    const storeless = { ...dependencies, stores: new Map() };
    const records = [sqsRecord('message-0', body)];
    expect(await handlePostingMessages(storeless, records, world.deadline())).toEqual(failed());
    expect(await settle([body])).toEqual(failed());
    expect(world.balances()).toEqual({});
    world.passTime(15 * 86_400_000);
    expect(await handlePostingMessages(storeless, records, world.deadline())).toEqual(failed());
    expect(log.entries()).toMatchObject([
      { outcome: 'deferred', message: 'the store is not in ponte.config.ts' },
      { outcome: 'deferred', message: expect.stringContaining('to be settled') },
      { outcome: 'parked', message: 'the store is not in ponte.config.ts' },
    ]);
    expect(world.ledger.orders()).toMatchObject([{ entries: [{ state: 'parked', parked: 'storeRemoved' }] }]);
  });

  test('may be empty', async () => {
    expect(await settle([])).toEqual(failed());
  });
});
