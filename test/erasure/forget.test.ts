import { gunzipSync, gzipSync } from 'node:zlib';
import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbLedgerScan } from '../../src/aws/dynamodb/ledger-scan.ts';
import { createDynamoDbRunStore } from '../../src/aws/dynamodb/run-store.ts';
import { createS3FileVersions } from '../../src/aws/s3/file-versions.ts';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import { digestsUnder, type Erasure } from '../../src/domain/erasure/erase-record.ts';
import { personOf } from '../../src/domain/erasure/person.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { type ForgetDependencies, type Forgotten, forget } from '../../src/erasure/forget.ts';
import { awardKey, awardWith } from '../support/award-records.ts';
import { openLedger } from '../support/emulators/dynamodb.ts';
import { s3Client } from '../support/emulators/s3.ts';
import { startVersionedS3 } from '../support/emulators/versioned-s3.ts';
import { recordOfManyRefunds } from '../support/many-refunds.ts';
import { bodyOf, moneyOf } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { pinnedWith } from '../support/pinning.ts';
import { NOW_MS, nothingKnown, settled, storeWith, told } from '../support/planning.ts';
import { runWith } from '../support/promotion-runs.ts';

const { signal } = new AbortController();
const time = { now: () => NOW_MS, signal };
const ANA = 'ana@example.com';
const store = storeWith();
const money = moneyOf({ eligible: '100.00' });
const orderOf = (customer: string, order: string) =>
  settled(
    { ...nothingKnown, key: { ...nothingKnown.key, order: bodyOf({ order }).order } },
    store,
    bodyOf({ order, money, customer }),
  );

let dynamoDb: LocalDynamoDb;
let table: Awaited<ReturnType<typeof openLedger>>;
let s3: Awaited<ReturnType<typeof startVersionedS3>>;
let dependencies: ForgetDependencies;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());
beforeEach(async () => {
  table = await openLedger(dynamoDb.endpoint);
  s3 = await startVersionedS3();
  const client = s3Client(s3.endpoint);
  dependencies = {
    ledger: table.ledger,
    scan: createDynamoDbLedgerScan(table),
    runs: createDynamoDbRunStore(table),
    files: createS3FileVersions({ client, bucket: 'audiences' }),
    promotions: [],
    digest: digestsUnder(Buffer.from('a key that nobody keeps')),
  };
  return async () => {
    client.destroy();
    await s3.close();
    await table.close();
  };
});

const erasureOf = (words: Partial<Erasure> = {}): Erasure => ({
  person: personOf([ANA]) ?? { emails: [], numbers: [] },
  orders: new Set(),
  stores: null,
  ...words,
});

async function run(apply: boolean, words: Partial<Erasure> = {}): Promise<Forgotten> {
  return await forget(dependencies, erasureOf(words), apply, time);
}

async function save(...orders: readonly OrderRecord[]): Promise<void> {
  for (const order of orders) await table.ledger.save(order, 0, signal);
}

/** All that the table holds, as text; compressed attributes as the scan unpacks them. */
async function wholeTable(): Promise<string> {
  const texts: string[] = [];
  for await (const item of dependencies.scan.items(signal)) texts.push(JSON.stringify(item));
  const { Items: raw = [] } = await table.documents.send(new ScanCommand({ TableName: table.tableName }));
  return [...texts, JSON.stringify(raw)].join('\n');
}

function countsOf({ ledger, files, configured }: Extract<Forgotten, { kind: 'found' }>['found']) {
  const { records, pages, deliveries, runs, indexed, others } = ledger;
  return [records, pages, deliveries, runs, [...indexed, ...others], files.versions, configured].map(
    ({ length }) => length,
  );
}
const NOTHING = [0, 0, 0, 0, 0, 0, 0];

