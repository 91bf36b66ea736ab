import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deliveries } from '../../../../console/api.ts';
import { makeContext } from '../../../../console/server/make-context.ts';
import { routes } from '../../../../console/server/routes.ts';
import { recorded, recordedNames, shopifyNames } from '../../../fixtures/load.ts';
import { personalDataIn } from '../../../support/personal-data.ts';
import { PAGE, startTestConsole, type TestConsole } from '../../../support/test-console.ts';
import { startTestPlatform, type TestPlatform } from '../../../support/test-platform.ts';

let state: string;
let platform: TestPlatform;
let page: TestConsole;
let port: string;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-safety-'));
  platform = await startTestPlatform({ state });
  page = await startTestConsole(await makeContext({ state, write: false, version: '0' }));
  ({ port } = new URL(page.url));
}, 60_000);
afterAll(async () => {
  await page.close();
  await platform.stop();
  await rm(state, { recursive: true });
});

/** As nothing but this test sends it: `fetch` sets some headers itself. */
async function bare(path: string, headers: Record<string, string>, method = 'GET', body = '') {
  const asked = request({ host: '127.0.0.1', port, path, method, headers, setHost: !('host' in headers) });
  const answered = new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      asked.once('error', reject).once('response', async (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) });
      });
    },
  );
  asked.end(body);
  return await answered;
}

const cookie = () => `ponte-${port}=${page.token}`;
const bearer = () => `Bearer ${page.token}`;
const own = () => `http://127.0.0.1:${port}`;

describe('the token', () => {
  test('in the address becomes a cookie that no script and no other site gets, and leaves the address', async () => {
    const { status, headers } = await bare(`/orders/demo-shopify/1?lang=pt&token=${page.token}`, {});
    expect([status, headers.location]).toEqual([303, '/orders/demo-shopify/1?lang=pt']);
    expect(headers['set-cookie']).toEqual([`ponte-${port}=${page.token}; HttpOnly; SameSite=Strict; Path=/`]);
    expect((await bare('/', { cookie: `a=b; ${cookie()}` })).body).toBe(PAGE.html);
  });

  const PATHS = ['/', '/deliveries', '/page.js', '/style/page.css', '/api/about', '/api/events', '/api/nothing'];
  test.each(PATHS)('is asked for at %s: none, a wrong one, one that is too short or too long', async (path) => {
    const wrong = [{}, { cookie: `ponte-${port}=${'a'.repeat(43)}` }, { authorization: 'Bearer a' }];
    const long = { authorization: `Bearer ${page.token}a` };
    for (const headers of [...wrong, long]) {
      const { status, body } = await bare(path, headers);
      expect(status).toBe(401);
      expect(body).toContain('The token is missing, or is of another console.');
    }
    expect((await bare(`${path}?token=${'a'.repeat(43)}`, {})).status).toBe(401);
  });

  test('in the address of JSON counts for nothing: it would stand in logs and histories', async () => {
    expect((await bare(`/api/about?token=${page.token}`, {})).status).toBe(401);
  });

  test('every console has another', async () => {
    const other = await startTestConsole(await makeContext({ state, write: false, version: '0' }));
    await other.close();
    expect(other.token).not.toBe(page.token);
    expect(other.token).toMatch(/^[\w-]{43}$/);
  });
});

describe('the host', () => {
  test.each(['evil.example.com', 'evil.example.com:80', '127.0.0.1', '127.0.0.1:1', 'localhost', '[::1]', ''])(
    '%j is none of its own, whatever the token',
    async (host) => {
      const { status } = await bare('/api/about', { host, authorization: bearer() });
      expect([400, 403]).toContain(status);
    },
  );

  test('localhost is one', async () => {
    expect((await bare('/api/about', { host: `localhost:${port}`, authorization: bearer() })).status).toBe(200);
  });
});

