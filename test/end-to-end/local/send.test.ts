import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand } from '../../support/local-cli.ts';
import { startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

let platform: TestPlatform;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ponte-send-'));
  platform = await startTestPlatform({ state: directory });
});
afterAll(async () => {
  await platform.stop();
  await rm(directory, { recursive: true });
});

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: directory });
const send = (...args: string[]) => ponte('send', ...args, '--url', platform.url);

async function file(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

describe('sends', () => {
  test('a Shopify payload, signed, by its fixture’s name', async () => {
    const { exitCode, out, err } = await send('orders-paid');
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out.split('\n')).toEqual([
      'orders-paid.json orders/paid → demo-shopify',
      '  success  applied HTTP 200',
      '  order    6100000000001',
      '  entry    +230 applied ADD-***-230-6100000000001',
      '',
    ]);
  });

  test('a recorded delivery by the beginning of its name, byte for byte; a second one says so', async () => {
    expect((await send('013')).out).toMatch(/order\.created → demo-woocommerce\n {2}success {2}applied HTTP 200/);
    const again = await send('013', '--json');
    expect(JSON.parse(again.out)).toMatchObject({
      severity: 'success',
      outcome: 'nothingToDo',
      message: 'already recorded',
    });
  });

  test('several at once, in order', async () => {
    const { out, exitCode } = await send('001', '022');
    expect(exitCode).toBe(0);
    expect(out.indexOf('001-ping')).toBeLessThan(out.indexOf('022-E1'));
  });

  test('a file of one’s own, its platform told from its fields', async () => {
    const payload = await file('mine.json', '{"id":88,"date_modified_gmt":"2026-05-01T10:00:00","status":"pending"}');
    expect((await send(payload)).out).toMatch(/mine\.json order\.updated → demo-woocommerce\n/);
  });

  test('bytes that are no JSON, where the store is named', async () => {
    const { out, exitCode } = await send(await file('broken.txt', '{"id":'), '--store', 'demo-shopify');
    expect(out).toMatch(
      /no topic → demo-shopify\n {2}error {4}parked HTTP 200\n {2}message {2}kept for a person: the body is not JSON/,
    );
    expect(exitCode).toBe(1);
  });

  test('a body of which only one id was changed, and says which one counts', async () => {
    const paid = Buffer.from(shopifyBytes('orders-paid')).toString('utf8');
    const changed = paid.replace('"id": 6100000000001', '"id": 77');
    const { exitCode, out, err } = await send(await file('changed.json', changed), '--store', 'demo-shopify', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ order: '6100000000001' });
    expect(err).toMatch(
      /^changed\.json: its id is 77, and its admin_graphql_api_id says 6100000000001, which Ponte takes/,
    );
  });

  test('under another topic', async () => {
    expect((await send('orders-paid', '--topic', 'products/update')).out).toMatch(
      /products\/update → .*\n.*nothing to do/,
    );
  });

  test('a wrong signature: exit code 1, and words', async () => {
    const { exitCode, out } = await send('orders-paid', '--secret', 'not the secret at all');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/error {4}signature refused HTTP 401\n {2}message {2}the signature does not fit the body/);
  });

  test('no colours into a pipe', async () => {
    expect((await send('001')).out).not.toContain('\u001b');
  });
});

describe('says what to do, with exit code 2', () => {
  test.each([
    ['nothing named', [], /name deliveries, or one to --replay/],
    ['an unknown option', ['007', '--stor', 'x'], /unknown option '--stor'/],
    ['an unknown name', ['no-such-thing'], /no file and no fixture "no-such-thing"; --list/],
    [
      'a name that several have',
      ['orders-updated'],
      /Several fixtures begin like this: orders-updated-partially-paid, orders-updated-/,
    ],
    [
      'a payload of no platform',
      ['package.json'],
      /neither a Shopify nor a WooCommerce payload; name the store with --store/,
    ],
    ['what is no JSON', ['README.md'], /README.md is not JSON; to send it all the same, name the store with --store/],
    [
      'a store without a known secret',
      ['orders-paid', '--store', 'mine'],
      /no secret is known for the store "mine"; give it with --secret, or name one of demo-shopify, demo-woocommerce\./,
    ],
    ['a URL that is none', ['007', '--url', 'localhost'], /no URL/],
    ['a folder without files', ['test'], /The folder test holds no files/],
    ['a delivery that was never there', ['--replay', '9999'], /no delivery 9999; \.\/ponte listen shows them/],
  ])('%s', async (_, args, words) => {
    const { exitCode, out, err } = await ponte('send', ...args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(words);
    expect(err).not.toMatch(/ {4}at /);
  });
});

describe('says what to do, with exit code 1', () => {
  test('where nothing listens', async () => {
    const { server, port } = await listening(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const url = `http://127.0.0.1:${port}`;
    const { exitCode, err } = await ponte('send', '007', '--url', url);
    const words = `Nothing answers at ${url}. Start the platform with npm start, or name it with --url.\n`;
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: words });
  });

  test('where no platform is', async () => {
    const { exitCode, err } = await ponte('send', '007', '--state', join(directory, 'none'));
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('Start one with npm start') });
  });

  test('somebody else answers', async () => {
    const { server, port } = await listening((_, response) => response.writeHead(404).end('lost'));
    const { exitCode, err } = await ponte('send', '007', '--url', `http://127.0.0.1:${port}`);
    server.close();
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: 'HTTP 404, and no outcome: lost\n' });
  });
});

test('--help and --list end with 0', async () => {
  const help = await ponte('send', '--help');
  expect(help).toMatchObject({ exitCode: 0, out: expect.stringContaining('--topic <topic>') });
  const list = await ponte('send', '--list');
  expect(list).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^shopify\n[\s\S]*\n {2}orders-paid\n[\s\S]*woocommerce\n {2}001-/),
  });
});

async function listening(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: String(typeof address === 'object' && address !== null ? address.port : 0) };
}