describe('a customer', () => {
  test('is found and nothing is changed until it is to be applied', async () => {
    await save(orderOf(ANA, '1'), orderOf('bia@example.com', '2'));
    s3.put('vip.csv', 'customer\nana@example.com\n');
    const before = await wholeTable();
    const told = await run(false);
    expect(told).toMatchObject({ kind: 'found', inTheWay: [] });
    expect(countsOf(told.found)).toEqual([1, 0, 0, 0, 0, 1, 0]);
    expect(told.found.ledger.looked).toMatchObject({ orders: 2 });
    expect(await wholeTable()).toBe(before);
    expect(s3.all()).toHaveLength(1);
  });

  test('is erased from orders, awards, pages, bodies, runs and every version of every file; others are not', async () => {
    const { customer } = orderOf(ANA, '1');
    const paged = { ...recordOfManyRefunds(1_300), customer };
    const award = awardWith(awardKey(1), [
      pendingEntry({ state: 'applied', changeKey: 'ADD-ana@example.com-10-christmas-20261224T120000Z' as ChangeKey }),
    ]);
    await save({ ...recordOfManyRefunds(600), customer }, orderOf('joana@example.com', '2'));
    await table.ledger.save(paged, 1, signal);
    await table.ledger.save(award, 0, signal);
    const parked = { store: 'acme', topic: null, signature: null, receivedAtMs: 5, reason: 'unreadable' } as const;
    for (const email of ['Ana@Example.com', 'joana@example.com']) {
      const body = Buffer.from(JSON.stringify({ id: '7', billing: { email } }));
      await table.ledger.parkDelivery({ ...parked, body, because: 'it is odd' }, signal);
    }
    const listed = [ANA, 'joana@example.com'].map((customer) => ({ customer, points: 5, text: `for ${customer}` }));
    const done = runWith({
      phase: 'queued',
      pinned: pinnedWith({ audience: { kind: 'list', customers: listed } }),
      counts: { rows: 0, awards: 0, points: 0, bad: 0, duplicates: 0, otherDays: 0 },
    });
    await dependencies.runs.save(done, 0, signal);
    s3.put('vip.csv', 'customer;name\nana@example.com;Ana\njoana@example.com;Joana\n');
    s3.put('vip.csv', 'customer;name\njoana@example.com;Joana\n');
    s3.put('vip.csv', 'customer;name\n"ANA@example.com";"Ana\nSouza"\njoana@example.com;Joana\n');
    s3.put('gifts.jsonl.gz', gzipSync('{"customer":"ana@example.com"}\n{"customer":"bia@example.com"}\n'));

    const forgotten = await run(true);
    if (forgotten.kind !== 'erased') throw new Error('refused');
    expect(countsOf(forgotten.found)).toEqual([2, 2, 1, 1, 0, 3, 0]);
    expect(countsOf(forgotten.left)).toEqual(NOTHING);
    expect(await wholeTable()).not.toMatch(/(?<!jo)ana@example\.com/i);
    expect(await wholeTable()).toContain('joana@example.com');

    const loaded = await table.ledger.load(paged.key, signal);
    expect(loaded?.record.entries.map(({ number, points, state }) => [number, points, state])).toEqual(
      paged.entries.map(({ number, points, state }) => [number, points, state]),
    );
    expect(loaded?.record.facts.collectedRefunds).toEqual(paged.facts.collectedRefunds);
    const keptRun = await dependencies.runs.load(done.key, signal);
    expect(keptRun?.record.pinned?.audience).toMatchObject({ customers: [{ text: null, points: 5 }, listed[1]] });
    expect(s3.all().filter(([key]) => key === 'vip.csv')).toEqual([
      ['vip.csv', 'v6', 'customer;name\njoana@example.com;Joana\n'],
      ['vip.csv', 'v2', 'customer;name\njoana@example.com;Joana\n'],
    ]);
    const gifts: string[] = [];
    for await (const version of dependencies.files.all(signal)) {
      if (version.file !== 'gifts.jsonl.gz') continue;
      const chunks: Uint8Array[] = [];
      for await (const chunk of await dependencies.files.open(version, signal)) chunks.push(chunk);
      gifts.push(gunzipSync(Buffer.concat(chunks)).toString());
    }
    expect(gifts).toEqual(['{"customer":"bia@example.com"}\n']);
  });

  test('a digest by which the index still finds an erased order is found, and taken out', async () => {
    await save(orderOf(ANA, '1'), orderOf('bia@example.com', '2'));
    await run(true);
    const digestOf = async (order: string) => {
      const get = new GetCommand({ TableName: table.tableName, Key: { pk: `ORDER#acme#${order}` } });
      return (await table.documents.send(get)).Item?.customerDigest;
    };
    // As a writer of an older version leaves it.
    for (const order of ['1', '2']) {
      await table.documents.send(
        new UpdateCommand({
          TableName: table.tableName,
          Key: { pk: `ORDER#acme#${order}` },
          UpdateExpression: 'SET customerDigest = :digest',
          ExpressionAttributeValues: { ':digest': 'Dm0zVI9QpsP0zwbR' },
        }),
      );
    }
    const told = await run(false, { person: personOf(['nobody@example.com']) ?? 'everyone' });
    expect(told.found.ledger.indexed.map(({ store: of, ...key }) => [of, ...Object.values(key)])).toEqual([
      ['acme', '1'],
    ]);
    expect((await run(false, { stores: new Set(['other']) })).found.ledger.indexed).toEqual([]);
    const forgotten = await run(true);
    expect(forgotten.kind === 'erased' && forgotten.left.ledger.indexed).toEqual([]);
    expect([await digestOf('1'), await digestOf('2')]).toEqual([undefined, 'Dm0zVI9QpsP0zwbR']);
  });

  test('again finds nothing', async () => {
    await save(orderOf(ANA, '1'));
    await run(true);
    const again = await run(true);
    expect(countsOf(again.found)).toEqual(NOTHING);
  });

  test('of one store is left alone in another', async () => {
    await save(orderOf(ANA, '1'), { ...orderOf(ANA, '1'), key: { ...orderOf(ANA, '1').key, store: 'other' } });
    await dependencies.runs.save(
      runWith({
        pinned: pinnedWith({ store: 'other', audience: { kind: 'file', file: 'others.csv' } }),
        phase: 'queued',
        counts: { rows: 0, awards: 0, points: 0, bad: 0, duplicates: 0, otherDays: 0 },
      }),
      0,
      signal,
    );
    s3.put('others.csv', 'customer\nana@example.com\n');
    s3.put('nobodys.csv', 'customer\nana@example.com\n');
    await run(true, { stores: new Set(['acme']) });
    expect((await wholeTable()).match(/ADD-ana@example\.com-100-1/g)?.length).toBeGreaterThan(0);
    expect(s3.all().map(([key, , text]) => [key, text])).toEqual([
      ['nobodys.csv', 'customer\n'],
      ['others.csv', 'customer\nana@example.com\n'],
    ]);
  });

  test('who is named by the orders of a request loses those', async () => {
    await save(orderOf('12345678909', '1'), orderOf('12345678909', '2'));
    const forgotten = await run(true, { orders: new Set(['acme/1']) });
    expect(countsOf(forgotten.found)).toEqual([1, 0, 0, 0, 0, 0, 0]);
    expect(await table.ledger.load(orderOf(ANA, '2').key, signal)).toMatchObject({
      record: { customer: '12345678909' },
    });
    expect(await table.ledger.load(orderOf(ANA, '1').key, signal)).toMatchObject({ record: { erasedAtMs: NOW_MS } });
  });
});