describe('a change', () => {
  const JSON_TYPE = { 'content-type': 'application/json', 'content-length': '2' };
  const ask = (headers: Record<string, string>) =>
    bare('/api/sweep', { ...JSON_TYPE, ...headers }, 'POST', '{}').then(({ status }) => status);

  test('comes from its own page, or from a script with the token and no origin', async () => {
    expect(await ask({ cookie: cookie(), origin: own(), 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await ask({ authorization: bearer() })).toBe(200);
  });

  test.each<readonly [string, Record<string, string>]>([
    ['another site', { origin: 'https://evil.example.com' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['its other name, which is another origin', { origin: 'http://localhost:1' }],
    ['a frame without an origin', { origin: 'null' }],
    ['nowhere', {}],
  ])('from %s is refused, though the browser has the cookie', async (_, headers) => {
    expect(await ask({ cookie: cookie(), ...headers })).toBe(403);
  });

  test('that a browser calls cross-site is refused, whatever its origin', async () => {
    expect(await ask({ cookie: cookie(), origin: own(), 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ask({ cookie: cookie(), origin: own(), 'sec-fetch-site': 'same-site' })).toBe(403);
  });

  test.each(['', 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'of type %j, as a form can send it, is refused',
    async (type) => {
      const headers = { authorization: bearer(), 'content-length': '2', ...(type !== '' && { 'content-type': type }) };
      expect((await bare('/api/sweep', headers, 'POST', '{}')).status).toBe(415);
    },
  );

  test('is never made by a GET', async () => {
    const changing = routes.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(changing.length).toBeGreaterThan(5);
    for (const path of changing.filter((one) => !['/api/faults', '/api/clock'].includes(one))) {
      const { status } = await bare(path.replace('{id}', 'vip'), { cookie: cookie() });
      expect([path, status]).toEqual([path, 405]);
    }
  });

  test.each([
    ['/api/send', '{"fixture":1}'],
    ['/api/send', '{"fixture":"orders-paid","more":true}'],
    ['/api/send', '{"fixture":"../../../../package"}'],
    ['/api/act', '{"act":"steal","store":"demo-shopify","order":"1","preview":true}'],
    ['/api/parked/redrive', '{"dryRun":true}'],
    ['/api/parked/redrive', '{"all":true,"ids":["a"],"dryRun":true}'],
    ['/api/clock', '{"byMs":-1}'],
    ['/api/faults', '{"faults":[{"fault":"latency"}]}'],
    ['/api/sweep', '[]'],
    ['/api/sweep', '{'],
    ['/api/promotions/vip/run', '{}'],
  ])('%s %s is checked before anything is done', async (path, body) => {
    const before = platform.sandbox.core.state();
    const headers = {
      authorization: bearer(),
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    };
    const { status, body: answer } = await bare(path, headers, 'POST', body);
    expect([400, 404]).toContain(status);
    const { error } = JSON.parse(answer);
    expect([typeof error.what, typeof error.where, typeof error.next]).toEqual(['string', 'string', 'string']);
    expect(platform.sandbox.core.state()).toEqual(before);
  });

  test('that is too large is not read', async () => {
    const headers = { authorization: bearer(), 'content-type': 'application/json', 'content-length': '2000000' };
    const { status } = await bare('/api/send', headers, 'POST', 'x'.repeat(2_000_000));
    expect(status).toBe(413);
  });
});

describe('every answer', () => {
  test.each(['/', '/page.js', '/style/page.css', '/api/about', '/api/nothing', '/nothing'])(
    '%s lets a browser do little with it',
    async (path) => {
      for (const headers of [{ cookie: cookie() }, {}]) {
        const answer = await bare(path, headers as Record<string, string>);
        expect(answer.headers).toMatchObject({
          'content-security-policy':
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'cache-control': 'no-store',
        });
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      }
    },
  );

  test('to a preflight is a refusal', async () => {
    const headers = { origin: 'https://evil.example.com', 'access-control-request-method': 'POST' };
    const { status, headers: answered } = await bare('/api/sweep', headers, 'OPTIONS');
    expect(status).toBe(401);
    expect(answered).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('personal data', () => {
  const CUSTOMER = 'ana.souza@example.com';
  /** Somebody's first name, and the name of goods. */
  const OF_GOODS = new Set(['Free']);

  test('of no fixture, no secret and no signature is in any answer, unless a person asks for it', async () => {
    for (const file of [...shopifyNames, ...recordedNames]) {
      await page.post('/api/send', { fixture: file.replace(/\.json$/, '') });
    }
    const { deliveries } = await page.get<Deliveries>('/api/deliveries?limit=500');
    expect(deliveries.length).toBe(shopifyNames.length + recordedNames.length);
    const views = [
      ...['/api/about', '/api/deliveries?limit=500', '/api/orders?limit=100', '/api/parked?limit=200', '/api/pending'],
      ...['/api/accounts', '/api/laws', '/api/promotions', '/api/numbers', '/api/fixtures', '/api/faults'],
      ...[`/api/customers/${encodeURIComponent(CUSTOMER)}`],
      ...deliveries.map(({ id }) => `/api/deliveries/${id}`),
      ...new Set(
        deliveries.flatMap(({ store, order }) => (order === null ? [] : [`/api/orders/${store}/${order}?lang=pt`])),
      ),
    ];
    const signatures = recordedNames.flatMap((name) =>
      Object.entries(recorded(name).headers).flatMap(([header, value]) => (/signature/i.test(header) ? [value] : [])),
    );
    expect(signatures.length).toBeGreaterThan(50);
    for (const view of views) {
      const { text: answer } = await page.ask(view);
      expect([view, personalDataIn(answer).filter((text) => !OF_GOODS.has(text))]).toEqual([view, []]);
      expect([view, answer.match(/[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi) ?? []]).toEqual([view, []]);
      expect(answer).not.toMatch(/\d{3}\.\d{3}\.\d{3}-\d\d/);
      expect([view, signatures.filter((signature) => answer.includes(signature))]).toEqual([view, []]);
    }
  }, 180_000);

  test('that a person asks for is shown, and signatures and secrets still are not', async () => {
    const { deliveries } = await page.post<Deliveries>('/api/send', { fixture: 'orders-paid' });
    const { text: answer } = await page.ask(`/api/deliveries/${deliveries[0]?.id}?reveal=1`);
    expect(answer).toContain(CUSTOMER);
    expect(answer).toContain('123.456.789-09');
    expect(JSON.parse(answer).request.headers['x-shopify-hmac-sha256']).toBe('***');
    expect(answer).not.toContain('?key=made-up');
    expect((await page.ask('/api/orders/demo-shopify/6100000000001?reveal=1')).text).toContain(CUSTOMER);
  });

  test('is not in what an act would send', async () => {
    const ask = { store: 'demo-shopify', order: '6100000000001', act: 'cancel', preview: true };
    const { text: answer } = await page.ask('/api/act', posting(ask));
    expect(answer).toContain('orders/cancelled');
    expect(personalDataIn(answer)).toEqual([]);
  });

  test('nor the token in any page', async () => {
    for (const path of ['/', '/api/about', '/api/deliveries'])
      expect((await page.ask(path)).text).not.toContain(page.token);
  });
});

function posting(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
