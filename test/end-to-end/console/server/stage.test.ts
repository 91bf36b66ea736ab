import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connect } from '../../../../cli/connect.ts';
import type { Connection } from '../../../../cli/connection.ts';
import type { About, Deliveries, Delivery, Numbers, OrderView } from '../../../../console/api.ts';
import type { ParkedResults } from '../../../../console/api-work.ts';
import { stageContext } from '../../../../console/server/make-context.ts';
import { routes } from '../../../../console/server/routes.ts';
import { logLine } from '../../../../src/aws/cloudwatch/event-table.ts';
import { outcome } from '../../../../src/domain/outcome.ts';
import { shopifyBytes } from '../../../fixtures/load.ts';
import { type LoggedEvent, startCloudWatch } from '../../../support/cloudwatch-server.ts';
import { startTestConsole, type TestConsole } from '../../../support/test-console.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../../support/test-platform.ts';

const ORDER = '6100000000001';
const MINUTE_MS = 60_000;
const nowMs = Date.now();

let state: string;
let platform: TestPlatform;
let aws: Awaited<ReturnType<typeof startCloudWatch>>;
let connection: Connection;
let page: TestConsole;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-stage-'));
  platform = await startTestPlatform({ state });
  await platform.send(signedBody('shopify', shopifyBytes('orders-paid'), 'orders/paid'));
  aws = await startCloudWatch(lines(), ({ Id, MetricStat: { Metric, Period } }) => {
    if (Metric.MetricName === 'PointsGiven') return Id.startsWith('all_') ? [[0, 230]] : [[bucketOf(Period), 230]];
    if (Metric.MetricName === 'ApiLatency') return Id.startsWith('all_') ? [[0, 12]] : [[bucketOf(Period), 12]];
    if (Metric.MetricName === 'Invocations')
      return Metric.Dimensions[0]?.Value === 'ponte-prod-shopify' ? [[bucketOf(Period), 2]] : [];
    return Metric.Dimensions[0]?.Value === 'success' ? [[bucketOf(Period), 3]] : [];
  });
  for (const [name, value] of [
    ['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', aws.url],
    ['AWS_ENDPOINT_URL_CLOUDWATCH', aws.url],
    ['AWS_REGION', 'sa-east-1'],
    ['AWS_ACCESS_KEY_ID', 'made-up'],
    ['AWS_SECRET_ACCESS_KEY', 'made-up'],
  ] as const)
    vi.stubEnv(name, value);
  connection = asStage(await connect({ state }));
  page = await startTestConsole(stageContext(connection, 'prod', { write: false, version: '0' }));
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await page.close();
  await aws.close();
  await platform.stop();
  await rm(state, { recursive: true });
});

const bucketOf = (period: number) => Math.floor(nowMs / (period * 1_000)) * period * 1_000;

/** The platform's services as those of a stage, whose table nobody may read as a whole. */
function asStage(local: Connection): Connection {
  const scanned = () => {
    throw new Error('the whole table was read');
  };
  const place = { kind: 'stage', stage: 'prod' } as const;
  const never = { all: scanned } as unknown as Connection['orderScan'] & Connection['ledgerScan'];
  return { ...local, place, services: { ...local.services, place }, orderScan: never, ledgerScan: never };
}

/** A delivery a minute for three hours, the newest now, one of them of the order in the ledger; and what its invocation wrote. */
function lines(): readonly LoggedEvent[] {
  const group = '/aws/lambda/ponte-prod-shopify';
  const wrap = (atMs: number, requestId: string, message: unknown): LoggedEvent => ({
    group,
    atMs,
    message: { timestamp: new Date(atMs).toISOString(), level: 'INFO', requestId, message },
  });
  const deliveries = Array.from({ length: 180 }, (_, index) => {
    const order = index === 100 ? ORDER : String(index + 1);
    const entries = [{ changeKey: `ADD-***-230-${order}`, points: 230, outcome: 'applied' as const }];
    const told = logLine({
      kind: 'deliveryHandled',
      platform: 'shopify',
      store: 'demo-shopify',
      topic: 'orders/paid',
      delivery: `d-${index}`,
      tookMs: 31,
      outcome: { ...outcome('applied', 'applied', order), entries: index % 2 === 0 ? entries : [] },
    });
    return wrap(nowMs - 1_000 - index * MINUTE_MS, `r-${index}`, told?.fields);
  });
  return [
    ...deliveries.toReversed(),
    wrap(nowMs - 1_000 - 100 * MINUTE_MS, 'r-100', { what: 'warning', message: 'something of this invocation' }),
    {
      ...wrap(nowMs - 50 * MINUTE_MS, 'r', { what: 'settle', store: 'demo-shopify', order: ORDER, entries: [] }),
      group: '/aws/lambda/ponte-prod-settle',
    },
  ];
}