test('everyone of a shop that is gone is erased, and of no other shop; its files are left to a person', async () => {
  const elsewhere = { ...orderOf('bia@example.com', '1'), key: { ...orderOf(ANA, '1').key, store: 'other' } };
  await save(orderOf(ANA, '3'), orderOf('bia@example.com', '2'), elsewhere);
  await table.ledger.save(awardWith(awardKey(1), [pendingEntry({ state: 'applied' })]), 0, signal);
  await save(recordOfManyRefunds(600));
  const parked = { topic: null, signature: null, receivedAtMs: 5, reason: 'unreadable', because: 'it is odd' } as const;
  await table.ledger.parkDelivery({ ...parked, store: 'acme', body: Buffer.from('{}') }, signal);
  const pinned = pinnedWith({ audience: { kind: 'file', file: 'vip.csv' } });
  await dependencies.runs.save(runWith({ pinned, phase: 'refused', because: 'refused' }), 0, signal);
  s3.put('vip.csv', 'customer\nana@example.com\n');
  s3.put('nobodys.csv', 'customer\nana@example.com\n');

  const forgotten = await run(true, { person: 'everyone', stores: new Set(['acme']) });
  if (forgotten.kind !== 'erased') throw new Error('refused');
  expect(countsOf(forgotten.found)).toEqual([4, 1, 1, 0, 0, 0, 0]);
  expect(countsOf(forgotten.left)).toEqual(NOTHING);
  expect(forgotten.left.files.unread.map(({ version }) => version.file)).toEqual(['vip.csv']);
  expect(await wholeTable()).not.toContain(ANA);
  expect(await table.ledger.load(elsewhere.key, signal)).toMatchObject({ record: elsewhere });
});

