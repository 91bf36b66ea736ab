import { gzipSync } from 'node:zlib';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foreseeDismissal } from '../../../../cli/parked/dismiss.ts';
import { parkedId, parkedLine } from '../../../../cli/parked/parked-line.ts';
import { foresee, redrive } from '../../../../cli/parked/redrive.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../../../local/dynamodb/start-dynamodb.ts';
import { javaIsThere, startDynamoDbLocal } from '../../../../local/dynamodb/start-dynamodb-local.ts';
import { type LocalSqsAndS3, startSqsAndS3 } from '../../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { parkedPk } from '../../../../src/aws/dynamodb/item-keys.ts';
import { parseDeliveryMessage } from '../../../../src/aws/sqs/delivery-message.ts';
import { createSqsDeliveryQueue } from '../../../../src/aws/sqs/delivery-queue.ts';
import { createSqsPostingQueue } from '../../../../src/aws/sqs/posting-queue.ts';
import { createSqsPromotionQueue } from '../../../../src/aws/sqs/promotion-queue.ts';
import { createQueueClient } from '../../../../src/aws/sqs/queue-client.ts';
import type { Entry } from '../../../../src/domain/entry.ts';
import type { OrderKey } from '../../../../src/domain/order-record.ts';
import { NO_STORE, type ParkedDelivery } from '../../../../src/ports/ledger.ts';
import type { Parked } from '../../../../src/ports/parked-store.ts';
import { openLedger } from '../../../support/emulators/dynamodb.ts';
import { drain, sqsClient } from '../../../support/emulators/sqs.ts';
import { orderKey, pendingEntry, recordWith } from '../../../support/order-records.ts';

const NOW_MS = Date.parse('2026-12-01T12:00:00Z');
const signal = new AbortController().signal;
const deadline = { now: () => NOW_MS, endsAtMs: NOW_MS + 60_000, signal };

const refused = (changes: Partial<Entry> = {}) =>
  pendingEntry({ state: 'parked', parked: 'refused', parkedAtMs: NOW_MS - 60_000, attempts: 1, ...changes });
const unread: ParkedDelivery = {
  store: 'acme',
  topic: 'orders/paid',
  signature: null,
  receivedAtMs: NOW_MS - 1,
  reason: 'unreadable',
  because: 'no id',
  body: Buffer.from('{}'),
};

/** As the list shows it, whatever has become of it since. */
const one = (key: OrderKey): Parked => ({ kind: 'order', record: recordWith(key, [refused()]), entry: refused() });

const engines = [{ name: 'dynalite', start: startDynamoDb }];
if (await javaIsThere()) engines.push({ name: 'DynamoDB Local', start: startDynamoDbLocal });

