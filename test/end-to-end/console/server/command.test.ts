import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, startCommand } from '../../../support/local-cli.ts';
import { startTestPlatform, type TestPlatform } from '../../../support/test-platform.ts';

let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-console-'));
  platform = await startTestPlatform({ state });
}, 60_000);
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

test('serves the page at the printed address until a signal, and ends well', async () => {
  const { child, stdout, ended } = startCommand('ponte', ['console', '--no-open', '--json'], { PONTE_STATE: state });
  const [first] = await once(stdout, 'data');
  const { address, url, token } = JSON.parse(String(first));
  expect(address).toBe(`${url}/?token=${token}`);
  const led = await fetch(address, { redirect: 'manual' });
  expect([led.status, led.headers.get('location')]).toEqual([303, '/']);
  const cookie = led.headers.get('set-cookie')?.split(';')[0] ?? '';
  const html = await (await fetch(url, { headers: { cookie } })).text();
  expect(html).toContain('<script type="module" src="/page.js">');
  for (const file of ['/page.js', '/style/page.css'])
    expect((await (await fetch(`${url}${file}`, { headers: { cookie } })).text()).length).toBeGreaterThan(1_000);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ exitCode: 0, err: '' });
}, 60_000);

test('prints its address in words', async () => {
  const { child, stdout, ended } = startCommand('ponte', ['console', '--no-open'], { PONTE_STATE: state });
  const [first] = await once(stdout, 'data');
  expect(String(first)).toMatch(
    /^The console of the platform on .* is at\n\n {2}http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n\nThe address holds a token/,
  );
  child.kill('SIGTERM');
  expect((await ended).exitCode).toBe(0);
}, 60_000);

test('a port that is in use, and a platform that does not run, are said', async () => {
  const { port } = new URL(platform.url);
  const inUse = await runCommand('ponte', ['console', '--no-open', '--port', port], { PONTE_STATE: state });
  expect([inUse.exitCode, inUse.out]).toEqual([1, '']);
  expect(inUse.err).toContain(`Port ${port} is in use.`);
  const none = await runCommand('ponte', ['console', '--no-open'], { PONTE_STATE: join(state, 'none') });
  expect([none.exitCode, none.err]).toEqual([1, expect.stringContaining('No platform runs here')]);
  expect((await runCommand('ponte', ['console', '--port', '70000'])).exitCode).toBe(2);
}, 60_000);
