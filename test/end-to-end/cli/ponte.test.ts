import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand } from '../../support/local-cli.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

const ORDER = 'demo-shopify/6100000000001';
let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-cli-'));
  platform = await startTestPlatform({ state });
});
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

const ponte = (...args: string[]) => runCommand('cli/ponte', args, { PONTE_STATE: state });

test('lists what is parked, foresees, sends it through again, and the points come once', async () => {
  expect(await ponte('parked')).toEqual({ exitCode: 0, out: 'Nothing is parked.\n', err: '' });
  platform.sandbox.core.setFaults([{ kind: 'status', status: 400, operation: 'change' }]);
  await platform.send(signedBody('shopify', shopifyBytes('orders-paid'), 'orders/paid'));
  await platform.send(signedBody('shopify', 'no JSON'));
  platform.sandbox.core.setFaults([]);

  const listed = await ponte('parked');
  expect(listed).toMatchObject({ exitCode: 0, err: '' });
  expect(listed.out).toMatch(new RegExp(`^${ORDER} {2}since .*\\n.*ADD-\\*\\*\\*-230-.*\\n.*last reply: 400\\n`));
  expect(listed.out).toMatch(/2 parked\.\n$/);
  const lines = (await ponte('parked', '--json')).out.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).reason)).toEqual(['refused', 'unreadable']);

  const foreseen = await ponte('redrive', '--all', '--dry-run', '--json');
  expect(foreseen.exitCode).toBe(0);
  expect(
    foreseen.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).result),
  ).toEqual(['wouldRedrive', 'wouldRedrive']);
  expect(await platform.balance('ana.souza@example.com')).toBe(0);

  expect(await ponte('redrive', ORDER)).toEqual({ exitCode: 0, out: `${ORDER}  is sent through again\n`, err: '' });
  expect((await platform.settled.until('6100000000001', 10_000))?.outcome).toBe('applied');
  expect(await platform.balance('ana.souza@example.com')).toBe(230);
  expect(await ponte('redrive', ORDER)).toMatchObject({ exitCode: 1, err: `${ORDER}: nothing of this id is parked\n` });
  expect(platform.sandbox.core.state().changes).toHaveLength(1);
}, 60_000);

test('says what is wrong where there is nothing to talk to', async () => {
  const nowhere = await runCommand('cli/ponte', ['parked'], { PONTE_STATE: join(state, 'nothing') });
  expect(nowhere).toMatchObject({ exitCode: 1, err: expect.stringContaining('no platform runs here') });
  const noKeys = { AWS_REGION: 'sa-east-1', AWS_EC2_METADATA_DISABLED: 'true', HOME: state };
  const refused = await runCommand('cli/ponte', ['parked', '--stage', 'prod'], noKeys);
  expect(refused).toMatchObject({ exitCode: 1, err: expect.stringContaining('CredentialsProviderError') });
});

test.each([
  [[]],
  [['park']],
  [['redrive']],
  [['redrive', 'a/1', '--all']],
  [['parked', '--what']],
  [['dismiss']],
  [['dismiss', 'a/1', '--host', 'b']],
  [['redrive', '--all', '--host', 'b']],
])('refuses the words %j', async (args) => {
  expect(await ponte(...args)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('Exit codes') });
});

test('--help', async () => {
  expect(await ponte('--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('--dry-run'), err: '' });
});
