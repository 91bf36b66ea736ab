import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEndpoints } from '../../../local/endpoints.ts';
import { readBalance } from '../../../local/tell-story.ts';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand, startCommand } from '../../support/local-cli.ts';

const WHILE_IT_RUNS = { timeout: 30_000, interval: 300 };
const DAY_MS = 86_400_000;

let folder: string;
let platform: ReturnType<typeof startCommand>;
let ready: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-own-'));
  ({ platform, ready } = await start());
}, 60_000);
afterAll(async () => {
  platform.child.kill('SIGTERM');
  await platform.ended;
  await rm(folder, { recursive: true });
});

const settings = () => ({ PONTE_STATE: join(folder, 'state'), PONTE_RUNNING: join(folder, 'running'), PORT: '0' });
const ponte = (...args: string[]) => runCommand('ponte', args, settings());

/** Resolves with what it prints until the last of the lines that say what to try. */
async function start() {
  const command = startCommand('ponte', ['start', '--config', 'test/support/own-shop.config.ts'], settings());
  const lines: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  createInterface({ input: command.stdout }).on('line', (line) => {
    lines.push(line);
    if (line.includes('./ponte listen')) resolve();
  });
  void command.ended.then(({ err }) => reject(new Error(err)));
  await promise;
  return { platform: command, ready: lines.join('\n') };
}

/** A paid order over 230.00 of goods of the shop, as its platform writes it. */
async function orderFile(name: string, id: string, paidAtMs: number): Promise<string> {
  const at = new Date(paidAtMs).toISOString();
  const order = JSON.parse(
    Buffer.from(shopifyBytes('orders-paid'))
      .toString('utf8')
      .replaceAll('demo-shopify.myshopify.com', 'padaria-central.myshopify.com')
      .replaceAll('6100000000001', id),
  );
  const file = join(folder, name);
  await writeFile(file, JSON.stringify({ ...order, processed_at: at, created_at: at, updated_at: at }));
  return file;
}

const balanceIn = async (account: string) =>
  await readBalance(readEndpoints(join(folder, 'state'))?.bonifiqBaseUrl ?? '', 'ana.souza@example.com', [account]);
const balance = () => balanceIn('padaria');

test('says which stores run, where their webhooks go, and what they sign with', () => {
  expect(ready).toContain("  stores     padaria, livraria of own-shop.config.ts; the demo's beside them\n");
  expect(ready).toMatch(/webhooks {3}\S+\/webhooks\/shopify\/padaria {3}secret local-[0-9a-f]{32}\n/);
  expect(ready).toMatch(/webhooks {3}\S+\/webhooks\/woocommerce\/livraria {3}secret local-[0-9a-f]{32}\n/);
  expect(ready).toMatch(/webhooks {3}\S+\/webhooks\/shopify\/demo-shopify\n/);
  expect(ready).toContain('./ponte send <file> --store padaria');
});

