import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, startCommand } from '../../support/local-cli.ts';

/** Two platforms start one after the other, on a busy machine, too. */
const STARTED_TWICE_MS = 120_000;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ponte-start-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Starts the platform and waits until it says where it is. */
async function start(env: Readonly<Record<string, string>>, args: readonly string[] = ['--demo']) {
  const command = startCommand('ponte', ['start', ...args], {
    PORT: '0',
    PONTE_STATE: 'memory',
    PONTE_RUNNING: join(directory, 'elsewhere'),
    ...env,
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  createInterface({ input: command.stdout }).on('line', (line) => {
    const url = /^Ponte is ready at (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (url !== undefined) resolve(url);
  });
  void command.ended.then(({ err }) => reject(new Error(err)));
  return { ...command, url: await promise };
}

test('says when it is ready, answers, prints each delivery, and SIGTERM stops it with 0', async () => {
  const state = join(directory, 'state');
  const { child, ended, url } = await start({ PONTE_STATE: state });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await runCommand('ponte', ['send', 'orders-paid', '--url', url])).toMatchObject({ exitCode: 0 });
  const here = { PONTE_STATE: state };
  expect(await runCommand('ponte', ['webhooks', 'demo-woocommerce'], here)).toMatchObject({ exitCode: 0 });
  await runCommand('ponte', ['send', '007', '--url', url], here);
  const compared = await runCommand(
    'ponte',
    ['reconcile', 'demo-woocommerce', '--since', '2025-01-01T00:00:00Z'],
    here,
  );
  expect(compared.out).toContain('Orders: 1 read, 0 lack something here; 0 change points');
  const taken = await runCommand('ponte', ['start', '--demo'], { PORT: '0', PONTE_STATE: state });
  expect(taken).toEqual({
    exitCode: 1,
    out: '',
    err: expect.stringMatching(/^The state in .* is in use by process \d+\./),
  });
  child.kill('SIGTERM');
  const { exitCode, out, err } = await ended;
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out).toContain(`${url}/webhooks/woocommerce/demo-woocommerce`);
  expect(out).toMatch(/balances .*\/sandbox\/state/);
  expect(out).toContain('./ponte send orders-paid');
  expect(out).toContain("  stores     the demo's alone, as --demo says\n");
  expect(out).toMatch(/\nshopify +\{"what":"delivery","outcome":"applied"/);
  expect(out).not.toMatch(/\nsweep/);
  expect(await readdir(state)).not.toContain('lock');
});

test(
  './ponte finds the platforms that run by itself, whatever their state, and tells those that were killed',
  async () => {
    const env = { PONTE_RUNNING: join(directory, 'running') };
    const ponte = () => runCommand('ponte', ['parked'], env);
    expect(await ponte()).toMatchObject({ exitCode: 1, err: expect.stringContaining('No platform runs here') });
    const first = await start({ ...env, PONTE_STATE: 'memory' });
    expect(await ponte()).toEqual({ exitCode: 0, out: 'Nothing is parked.\n', err: '' });

    const second = await start({ ...env, PONTE_STATE: join(directory, 'second') });
    const several = await ponte();
    expect(several).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining('name one with --state') });
    expect(several.err).toContain(`  ${join(directory, 'second')}\n`);
    second.child.kill('SIGKILL');
    await second.ended;
    expect(await ponte()).toMatchObject({ exitCode: 0 });
    first.child.kill('SIGTERM');
    await first.ended;
    expect(await ponte()).toMatchObject({ exitCode: 1, err: expect.stringContaining('No platform runs here') });
  },
  STARTED_TWICE_MS,
);

test(
  'a state whose platform was killed can be used again',
  async () => {
    const state = join(directory, 'killed');
    const first = await start({ PONTE_STATE: state });
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await readdir(state)).toContain('lock');
    const second = await start({ PONTE_STATE: state });
    second.child.kill('SIGINT');
    expect(await second.ended).toMatchObject({ exitCode: 0 });
  },
  STARTED_TWICE_MS,
);