describe('nothing at all is erased while', () => {
  test('an entry waits', async () => {
    const waits = told(nothingKnown, store, bodyOf({ money, customer: ANA }));
    await save(waits, orderOf(ANA, '1'));
    s3.put('vip.csv', 'customer\nana@example.com\n');
    const before = await wholeTable();
    const untilMs = waits.entries[0]?.notBeforeMs;
    expect(await run(true)).toMatchObject({
      kind: 'found',
      inTheWay: [{ id: 'acme/123', because: 'pending', untilMs }],
    });
    expect(await wholeTable()).toBe(before);
    expect(s3.all()).toHaveLength(1);
  });

  test('an entry may have been applied', async () => {
    const [entry] = told(nothingKnown, store, bodyOf({ money, customer: ANA })).entries;
    if (entry === undefined) throw new Error('nothing planned');
    const unknown = {
      ...entry,
      state: 'parked',
      parked: 'needsChecking',
      unresolvedAttempts: [1],
      attempts: 1,
    } as const;
    await save({ ...orderOf(ANA, '1'), entries: [unknown] });
    expect(await run(true)).toMatchObject({ kind: 'found', inTheWay: [{ id: 'acme/1', because: 'unknown' }] });
  });

  test('a run that reads them goes on, or is stopped', async () => {
    const version = s3.put('vip.csv', 'customer\nana@example.com\n');
    const pinned = pinnedWith({
      audience: { kind: 'file', file: 'vip.csv' },
      version: { id: version, etag: `"etag-${version}"`, bytes: 25 },
    });
    await dependencies.runs.save(runWith({ pinned, phase: 'queuing' }), 0, signal);
    expect(await run(true)).toMatchObject({ kind: 'found', inTheWay: [{ because: 'runUnderWay' }] });
    await dependencies.runs.save(runWith({ pinned, phase: 'queuing', because: 'stopped' }), 1, signal);
    expect(await run(true)).toMatchObject({ kind: 'found', inTheWay: [{ because: 'runStopped' }] });
    await dependencies.runs.save(
      runWith({ pinned, phase: 'queuing', because: 'stopped', dismissedAtMs: 1 }),
      2,
      signal,
    );
    expect(await run(true)).toMatchObject({ kind: 'erased' });
  });
});

describe('what cannot be erased is told:', () => {
  test('an item that this version cannot read', async () => {
    const item = { pk: 'ORDER#acme#9', version: 1, schemaVersion: 99, record: `{"customer":"${ANA}"}` };
    await table.documents.send(new PutCommand({ TableName: table.tableName, Item: item }));
    const forgotten = await run(true);
    if (forgotten.kind !== 'erased') throw new Error('refused');
    expect(forgotten.left.ledger).toMatchObject({ others: ['ORDER#acme#9'], illegible: 1 });
  });

  test('a promotion that lists them in the configuration', async () => {
    const audience = { kind: 'list', customers: [{ customer: ANA, points: null, text: null }] } as const;
    const promotion = { id: 'vip', store: 'acme', audience } as unknown as ForgetDependencies['promotions'][number];
    dependencies = { ...dependencies, promotions: [promotion] };
    const forgotten = await run(true);
    expect(forgotten).toMatchObject({ kind: 'erased', left: { configured: ['vip'] } });
  });

  test('files that nobody can look into', async () => {
    s3.put('vip.xlsx', 'PK');
    s3.put('vip.csv', Buffer.from([0xff, 0xfe, 0x41, 0x00]));
    const forgotten = await run(true);
    expect(forgotten.found.files.unread.map(({ version }) => version.file).toSorted()).toEqual(['vip.csv', 'vip.xlsx']);
  });
});

test('an order that changed meanwhile so that an entry waits is left', async () => {
  await save(orderOf(ANA, '123'));
  const { ledger } = dependencies;
  dependencies = {
    ...dependencies,
    ledger: {
      ...ledger,
      async load(key, ...rest) {
        const loaded = await ledger.load(key, ...rest);
        const refunded =
          loaded &&
          told(loaded.record as OrderRecord, store, bodyOf({ at: 1, customer: ANA, standing: { kind: 'returned' } }));
        return (refunded && { record: refunded, version: loaded.version }) as typeof loaded;
      },
    },
  };
  expect(await run(true)).toMatchObject({ kind: 'erased', inTheWay: [{ id: 'acme/123', because: 'pending' }] });
});

test('a file that somebody replaced meanwhile is left as it is', async () => {
  s3.put('vip.csv', 'customer\nana@example.com\n');
  const { files } = dependencies;
  dependencies = {
    ...dependencies,
    files: {
      ...files,
      async replace(...args) {
        s3.put('vip.csv', 'customer\nana@example.com\nbia@example.com\n');
        return await files.replace(...args);
      },
    },
  };
  const forgotten = await run(true);
  if (forgotten.kind !== 'erased') throw new Error('refused');
  expect(forgotten.left.files.versions.map(({ version }) => version.id)).toEqual(['v2', 'v1']);
});
