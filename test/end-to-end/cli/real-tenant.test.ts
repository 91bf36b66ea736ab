import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox-server.ts';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand, startCommand } from '../../support/local-cli.ts';

/** Somebody's BonifiQ, with credentials of its own. */
let tenant: Sandbox;
let folder: string;
let envFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ponte-tenant-'));
  tenant = await startSandbox({ username: 'my-user', password: 'my password' });
  envFile = join(folder, '.env');
  await writeFile(
    envFile,
    `# Ours\nBONIFIQ_USERNAME=my-user\nBONIFIQ_PASSWORD="my password"\nBONIFIQ_BASE_URL=${tenant.url}\n`,
  );
});
afterAll(async () => {
  await tenant.close();
  await rm(folder, { recursive: true });
});

const env = () => ({ PORT: '0', PONTE_STATE: join(folder, 'state'), PONTE_RUNNING: join(folder, 'running') });
const OWN = ['--config', 'test/support/own-shop.config.ts'];
const start = (args: readonly string[], input?: string) => runCommand('ponte', ['start', ...args], env(), input);

test('nothing is started without the typed host, and nothing shown of the password', async () => {
  for (const typed of ['', 'yes\n']) {
    const { exitCode, out, err } = await start([...OWN, '--bonifiq', envFile], typed);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain(`This calls ${tenant.url} as my-user: every delivery for padaria, livraria`);
    expect(err).toContain('Nothing was started. Without a terminal, --yes says that it is meant.');
    expect(err).not.toContain('my password');
  }
});

test.each([
  ["the demo's stores", ['--bonifiq', 'x', '--demo'], 2, /--demo runs neither/],
  ['no file', [...OWN, '--bonifiq', '/nowhere/.env'], 1, /There is no file \/nowhere\/\.env\. Write BONIFIQ_USERNAME=/],
  ['a file without credentials', [...OWN, '--bonifiq', 'package.json'], 1, /needs both BONIFIQ_USERNAME/],
] as const)('%s: refused', async (_, args, code, words) => {
  const { exitCode, err } = await start(args);
  expect(exitCode).toBe(code);
  expect(err).toMatch(words);
});

test('calls it for one’s own stores alone, on a state that belongs to it', async () => {
  const platform = startCommand(
    'ponte',
    ['start', ...OWN, '--bonifiq', envFile],
    env(),
    `${new URL(tenant.url).host}\n`,
  );
  const lines: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  createInterface({ input: platform.stdout }).on('line', (line) => {
    lines.push(line);
    if (line.includes('./ponte listen')) resolve();
  });
  void platform.ended.then(({ err }) => reject(new Error(err)));
  await promise;
  const ready = lines.join('\n');
  expect(ready).toContain(`points     ${tenant.url} is called, as my-user`);
  expect(ready).not.toContain('demo-shopify');

  const file = join(folder, 'order.json');
  const text = Buffer.from(shopifyBytes('orders-paid')).toString('utf8');
  await writeFile(file, text.replaceAll('demo-shopify.myshopify.com', 'padaria-central.myshopify.com'));
  const sent = await runCommand('ponte', ['send', file, '--topic', 'orders/paid'], env());
  expect(sent.out).toContain('+460 applied');
  expect(tenant.core.state().changes.map(({ points }) => points)).toEqual([460]);
  platform.child.kill('SIGTERM');
  expect((await platform.ended).exitCode).toBe(0);

  // The ledger of this state knows what the tenant has.
  expect(await start(OWN)).toMatchObject({ exitCode: 1, err: expect.stringContaining(`belongs to ${tenant.url}`) });
}, 60_000);
