import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type {
  About,
  Clock,
  Deliveries,
  Delivery,
  Numbers,
  Orders,
  OrderView,
  Promotions,
} from '../../../../console/api.ts';
import type { Faults, Sent, Swept } from '../../../../console/api-try.ts';
import type {
  Accounts,
  Laws,
  ParkedList,
  ParkedResults,
  PendingList,
  RunAnswer,
} from '../../../../console/api-work.ts';
import { makeContext } from '../../../../console/server/make-context.ts';
import { vips } from '../../../../local/demo-story.ts';
import { openPromotionDesk } from '../../../../local/promotion-desk.ts';
import { runCommand } from '../../../support/local-cli.ts';
import { startTestConsole, type TestConsole } from '../../../support/test-console.ts';
import { startTestPlatform, type TestPlatform } from '../../../support/test-platform.ts';

const KEPT = 10_000;

let state: string;
let platform: TestPlatform;
let page: TestConsole;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-views-'));
  await writeFile(
    join(state, 'deliveries.jsonl'),
    Array.from({ length: KEPT }, (_, index) => line(index + 1)).join(''),
  );
  platform = await startTestPlatform({ state });
  page = await startTestConsole(await makeContext({ state, write: false, version: '1.2.3' }));
}, 60_000);
afterAll(async () => {
  await page.close();
  await platform.stop();
  await rm(state, { recursive: true });
});

/** A delivery of before; every tenth is refused. */
function line(number: number): string {
  const isRefused = number % 10 === 0;
  return `${JSON.stringify({
    number,
    at: new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString(),
    path: '/webhooks/shopify/demo-shopify',
    store: 'demo-shopify',
    platform: 'shopify',
    topic: 'orders/updated',
    headers: {},
    bodyBase64: 'e30=',
    status: isRefused ? 401 : 200,
    tookMs: 3,
    answer: isRefused
      ? { severity: 'error', outcome: 'signatureRefused', reason: 'signatureWrong', message: 'made up' }
      : { severity: 'success', outcome: 'nothingToDo', reason: 'duplicate', order: String(number), message: 'made up' },
  })}\n`;
}

const send = (fixture: string, overrides: Record<string, string> = {}) =>
  page.post<Sent>('/api/send', { fixture, overrides });

async function jsonOf(...args: readonly string[]): Promise<unknown[]> {
  const { out } = await runCommand('ponte', [...args, '--json'], { PONTE_STATE: state });
  return out
    .trim()
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one));
}

test('what it is connected to', async () => {
  const about = await page.get<About>('/api/about');
  expect(about).toMatchObject({
    place: { kind: 'local', state },
    readOnlyBecause: null,
    canTry: true,
    hasSandbox: true,
  });
  expect(about.stores.map(({ id, timeZone }) => [id, timeZone])).toEqual([
    ['demo-shopify', 'America/Sao_Paulo'],
    ['demo-woocommerce', 'Europe/Amsterdam'],
  ]);
  expect([about.promotions, about.version, about.language]).toEqual([['vip'], '1.2.3', 'en']);
  const { text } = await page.ask('/api/about', { headers: { 'accept-language': 'de, pt-BR;q=0.9, en;q=0.8' } });
  expect(JSON.parse(text).language).toBe('pt');
});

describe('ten thousand deliveries', () => {
  test('are paged from the newest to the oldest, each once', async () => {
    const seen: number[] = [];
    let before = '';
    for (let pages = 0; pages < 30; pages += 1) {
      const { deliveries, next } = await page.get<Deliveries>(`/api/deliveries?limit=500${before}`);
      seen.push(...deliveries.map(({ id }) => Number(id)));
      if (next === null) break;
      before = `&before=${next}`;
    }
    const old = seen.filter((id) => id <= KEPT);
    expect(old).toEqual(Array.from({ length: old.length }, (_, index) => old.length - index + (KEPT - old.length)));
    expect(old.length).toBeGreaterThan(KEPT - 100);
  });

  test('are filtered and searched by what the line says', async () => {
    const refused = await page.get<Deliveries>(
      '/api/deliveries?severity=error&outcome=signatureRefused&limit=3&before=10001',
    );
    expect(refused.deliveries.map(({ id }) => id)).toEqual(['10000', '9990', '9980']);
    const { deliveries } = await page.get<Deliveries>('/api/deliveries?search=MADE%204321&limit=500');
    expect(deliveries.map(({ order }) => order)).toEqual(['4321']);
    const none = await page.get<Deliveries>('/api/deliveries?store=demo-woocommerce&before=10001');
    expect([none.deliveries, none.next]).toEqual([[], null]);
  });

  test('of several severities, as the command takes them', async () => {
    const found = await page.get<Deliveries>('/api/deliveries?severity=warning,error&limit=2&before=10001');
    expect(found.deliveries.map(({ id }) => id)).toEqual(['10000', '9990']);
    expect((await page.ask('/api/deliveries?severity=bad')).status).toBe(400);
  });

  test('cost a page of them little time', async () => {
    await page.get('/api/deliveries?limit=100');
    const begunAtMs = performance.now();
    for (let count = 0; count < 10; count += 1) await page.get('/api/deliveries?limit=100&search=5&severity=success');
    expect((performance.now() - begunAtMs) / 10).toBeLessThan(300);
  });
});