test('says where it is, and that nothing can be changed', async () => {
  const about = await page.get<About>('/api/about');
  expect(about.place).toEqual({ kind: 'stage', stage: 'prod' });
  expect([about.canTry, about.hasSandbox]).toEqual([false, false]);
  expect(about.readOnlyBecause).toBe('Start ./ponte console --stage prod with --write to change something.');
});

test('every change is refused, with how to allow it; what is tried is of the local platform alone', async () => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"all":true,"dryRun":false}' };
  const writable = await startTestConsole(stageContext(connection, 'prod', { write: true, version: '0' }));
  for (const { path, on } of routes.filter(({ method }) => method === 'POST')) {
    const { status, text } = await page.ask(path.replace('{id}', 'vip'), init);
    expect([path, status]).toEqual([path, 403]);
    expect(JSON.parse(text).error.next).toContain('--write');
    if (on !== 'local') continue;
    const tried = await writable.ask(path, init);
    expect([path, tried.status]).toEqual([path, 403]);
    expect(JSON.parse(tried.text).error.what).toBe('This is there on the local platform alone.');
  }
  const redriven = await writable.post<ParkedResults>('/api/parked/redrive', { all: true, dryRun: true });
  expect(redriven).toEqual({ results: [], unknown: [] });
  await writable.close();
});

test('all that can be looked at is read without the whole table', async () => {
  const views = ['/api/orders', '/api/parked', '/api/pending', '/api/accounts', '/api/promotions', '/api/laws'];
  for (const view of views) expect((await page.ask(view)).status).toBe(200);
  expect((await page.ask('/api/customers/ana.souza%40example.com')).status).toBe(200);
});

test('what a view asks of the table is no scan, and no more for forty more orders', async () => {
  const views = [
    '/api/orders',
    `/api/orders/demo-shopify/${ORDER}`,
    '/api/parked',
    '/api/pending',
    '/api/accounts',
    '/api/promotions',
    `/api/laws?orders=demo-shopify/${ORDER}`,
    '/api/customers/ana.souza%40example.com',
  ];
  const before = await askedOfTable(views);
  expect(before.map(([view]) => view)).toEqual(views);
  expect(
    before.flatMap(([, operations]) => operations).filter((one) => !/^(?:GetItem|BatchGetItem|Query)$/.test(one)),
  ).toEqual([]);
  expect(before.flatMap(([, operations]) => operations)).toEqual(expect.arrayContaining(['GetItem', 'Query']));
  for (let more = 1; more <= 40; more += 1) {
    const order = {
      ...JSON.parse(shopifyBytes('orders-paid').toString()),
      id: 7_000_000 + more,
      email: `c${more}@example.com`,
    };
    order.admin_graphql_api_id = `gid://shopify/Order/${order.id}`;
    order.customer = { ...order.customer, email: order.email };
    await platform.send(signedBody('shopify', JSON.stringify(order), 'orders/paid'));
  }
  expect(await askedOfTable(views)).toEqual(before);
  // A search for a customer asks the index, and once for all pages of the list.
  const search = '/api/deliveries?search=ana.souza%40example.com';
  expect(await askedOfTable([search])).toEqual([[search, ['GetItem', 'Query', 'Query']]]);
  expect(await askedOfTable([search])).toEqual([[search, []]]);
}, 60_000);

/** The operations that each of the views asks of DynamoDB. The functions run in threads of their own, and are not heard here. */
async function askedOfTable(views: readonly string[]): Promise<[view: string, operations: readonly string[]][]> {
  const asked: [string, string[]][] = [];
  const hear = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    const [, operation] = /^DynamoDB_\d+\.(\w+)$/.exec(String(request.getHeader('x-amz-target'))) ?? [];
    if (operation !== undefined) asked.at(-1)?.[1].push(operation);
  };
  diagnostics.subscribe('http.client.request.start', hear);
  for (const view of views) {
    asked.push([view, []]);
    expect((await page.ask(view)).status).toBe(200);
  }
  diagnostics.unsubscribe('http.client.request.start', hear);
  return asked.map(([view, operations]) => [view, operations.toSorted()]);
}