describe('an order of one’s own', () => {
  test('is signed for its store, and earns by its rule', async () => {
    const file = await orderFile('old.json', '7100000000001', Date.now() - 30 * DAY_MS);
    const sent = await ponte('send', file, '--topic', 'orders/paid');
    expect(sent).toMatchObject({ exitCode: 0, err: '' });
    expect(sent.out).toBe(
      'old.json orders/paid → padaria\n  success  applied HTTP 200\n  order    7100000000001\n  entry    +460 applied ADD-***-460-7100000000001\n',
    );
    expect(await balance()).toBe(460);
  });

  test('is sent again from what the platform has recorded, to no effect', async () => {
    const again = await ponte('send', '--replay', 'last', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ outcome: 'nothingToDo', message: 'already recorded' });
    expect(await balance()).toBe(460);
  });

  test('is shown by listen as it comes, and kept as a file that can be sent', async () => {
    const listening = startCommand('ponte', ['listen', '--last', '1'], settings());
    const lines = createInterface({ input: listening.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/^#2 {2}20\d\d-\S+ \S+ UTC-3 orders\/paid → padaria {2}\d+ ms$/);
    await ponte('send', 'orders-paid');
    const shown: string[] = [];
    while (!shown.at(-1)?.includes('+230')) shown.push(String((await lines.next()).value));
    expect([await balance(), await balanceIn('demo-shopify')]).toEqual([460, 230]);
    expect(shown.join('\n')).toMatch(/#3 .* orders\/paid → demo-shopify .*\n {2}success {2}applied HTTP 200\n/);
    listening.child.kill('SIGTERM');
    await once(listening.child, 'exit');

    const kept = await ponte('listen', '--last', '2', '--no-follow', '--json');
    const [first = '', ...others] = kept.out.trimEnd().split('\n');
    expect(others).toHaveLength(1);
    expect(JSON.parse(first)).toMatchObject({
      number: 2,
      store: 'padaria',
      status: 200,
      headers: { 'x-shopify-hmac-sha256': '***' },
    });
    await writeFile(join(folder, 'kept.json'), first);
    expect((await ponte('send', join(folder, 'kept.json'))).out).toContain('already recorded');
  });

  test('of a folder, one after the other', async () => {
    const orders = join(folder, 'orders');
    await mkdir(orders);
    for (const [name, id] of [
      ['10.json', '7100000000010'],
      ['9.json', '7100000000009'],
    ] as const) {
      await writeFile(join(orders, name), await readFile(await orderFile('one.json', id, Date.now() - 30 * DAY_MS)));
    }
    const sent = await ponte('send', orders, '--topic', 'orders/paid');
    expect(sent.out.match(/order {4}\d+/g)).toEqual(['order    7100000000009', 'order    7100000000010']);
  });

  test('a path that is no store’s is told', async () => {
    const url = readEndpoints(join(folder, 'state'))?.url ?? '';
    await fetch(`${url}/webhook/shopify/padaria`, { method: 'POST', body: '{}' });
    expect((await ponte('listen', '--last', '1', '--no-follow')).out).toMatch(
      /no topic → \/webhook\/shopify\/padaria .*\n {2}error {4}HTTP 404: no store has this path; webhooks go to/,
    );
  });
});

test('holds and schedules pass when the clock is moved', async () => {
  const before = await balance();
  const held = await ponte('send', await orderFile('held.json', '7100000000002', Date.now()), '--topic', 'orders/paid');
  expect(held.out).toContain('deferred HTTP 202');
  const audience = join(folder, 'friends.csv');
  await writeFile(audience, 'customer\nana.souza@example.com\nno address\n');
  const put = await ponte('audience', 'put', 'friends', audience, '--json');
  expect(JSON.parse(put.out)).toMatchObject({ result: 'put', file: 'friends.csv', customers: 1, points: 30, bad: 1 });
  expect(await balance()).toBe(before);

  expect((await ponte('clock')).out).toMatch(/, this machine's time\n$/);
  await ponte('clock', '+3d');
  // 30 on each of three days, and nothing of what is held for a week.
  await expect.poll(balance, WHILE_IT_RUNS).toBe(before + 90);
  expect((await ponte('clock', '+4d', '--json')).out).toContain(`"aheadMs":${7 * DAY_MS}`);
  await expect.poll(balance, WHILE_IT_RUNS).toBe(before + 7 * 30 + 460);
  expect((await ponte('promotions', '--json')).out).toContain('"promotion":"friends"');
}, 120_000);

test('a file whose run would be refused is not put', async () => {
  const audience = join(folder, 'many.csv');
  const customers = Array.from({ length: 40 }, (_, index) => `c${index}@example.com`);
  await writeFile(audience, `customer\n${customers.join('\n')}\n`);
  expect(await ponte('audience', 'put', 'friends', audience)).toEqual({
    exitCode: 1,
    out: '40 customers, 1200 points; no bad rows, no duplicates, no birthdays on other days.\n',
    err: 'Nothing was put: the run would be refused, as it would move 1200 points, and maximumPoints is 1000.\n',
  });
  const none = await ponte('audience', 'put', 'nobody', audience);
  expect(none).toMatchObject({ exitCode: 1, err: 'there is no promotion "nobody"; there are: friends, vip\n' });
});

test('after a restart the secrets, the clock and the recorded deliveries are the same', async () => {
  const secretOf = (text: string) => /padaria {3}secret (\S+)/.exec(text)?.[1];
  platform.child.kill('SIGTERM');
  expect((await platform.ended).exitCode).toBe(0);
  const again = await start();
  platform = again.platform;
  expect(secretOf(again.ready)).toBe(secretOf(ready));
  expect(again.ready).toContain('moved ahead by ./ponte clock');
  expect((await ponte('clock', '--json')).out).toContain(`"aheadMs":${7 * DAY_MS}`);
  expect((await ponte('send', '--replay', '1')).out).toContain('already recorded');
}, 60_000);