test('a search finds what the shop calls an order, of its refunds, too, and all orders of a customer', async () => {
  const email = {
    '/email': 'carla@example.com',
    '/contact_email': 'carla@example.com',
    '/customer/email': 'carla@example.com',
  };
  await send('orders-paid', { '/id': '20101', '/name': '#7101', ...email });
  await send('refunds-create-partial', { '/id': '30101', '/order_id': '20101' });
  await send('orders-paid', { '/id': '20102', '/name': '#7102', ...email });
  const found = async (search: string) =>
    (await page.get<Deliveries>(`/api/deliveries?search=${encodeURIComponent(search)}`)).deliveries.map(
      ({ topic, order, orderName }) => [topic, order, orderName],
    );
  const first = [
    ['refunds/create', '20101', '#7101'],
    ['orders/paid', '20101', '#7101'],
  ];
  expect(await found('#7101')).toEqual(first);
  expect(await found(' CARLA@example.com ')).toEqual([['orders/paid', '20102', '#7102'], ...first]);
  expect(await found('carla@example')).toEqual([]);
});

describe('an order, from its delivery to its points', () => {
  test('as the command explains it, with its instants in order, target against posted', async () => {
    await send('orders-paid', { '/id': '20001' });
    await send('refunds-create-partial', { '/id': '30001', '/order_id': '20001' });
    const { explanation, text, timeline } = await page.get<OrderView>('/api/orders/demo-shopify/20001?lang=pt');
    const [said] = (await jsonOf('explain', 'demo-shopify', '20001')) as [OrderView['explanation']];
    // The sentences are in Portuguese.
    const reasons = ['Pedido 20001: pago', 'Pedido 20001: reembolsado (reembolso 30001)'];
    const entries = said.entries.map((entry, at) => ({ ...entry, reason: reasons[at] }));
    expect({ ...explanation, at: '' }).toEqual({ ...said, entries, at: '' });
    expect(text.head).toContain('20001');
    expect(timeline.map(({ kind, target, confirmed }) => [kind, target, confirmed])).toEqual([
      ['paid', 0, 0],
      ['delivery', 0, 0],
      ['planned', 230, 0],
      ['attempted', 230, 0],
      ['applied', 230, 230],
      ['delivery', 230, 230],
      ['planned', 180, 230],
      ['attempted', 180, 230],
      ['applied', 180, 180],
    ]);
    expect(timeline.map(({ at }) => at)).toEqual(timeline.map(({ at }) => at).toSorted());
    const { orders } = await page.get<Orders>('/api/orders?limit=1');
    expect(orders).toMatchObject([{ order: '20001', target: 180, posted: 180, because: 'right' }]);
  });

  test('its delivery has headers, body, verification, facts, order and log', async () => {
    const { deliveries } = await send('orders-paid', { '/id': '20002' });
    const one = await page.get<Delivery>(`/api/deliveries/${deliveries[0]?.id}`);
    expect(one.delivery).toEqual(deliveries[0]);
    expect(one.request?.headers).toMatchObject({ 'x-shopify-topic': 'orders/paid', 'x-shopify-hmac-sha256': '***' });
    expect(JSON.parse(one.request?.body ?? '')).toMatchObject({ id: 20_002, email: '***', total_price: '268.00' });
    expect(one.verification.result).toBe('verified');
    expect(one.facts).toEqual(
      expect.arrayContaining([
        { name: 'standing', id: null, value: [{ word: 'entitled' }] },
        { name: 'total', id: null, value: [{ amount: '268.00', currency: 'BRL' }] },
        { name: 'customer', id: null, value: [{ text: '***' }] },
      ]),
    );
    expect(one.order).toMatchObject({ order: '20002', target: 230, posted: 230 });
    expect(one.log.map(({ function: name, line: written }) => [name, JSON.parse(written).outcome])).toEqual([
      ['shopify', 'applied'],
    ]);
  });

  test.each(['body', 'signature'])('a delivery that is sent again with another %s is refused', async (tamper) => {
    const { deliveries } = await send('orders-paid', { '/id': '20003' });
    const id = deliveries[0]?.id ?? '';
    const tampered = await page.post<Sent>('/api/replay', { delivery: id, tamper });
    expect(tampered.deliveries).toMatchObject([{ outcome: 'signatureRefused', status: 401 }]);
    const again = await page.post<Sent>('/api/replay', { delivery: id });
    expect(again.deliveries).toMatchObject([{ outcome: 'nothingToDo', reason: 'duplicate' }]);
    const refused = await page.get<Delivery>(`/api/deliveries/${tampered.deliveries[0]?.id}`);
    expect(refused.verification.result).toBe('refused');
  });

  test('is not there: 404, with what to do', async () => {
    const answer = await page.ask('/api/orders/demo-shopify/123');
    expect([answer.status, JSON.parse(answer.text).error.what]).toEqual([
      404,
      expect.stringContaining('The ledger has no order 123 of demo-shopify.'),
    ]);
    expect((await page.ask('/api/orders/demo-shopify/abc')).status).toBe(400);
    expect((await page.ask('/api/customers/nobody')).status).toBe(404);
  });
});