describe('deliveries', () => {
  test('are paged backwards through the log, each once', async () => {
    const orders: (string | null)[] = [];
    let before = '';
    for (let pages = 0; pages < 20; pages += 1) {
      const { deliveries, next } = await page.get<Deliveries>(`/api/deliveries?limit=50${before}`);
      orders.push(...deliveries.map(({ order }) => order));
      if (next === null) break;
      before = `&before=${next}`;
    }
    const expected = Array.from({ length: 180 }, (_, index) => (index === 100 ? ORDER : String(index + 1)));
    expect(orders).toEqual(expected);
    const [first] = aws.asked.filter(({ filterPattern }) => filterPattern.includes('delivery'));
    expect((first?.endTime ?? 0) - (first?.startTime ?? 0)).toBe(MINUTE_MS);
  });

  test('are asked for by store and order in the log itself', async () => {
    const { deliveries } = await page.get<Deliveries>(
      `/api/deliveries?store=demo-shopify&order=${ORDER}&severity=success`,
    );
    expect(deliveries.map(({ order, points, status }) => [order, points, status])).toEqual([[ORDER, 230, null]]);
    expect(aws.asked.at(-1)?.filterPattern).toBe(
      `{ $.message.what = "delivery" && $.message.store = "demo-shopify" && $.message.severity = "success" && $.message.order = "${ORDER}" }`,
    );
  });

  test('of several severities, in the log itself', async () => {
    const { deliveries } = await page.get<Deliveries>('/api/deliveries?severity=warning,error');
    expect(deliveries).toEqual([]);
    expect(aws.asked.at(-1)?.filterPattern).toBe(
      '{ $.message.what = "delivery" && ($.message.severity = "warning" || $.message.severity = "error") }',
    );
    const { status, text } = await page.ask('/api/deliveries?severity=warning,bad');
    expect([status, JSON.parse(text).error.what]).toEqual([400, expect.stringContaining('such as warning,error')]);
  });

  test('of a customer, by the index of the ledger: their orders are asked for in the log, and nobody else’s', async () => {
    const { deliveries } = await page.get<Deliveries>('/api/deliveries?search=%20Ana.Souza%40example.com');
    expect(deliveries.map(({ order, orderName }) => [order, orderName])).toEqual([[ORDER, null]]);
    expect(aws.asked.at(-1)?.filterPattern).toBe(`{ $.message.what = "delivery" && $.message.order = "${ORDER}" }`);
    const asked = aws.asked.length;
    expect((await page.get<Deliveries>('/api/deliveries?search=nobody%40example.com')).deliveries).toEqual([]);
    expect(aws.asked.length).toBe(asked);
  });

  test('a search that would end a pattern is compared here', async () => {
    const topic = encodeURIComponent('x" || $.message.what = "delivery');
    const { deliveries } = await page.get<Deliveries>(`/api/deliveries?topic=${topic}`);
    expect(deliveries).toEqual([]);
    expect(aws.asked.at(-1)?.filterPattern).toBe('{ $.message.what = "delivery" }');
  });

  test('one has the lines of its invocation, and the order as it is; no body', async () => {
    const { deliveries } = await page.get<Deliveries>(`/api/deliveries?order=${ORDER}`);
    const one = await page.get<Delivery>(`/api/deliveries/${deliveries[0]?.id}`);
    expect([one.request, one.facts, one.verification.result]).toEqual([null, null, 'verified']);
    expect(one.order).toMatchObject({ order: ORDER, target: 230, posted: 230 });
    expect(one.log.map(({ line }) => JSON.parse(line).what)).toEqual(['delivery', 'warning']);
    for (const id of ['shopify-1-e0', 'other-1-e0', '1', '..%2f'])
      expect((await page.ask(`/api/deliveries/${id}`)).status).toBe(404);
  });
});

test('an order is explained by the ledger; nothing can be acted upon', async () => {
  const { explanation, acts, timeline } = await page.get<OrderView>(`/api/orders/demo-shopify/${ORDER}`);
  expect(explanation.settlement).toMatchObject({ because: 'right', target: 230, posted: 230 });
  expect(acts).toEqual([]);
  expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['paid', 'planned', 'applied']));
});

test('numbers are those of its metrics, in its namespace', async () => {
  const { buckets, totals, peak, source } = await page.get<Numbers>('/api/numbers?span=hour');
  expect([totals.deliveries, totals.attempts, peak]).toEqual([2, null, { calls: 12, overMs: MINUTE_MS }]);
  expect(totals).toMatchObject({ given: 230, takenBack: 0, outcomes: { success: 3, warning: 0, error: 0 }, calls: 12 });
  expect(buckets.filter(({ given }) => given !== 0)).toMatchObject([
    { given: 230, outcomes: { success: 3 }, latencyMs: { median: 12, p95: 12, longest: 12 } },
  ]);
  expect(source).toContain('ponte-prod');
  expect(new Set(aws.queries.map(({ MetricStat }) => MetricStat.Metric.Namespace))).toEqual(
    new Set(['ponte-prod', 'AWS/Lambda']),
  );
});

test('without its log, it says which service, and what to do', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', 'http://127.0.0.1:1');
  const other = await startTestConsole(stageContext(connection, 'prod', { write: false, version: '0' }));
  const { status, text } = await other.ask('/api/deliveries');
  expect(status).toBe(502);
  expect(JSON.parse(text).error).toMatchObject({
    what: expect.stringContaining('The log groups of ponte-prod'),
    next: expect.stringContaining('is this the region of prod?'),
  });
  await other.close();
}, 30_000);
