import { createServer, type Server } from 'node:http';
import { marshall } from '@aws-sdk/util-dynamodb';
import { toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import type { Store } from '../../../src/domain/store.ts';
import { woocommercePlatform } from '../../../src/platforms/woocommerce/woocommerce-platform.ts';
import { nothingKnown, planFacts } from '../../../src/posting/plan-facts.ts';
import { parseLosslessJson } from '../../../src/shared/lossless-json.ts';
import { likeRecorded } from '../../../test/support/store-apis/woocommerce-orders.ts';

const FIRST_ID = 100_000_000;
/** Stands for an order's number and for its second, where they are put into the templates. */
const MODEL = { id: 987_654_321, changedAtMs: Date.parse('2031-01-01T01:01:01Z') };
const MODEL_TIME = '2031-01-01T01:01:01';
/** One order in so many is missing in the ledger. */
const MISSING_EVERY = 100;

export interface MadeOrders {
  readonly count: number;
  readonly firstChangedAtMs: number;
}

/** Orders that a shop changed one a second, made when they are asked for: none is kept. */
function bodyOf(template: string, { firstChangedAtMs }: MadeOrders, index: number): string {
  const time = new Date(firstChangedAtMs + index * 1_000).toISOString().slice(0, 19);
  return template.replaceAll(String(MODEL.id), String(FIRST_ID + index)).replaceAll(MODEL_TIME, time);
}

function modelOrder(): string {
  const order = likeRecorded('007', MODEL.id, MODEL.changedAtMs);
  return JSON.stringify({
    ...order,
    order_key: 'wc_order_made_up',
    billing: { email: `customer.${MODEL.id}@example.com` },
  });
}

/** The REST API of such a shop, as far as its pages are read. */
export async function startMadeShop(orders: MadeOrders): Promise<Started> {
  const template = modelOrder();
  return await listen((path) => {
    const query = new URL(path, 'http://shop').searchParams;
    const afterMs = Date.parse(`${query.get('modified_after')}Z`);
    const first = Math.max(0, Math.floor((afterMs - orders.firstChangedAtMs) / 1_000) + 1);
    const from = first + Number(query.get('offset') ?? 0);
    const until = Math.min(orders.count, from + Number(query.get('per_page')));
    const bodies = Array.from({ length: Math.max(0, until - from) }, (_, at) => bodyOf(template, orders, from + at));
    const total = String(Math.max(0, orders.count - first));
    return { body: `[${bodies.join(',')}]`, headers: { 'X-WP-Total': total } };
  });
}

/** A DynamoDB that has a record of each order but a few, with its award applied, and nothing else. */
export async function startMadeLedger(store: Store): Promise<Started> {
  const template = JSON.stringify(await modelItem(store));
  return await listen((_path, body, target) => {
    if (target.endsWith('Query') || target.endsWith('Scan')) return { body: '{"Items":[],"Count":0}', headers: {} };
    if (target.endsWith('DescribeTable')) return { body: '{"Table":{"TableStatus":"ACTIVE"}}', headers: {} };
    const id = /#(\d{9})"/.exec(body)?.[1];
    if (!target.endsWith('GetItem') || id === undefined || Number(id) % MISSING_EVERY === 0)
      return { body: '{}', headers: {} };
    return { body: `{"Item":${template.replaceAll(String(MODEL.id), id)}}`, headers: {} };
  });
}

async function modelItem(store: Store): Promise<object> {
  const parsed = parseLosslessJson(Buffer.from(modelOrder()));
  const nowMs = MODEL.changedAtMs + 1_000;
  const body = {
    payload: parsed.ok ? parsed.value : null,
    bodyHash: 'made-up',
    topic: null,
    receivedAtMs: nowMs,
    store,
  };
  const deadline = { now: () => nowMs, endsAtMs: nowMs + 1_000, signal: AbortSignal.timeout(5_000) };
  const read = await woocommercePlatform.read(body as Parameters<typeof woocommercePlatform.read>[0], deadline);
  if (read.kind !== 'facts') throw new Error('the model order cannot be read');
  const key = { store: store.id, order: read.facts.order };
  const plan = planFacts(nothingKnown(key), store, read.facts, nowMs);
  if (plan === 'otherOrder') throw new Error('the model order is another one');
  const attributes = toStored(applied(plan.planned)).attributes;
  return marshall({ pk: `ORDER#${store.id}#${key.order}`, version: 1, ...attributes }, { removeUndefinedValues: true });
}

function applied(record: OrderRecord): OrderRecord {
  return { ...record, entries: record.entries.map((entry) => ({ ...entry, state: 'applied', attempts: 1 })) };
}

/** A BonifiQ that has an award of 52 points of every customer. */
export async function startMadeHistories(): Promise<Started> {
  const item = {
    Date: new Date(MODEL.changedAtMs).toISOString(),
    Points: 52,
    Title: null,
    PointType: 3,
    IsCanceled: false,
  };
  const body = JSON.stringify({ Items: [item], HasNextPage: false, HasError: false });
  return await listen(() => ({ body, headers: {} }));
}

export interface Started {
  readonly url: string;
  readonly requests: () => number;
  close(): void;
}

type Answer = (
  path: string,
  body: string,
  target: string,
) => { readonly body: string; readonly headers: Record<string, string> };

async function listen(answer: Answer): Promise<Started> {
  let requests = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests += 1;
      const target = String(request.headers['x-amz-target'] ?? '');
      const { body, headers } = answer(request.url ?? '/', Buffer.concat(chunks).toString(), target);
      response.writeHead(200, { 'Content-Type': 'application/json', Date: new Date().toUTCString(), ...headers });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: () => requests,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