test('a customer, as the command explains it', async () => {
  const { customers } = await page.get<{ customers: object[] }>(
    '/api/customers/ana.souza%40example.com?store=demo-shopify',
  );
  const said = await jsonOf('customer', 'ana.souza@example.com', '--store', 'demo-shopify');
  expect(customers.map((one) => ({ ...one, at: '' }))).toEqual(said.map((one) => ({ ...(one as object), at: '' })));
});

describe('work', () => {
  test('an order that BonifiQ refuses is parked, foreseen, redriven and right again', async () => {
    platform.sandbox.core.setFaults([{ kind: 'refusal', operation: 'change', times: 1 }]);
    await send('orders-paid', { '/id': '20010' });
    const { parked } = await page.get<ParkedList>('/api/parked');
    const said = await jsonOf('parked');
    expect(parked.map(({ order: _, customer, canRedrive, canDismiss, ...rest }) => rest)).toEqual(said);
    expect(parked).toMatchObject([
      {
        id: 'demo-shopify/20010',
        reason: 'refused',
        order: { order: '20010' },
        customer: '***',
        changeKey: 'ADD-***-230-20010',
        canRedrive: true,
        canDismiss: false,
      },
    ]);
    const revealed = await page.get<ParkedList>('/api/parked?reveal=1');
    expect(revealed.parked).toMatchObject([
      { customer: 'ana.souza@example.com', changeKey: 'ADD-ana.souza@example.com-230-20010' },
    ]);
    const green = await page.get<Laws>('/api/laws?orders=demo-shopify/20001,demo-shopify/20010,demo-shopify/404');
    expect(green).toMatchObject({ isGreen: true, broken: [], waiting: 1 });
    const id = 'demo-shopify/20010';
    const foreseen = await page.post<ParkedResults>('/api/parked/redrive', { ids: [id, 'nothing'], dryRun: true });
    expect(foreseen).toEqual({ results: [{ id, reason: 'refused', result: 'wouldRedrive' }], unknown: ['nothing'] });
    const dismissed = await page.post<ParkedResults>('/api/parked/dismiss', { ids: [id], dryRun: false });
    expect(dismissed.results[0]?.result).toBe('leftParked');
    const redriven = await page.post<ParkedResults>('/api/parked/redrive', { ids: [id], dryRun: false });
    expect(redriven.results).toEqual([{ id, reason: 'refused', result: 'redriven' }]);
    await vi.waitFor(async () => {
      const { explanation } = await page.get<OrderView>('/api/orders/demo-shopify/20010');
      expect(explanation.settlement).toMatchObject({ because: 'right', posted: 230 });
    }, 20_000);
    expect((await page.get<ParkedList>('/api/parked')).parked).toEqual([]);
  }, 40_000);

  test('an outage opens the circuit; what waits is listed; the clock and the sweep bring it through', async () => {
    const set = await page.post<Faults>('/api/faults', { faults: [{ fault: 'outage' }] });
    expect(set).toEqual({ faults: [{ fault: 'outage' }] });
    for (let order = 20_020; order < 20_026; order += 1)
      await send('orders-paid', { '/id': String(order), '/customer/email': `c${order}@example.com` });
    const { accounts } = await page.get<Accounts>('/api/accounts');
    expect(accounts.find(({ account }) => account === 'demo-shopify')).toMatchObject({
      because: 'failing',
      stores: ['demo-shopify'],
      since: expect.stringMatching(/Z$/),
    });
    const { pending, isMore } = await page.get<PendingList>('/api/pending');
    expect([pending.filter(({ id }) => /2002\d$/.test(id)).length, isMore]).toEqual([6, false]);
    expect(pending.every(({ changeKey }) => changeKey?.includes('-***-'))).toBe(true);
    const revealed = await page.get<PendingList>('/api/pending?reveal=1');
    expect(revealed.pending.some(({ changeKey }) => changeKey === 'ADD-c20020@example.com-230-20020')).toBe(true);
    expect(await page.get<Laws>('/api/laws')).toMatchObject({ isGreen: true, waiting: 6 });
    const { orders } = await page.get<Orders>('/api/orders?limit=10');
    const waiting = orders.filter(({ because }) => because !== 'right');
    // None is given while BonifiQ has not answered, whatever was sent.
    expect(waiting.map(({ target, confirmed }) => [target, confirmed])).toEqual(Array(6).fill([230, 0]));
    const [{ order } = { order: '' }] = waiting.filter(({ because }) => because === 'unconfirmed');
    const { text, timeline } = await page.get<OrderView>(`/api/orders/demo-shopify/${order}`);
    expect(text.summary[0]).toContain(
      'It should have given 230 points; given so far: 0; sent without an answer: 230. Nobody knows yet',
    );
    expect(timeline.map(({ confirmed }) => confirmed)).toEqual(timeline.map(() => 0));
    await page.post('/api/faults', { faults: [] });
    const { aheadMs } = await page.post<Clock>('/api/clock', { byMs: 3_600_000 });
    expect(aheadMs).toBe(3_600_000);
    expect(await page.post<Swept>('/api/sweep', {})).toMatchObject({ severity: 'success', failed: 0 });
    await vi.waitFor(async () => {
      expect((await page.get<PendingList>('/api/pending')).pending).toEqual([]);
    }, 30_000);
    expect(await page.get<Laws>('/api/laws?orders=demo-shopify/20020')).toMatchObject({ isGreen: true, waiting: 0 });
  }, 60_000);
});