describe.each(engines)('what is parked, in $name', ({ start }) => {
  let dynamoDb: LocalDynamoDb;
  let sqs: LocalSqsAndS3;
  const closers: (() => unknown)[] = [];
  beforeAll(async () => {
    dynamoDb = await start();
    sqs = await startSqsAndS3();
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await sqs.close();
    await dynamoDb.close();
  });

  async function open() {
    const { ledger, parkedStore, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
    const messages = sqsClient(sqs.endpoint);
    closers.push(close, () => messages.destroy());
    const client = createQueueClient(messages.config);
    const { queueUrl } = sqs;
    const dependencies = {
      ledger,
      parkedStore,
      queue: createSqsPostingQueue({ client, queueUrl }),
      deliveries: createSqsDeliveryQueue({ client, queueUrl }),
      promotionQueue: createSqsPromotionQueue({ client, queueUrl: sqs.promotionQueueUrl }),
    };
    const parked = async (untilMs = NOW_MS) => {
      const found: Parked[] = [];
      for await (const one of parkedStore.list(untilMs, signal)) found.push(one);
      return found;
    };
    const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName: tableName, Item }));
    const queued = () => drain(messages, sqs.queueUrl);
    return { dependencies, ledger, parked, put, queued };
  }

  test('is listed, orders first and the longest waiting first; what waits for no person is not', async () => {
    const { ledger, parked } = await open();
    await ledger.save(recordWith(orderKey(1), [refused({ parkedAtMs: NOW_MS })]), 0, signal);
    await ledger.save(recordWith(orderKey(2), [refused({ parkedAtMs: NOW_MS - 9 })]), 0, signal);
    await ledger.save(recordWith(orderKey(3), [pendingEntry()]), 0, signal);
    await ledger.save(recordWith(orderKey(4), [pendingEntry({ state: 'applied' })]), 0, signal);
    await ledger.parkDelivery(unread, signal);
    const found = await parked();
    const body = expect.stringMatching(/^acme\/body-[\da-f]{12}$/);
    expect(found.map(parkedId)).toEqual(['acme/2', 'acme/1', body]);
    const { body: _, ...delivery } = unread;
    expect(found.at(-1)).toEqual({ kind: 'delivery', pk: parkedPk(unread), delivery });
    expect((await parked(NOW_MS - 1)).map(parkedId)).toEqual(['acme/2', body]);
  });

  test('is listed in all, and what cannot be read hides nothing behind it', async () => {
    const { ledger, parked, put } = await open();
    const keys = { parkedKind: 'order', parkedAtMs: 5 };
    await put({
      pk: 'ORDER#acme#7',
      version: 1,
      store: 'acme',
      order: '7',
      entries: '[{"of":"a newer version"}]',
      ...keys,
    });
    await ledger.save(recordWith(orderKey(1), [refused()]), 0, signal);
    const [illegible, order] = await parked();
    expect(illegible).toEqual({ kind: 'illegible', pk: 'ORDER#acme#7', parkedAtMs: 5 });
    expect(order).toMatchObject({ kind: 'order' });
    expect([illegible, order].map((one) => one && foresee(one, NOW_MS).kind)).toEqual(['leftParked', 'wouldRedrive']);
  });

  test('a body that an older version parked with a sentence alone, or a newer one for another reason, is listed', async () => {
    const { dependencies, parked, put, queued } = await open();
    const bodyGzip = gzipSync('{}');
    const about = { store: 'acme', topic: null, receivedAtMs: 5, parkedKind: 'delivery', bodyGzip };
    await put({ ...about, pk: 'PARKED#acme#01', parkedAtMs: 1, because: 'fields are missing: id' });
    await put({ ...about, pk: 'PARKED#acme#02', parkedAtMs: 2, because: 'unreadable' });
    await put({
      ...about,
      pk: 'PARKED#acme#03',
      parkedAtMs: 3,
      reason: 'ofANewerVersion',
      because: 'words of a newer version',
    });
    await put({ ...about, pk: 'PARKED#acme#04', parkedAtMs: 4, reason: 'otherOrder', because: 'another order' });
    const found = (await parked()).map(parkedLine);
    expect(found.map(({ id, reason, why }) => [id, reason, why])).toEqual([
      ['acme/body-01', 'unstated', 'fields are missing: id'],
      ['acme/body-02', 'unstated', 'unreadable'],
      ['acme/body-03', 'unstated', 'words of a newer version'],
      ['acme/body-04', 'otherOrder', 'another order'],
    ]);
    for (const one of await parked()) expect(await redrive(dependencies, one, deadline)).toEqual({ kind: 'redriven' });
    expect(await queued()).toHaveLength(4);
  });

  test('an order goes through again under its own key, and is listed no longer', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    await ledger.save(recordWith(orderKey(1), [refused({ notBeforeMs: NOW_MS - 90_000 })]), 0, signal);
    expect(await redrive(dependencies, one(orderKey(1)), deadline)).toEqual({ kind: 'redriven' });
    expect(await queued()).toEqual([JSON.stringify(orderKey(1))]);
    expect(await parked()).toEqual([]);
    const record = (await ledger.load(orderKey(1), signal))?.record;
    expect(record?.entries).toMatchObject([{ state: 'pending', changeKey: refused().changeKey, points: 10 }]);
    expect((await ledger.ready(NOW_MS, null, signal)).keys).toEqual([orderKey(1)]);

    expect(await redrive(dependencies, one(orderKey(1)), deadline)).toEqual({ kind: 'parkedNoLonger' });
    expect(await redrive(dependencies, one(orderKey(2)), deadline)).toEqual({ kind: 'parkedNoLonger' });
    expect(await queued()).toEqual([]);
  });

  test('an order with something uncollected is listed after those parked, and is asked for again under its own key', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    const left = pendingEntry({ number: 2, points: -18, state: 'uncollected', parkedAtMs: NOW_MS - 99_000 });
    const given = pendingEntry({ state: 'applied' });
    await ledger.save(recordWith(orderKey(1), [given, left]), 0, signal);
    await ledger.save(recordWith(orderKey(2), [refused()]), 0, signal);
    await ledger.save(recordWith(orderKey(3), [refused(), left]), 0, signal);
    const found = await parked();
    expect(found.map((one) => [one.kind, parkedId(one)])).toEqual([
      ['order', expect.any(String)],
      ['order', expect.any(String)],
      ['uncollected', 'acme/1'],
    ]);
    expect(found.slice(0, 2).map(parkedId).toSorted()).toEqual(['acme/2', 'acme/3']);
    expect(found[2]).toMatchObject({ entry: left });
    expect(found.map((one) => foresee(one, NOW_MS).kind)).toEqual(['wouldRedrive', 'wouldRedrive', 'wouldRedrive']);

    expect(await redrive(dependencies, one(orderKey(1)), deadline)).toEqual({ kind: 'redriven' });
    expect(await queued()).toEqual([JSON.stringify(orderKey(1))]);
    expect((await ledger.load(orderKey(1), signal))?.record.entries).toEqual([
      given,
      { ...left, state: 'pending', parkedAtMs: null },
    ]);
    expect((await parked()).map(parkedId).toSorted()).toEqual(['acme/2', 'acme/3']);
    expect(await redrive(dependencies, one(orderKey(1)), deadline)).toEqual({ kind: 'parkedNoLonger' });
  });

  test('an order whose payment date is ahead is listed, and stays: no attempt puts a date right', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    const ahead = { ...recordWith(orderKey(1)), paymentAhead: { sinceMs: NOW_MS - 9, untilMs: NOW_MS + 9 } };
    await ledger.save(ahead, 0, signal);
    const [listed] = await parked();
    expect(listed).toEqual({ kind: 'paymentAhead', record: ahead, sinceMs: NOW_MS - 9 });
    const left = { kind: 'leftParked', because: expect.stringContaining('correct the date in the shop') };
    expect(listed && foresee(listed, NOW_MS)).toEqual(left);
    expect(listed && (await redrive(dependencies, listed, deadline))).toEqual(left);
    expect(listed && foreseeDismissal(listed)).toMatchObject({ kind: 'leftParked' });
    // It was parked for another reason when the list was made.
    expect(await redrive(dependencies, one(orderKey(1)), deadline)).toEqual(left);
    expect(await queued()).toEqual([]);

    await ledger.save({ ...ahead, paymentAhead: null }, 1, signal);
    expect(await parked()).toEqual([]);
  });

  test('two people at once send an order through once', async () => {
    const { dependencies, ledger, queued } = await open();
    await ledger.save(recordWith(orderKey(1), [refused()]), 0, signal);
    const both = [redrive(dependencies, one(orderKey(1)), deadline), redrive(dependencies, one(orderKey(1)), deadline)];
    expect((await Promise.all(both)).map(({ kind }) => kind).toSorted()).toEqual(['parkedNoLonger', 'redriven']);
    expect(await queued()).toHaveLength(1);
  });

  test('a body goes through the queue as it came, and stays listed until it is recorded', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    await ledger.parkDelivery(unread, signal);
    await ledger.parkDelivery({ ...unread, body: Buffer.from('[]'), signature: 'c2lnbmVk' }, signal);
    for (const delivery of await parked()) {
      expect(foresee(delivery, NOW_MS)).toEqual({ kind: 'wouldRedrive' });
      expect(await redrive(dependencies, delivery, deadline)).toEqual({ kind: 'redriven' });
    }
    const sent = (await queued()).map(parseDeliveryMessage);
    const { reason: _reason, because: _, ...proven } = unread;
    const again = { ...proven, tries: 0, parkedPk: parkedPk(unread) };
    const unproven = { ...unread, body: Buffer.from('[]'), signature: 'c2lnbmVk' };
    expect(sent).toHaveLength(2);
    expect(sent).toContainEqual(again);
    const { reason: __reason, because: __, ...signed } = unproven;
    expect(sent).toContainEqual({ ...signed, tries: 0, parkedPk: parkedPk(unproven) });
    expect(await parked()).toHaveLength(2);

    const [cleared] = await parked();
    await ledger.clearDelivery(parkedPk(unread), unread.receivedAtMs, signal);
    await ledger.clearDelivery(parkedPk(unproven), unproven.receivedAtMs, signal);
    expect(await parked()).toEqual([]);
    expect(cleared && (await redrive(dependencies, cleared, deadline))).toEqual({ kind: 'parkedNoLonger' });
  });

  test('an order of more points than the API takes, and what no shop has sent, stay', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    await ledger.save(recordWith(orderKey(1), [refused({ parked: 'pointsOutOfRange' })]), 0, signal);
    await ledger.parkDelivery({ ...unread, store: NO_STORE }, signal);
    expect((await parked()).map((each) => foresee(each, NOW_MS).kind)).toEqual(['leftParked', 'leftParked']);
    expect(await redrive(dependencies, one(orderKey(1)), deadline)).toMatchObject({ kind: 'leftParked' });
    expect(await parked()).toHaveLength(2);
    expect(await queued()).toEqual([]);
  });
});