test('keeps its state in a relative directory, as it does without PONTE_STATE', async () => {
  const { child, ended, url } = await start({ PONTE_STATE: relative(process.cwd(), join(directory, 'relative')) });
  expect(await runCommand('ponte', ['send', 'orders-paid', '--url', url])).toMatchObject({ exitCode: 0 });
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ exitCode: 0, err: '' });
  expect(await readdir(join(directory, 'relative'))).toContain('bundles');
}, 90_000);

test('--json: where it is, and what its functions write, an object a line', async () => {
  const command = startCommand('ponte', ['start', '--demo', '--json'], {
    PORT: '0',
    PONTE_STATE: join(directory, 'json'),
    PONTE_RUNNING: join(directory, 'elsewhere'),
  });
  const lines = createInterface({ input: command.stdout })[Symbol.asyncIterator]();
  const ready = JSON.parse(String((await lines.next()).value));
  expect(ready).toMatchObject({ what: 'ready', log: expect.stringContaining('functions.log') });
  expect((await runCommand('ponte', ['send', 'orders-paid', '--url', ready.url])).exitCode).toBe(0);
  expect(JSON.parse(String((await lines.next()).value))).toMatchObject({ function: 'shopify', outcome: 'applied' });
  command.child.kill('SIGTERM');
  const { exitCode, out } = await command.ended;
  expect(exitCode).toBe(0);
  for (const line of out.trimEnd().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
  expect(await readFile(ready.log, 'utf8')).toMatch(/^shopify +\{"what":"delivery"/);
});

test('calls the API that BONIFIQ_BASE_URL names, and says so', async () => {
  const calls: string[] = [];
  const api = createServer((request, response) => {
    calls.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.end('{"Severity":0,"Result":{"PointsBalance":52}}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => api.once('listening', resolve));
  const address = api.address();
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const { child, ended, url } = await start({ BONIFIQ_BASE_URL: base });
  expect((await runCommand('ponte', ['send', '007', '--url', url])).out).toContain('success  applied');
  child.kill('SIGINT');
  expect((await ended).out).toContain(`${base} is called, as local-user.<account>`);
  api.close();
  const authorization = `Basic ${Buffer.from('local-user.demo-woocommerce:local-password').toString('base64')}`;
  expect(calls).toEqual([`POST /v1/pvt/Customer/noor.devries%40example.com/points ${authorization}`]);
});

test('a port in use is one clear line, and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const { exitCode, out, err } = await runCommand('ponte', ['start', '--demo'], { PORT: port, PONTE_STATE: 'memory' });
  other.close();
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  expect(err).toMatch(new RegExp(`^Port ${port} is in use\\. Choose another with PORT, .*\n$`));
});

test.each([
  [{ PORT: 'three' }, [], /'three' from env 'PORT' is invalid\. Give a number from 0 to 65535\.\n/],
  [{ PORT: '65536' }, [], /'65536' from env 'PORT' is invalid/],
  [{ BONIFIQ_BASE_URL: 'api' }, [], /^error: BONIFIQ_BASE_URL is "api"; write it as https/],
  [
    { BONIFIQ_BASE_URL: 'http://api.example.com' },
    [],
    /^error: BONIFIQ_BASE_URL is "http:\/\/api\.example\.com"; write it as https/,
  ],
  [{ PONTE_POSTING: 'no' }, [], /Allowed choices are on, off/],
  [{}, ['--prt', '1'], /unknown option '--prt'/],
  [{}, ['--config', 'x.ts'], /--demo runs neither/],
])('%j %j is refused with exit code 2', async (env, args, words) => {
  const { exitCode, err } = await runCommand('ponte', ['start', '--demo', ...args], {
    PONTE_STATE: 'memory',
    ...env,
  });
  expect(exitCode).toBe(2);
  expect(err).toMatch(words);
});

test('--help', async () => {
  expect(await runCommand('ponte', ['start', '--help'])).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('PONTE_STATE'),
  });
});