test.each([
  { fault: 'latency', ms: 5 },
  { fault: 'tooManyRequests', retryAfterSeconds: 3 },
  { fault: 'tooManyRequests', times: 2 },
  { fault: 'serverError', times: 1 },
  { fault: 'cutBefore' },
  { fault: 'cutAfter', times: 4 },
  { fault: 'outage' },
])('a fault of the sandbox is set, told as it was set, and taken away: %j', async (fault) => {
  expect(await page.post<Faults>('/api/faults', { faults: [fault] })).toEqual({ faults: [fault] });
  expect(await page.get<Faults>('/api/faults')).toEqual({ faults: [fault] });
  expect(await page.post<Faults>('/api/faults', { faults: [] })).toEqual({ faults: [] });
});

test('a promotion is foretold, fired, and its progress seen', async () => {
  const desk = openPromotionDesk(platform.services);
  await desk.putAudience('vip.csv', vips);
  desk.close();
  const foretold = await page.post<RunAnswer>('/api/promotions/vip/run', { dryRun: true });
  expect(foretold).toMatchObject({
    result: 'wouldFire',
    refusal: null,
    sum: { award: 2, bad: 1, duplicate: 1, points: 100 },
  });
  expect(await page.post<RunAnswer>('/api/promotions/vip/run', { dryRun: false })).toMatchObject({ result: 'fired' });
  await vi.waitFor(async () => {
    const { promotions } = await page.get<Promotions>('/api/promotions');
    expect(promotions).toEqual(await jsonOf('promotions'));
    expect(promotions[0]?.runs[0]).toMatchObject({ isDone: true, applied: 2 });
  }, 20_000);
  const unknown = await page.ask('/api/promotions/none/run', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"dryRun":true}',
  });
  expect([unknown.status, JSON.parse(unknown.text).error.next]).toEqual([
    409,
    'there is no promotion "none"; there are: vip',
  ]);
}, 40_000);

test('numbers add up what was given and taken back, by outcome, and how fast the API answers', async () => {
  const before = await page.get<Numbers>('/api/numbers?span=day');
  await send('orders-paid', { '/id': '20040' });
  await page.post('/api/act', { store: 'demo-shopify', order: '20040', act: 'refund', preview: false });
  const after = await page.get<Numbers>('/api/numbers?span=day');
  const more = (of: (numbers: Numbers['totals']) => number | null) =>
    (of(after.totals) ?? 0) - (of(before.totals) ?? 0);
  expect([more(({ given }) => given), more(({ takenBack }) => takenBack), more(({ calls }) => calls)]).toEqual([
    230, 230, 2,
  ]);
  // The order, its refund, the refund's transaction and the order again.
  expect(more(({ outcomes }) => outcomes.success)).toBe(4);
  expect([more(({ deliveries }) => deliveries), more(({ attempts }) => attempts)]).toEqual([4, 0]);
  expect([after.peak.overMs, after.peak.calls >= 2]).toEqual([60_000, true]);
  expect(after.totals.latencyMs?.longest).toBeGreaterThanOrEqual(after.totals.latencyMs?.median ?? 0);
  for (const [span, count] of [
    ['hour', 60],
    ['day', 48],
    ['month', 30],
  ] as const) {
    const { buckets, bucketMs, from, to } = await page.get<Numbers>(`/api/numbers?span=${span}`);
    expect(buckets).toHaveLength(count);
    expect(Date.parse(to) - Date.parse(from)).toBe(count * bucketMs);
  }
});

describe('events', () => {
  /** The events that come until `enough` says so. */
  async function listen(lastEventId: string | null, enough: (events: readonly Event[]) => boolean): Promise<Event[]> {
    const stop = new AbortController();
    const headers = {
      authorization: `Bearer ${page.token}`,
      ...(lastEventId !== null && { 'last-event-id': lastEventId }),
    };
    const answer = await fetch(`${page.url}/api/events`, { headers, signal: stop.signal });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const events: Event[] = [];
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      events.push(...blocks.flatMap(eventOf));
      if (enough(events)) break;
    }
    stop.abort();
    return events;
  }

  interface Event {
    readonly id: string | null;
    readonly name: string;
    readonly data: Record<string, unknown>;
  }

  function eventOf(block: string): readonly Event[] {
    const of = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null;
    const name = of('event');
    return name === null ? [] : [{ id: of('id'), name, data: JSON.parse(of('data') ?? 'null') }];
  }

  test('tell a delivery as it comes, and go on after the last one that was seen', async () => {
    const coming = listen(null, (events) => events.some(({ name }) => name === 'changed'));
    await vi.waitFor(async () => expect((await page.ask('/api/clock')).status).toBe(200));
    await new Promise((resolve) => setTimeout(resolve, 700));
    await send('orders-paid', { '/id': '20050' });
    const events = await coming;
    expect(events[0]).toMatchObject({ name: 'clock', data: { aheadMs: expect.any(Number) } });
    expect(events.find(({ name }) => name === 'delivery')?.data).toMatchObject({ order: '20050', points: 230 });
    const { id } = events.at(-1) ?? { id: null };
    expect(id).not.toBeNull();
    await send('orders-paid', { '/id': '20051' });
    const [missed] = await listen(id, (all) => all.some(({ name }) => name === 'delivery')).then((all) =>
      all.filter(({ name }) => name === 'delivery'),
    );
    expect(missed?.data).toMatchObject({ order: '20051' });
  }, 30_000);
});
