import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: state });

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
  // Points of a customer hang on an order, and none on a body.
  expect(listed.out.match(/ {2}or: {3}.*/g)).toEqual([
    expect.stringMatching(
      /or: {3}\.\/ponte dismiss demo-shopify\/body-[0-9a-f]{12} takes it off this list, and deletes the body$/,
    ),
  ]);
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
  expect(await ponte('redrive', ORDER)).toMatchObject({
    exitCode: 1,
    err: `${ORDER}: nothing of this id is parked; ./ponte parked lists what is\n`,
  });
  expect(platform.sandbox.core.state().changes).toHaveLength(1);
}, 60_000);

describe('where there is nothing to talk to, says what, where, and what to do', () => {
  const noKeys = { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'sa-east-1' };
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'sa-east-1' };
  const ofStage = async (env: Readonly<Record<string, string>>, ...words: string[]) =>
    await runCommand('ponte', [...words, '--stage', 'prod'], { HOME: state, ...env });

  test('no platform', async () => {
    const directory = join(state, 'nothing');
    const nowhere = async (command: string) => await runCommand('ponte', [command], { PONTE_STATE: directory });
    expect(await nowhere('parked')).toEqual({
      exitCode: 1,
      out: '',
      err: `No platform runs here on the state ${directory}. Start one with npm start, or name a --stage.\n`,
    });
    expect((await nowhere('clock')).err).toMatch(/ Start one with npm start\.\n$/);
  });

  test('a platform that was killed', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ponte-killed-'));
    // The greatest id that Linux gives is 4194304.
    const left = { ...JSON.parse(await readFile(join(state, 'endpoints.json'), 'utf8')), pid: 4_194_305 };
    await writeFile(join(directory, 'endpoints.json'), JSON.stringify(left));
    const ended = await runCommand('ponte', ['parked', '--state', directory]);
    await rm(directory, { recursive: true });
    expect(ended).toMatchObject({
      exitCode: 1,
      out: '',
      err: expect.stringContaining('has ended (it was process 4194305)'),
    });
  });

  test.each(['parked', 'deliveries'])('no region: %s', async (command) => {
    expect(await ofStage({}, command)).toEqual({
      exitCode: 1,
      out: '',
      err: 'No AWS region is known. Set AWS_REGION to that of the stage, such as sa-east-1.\n',
    });
  });

  test('no credentials', async () => {
    const refused = await ofStage(noKeys, 'parked');
    expect(refused).toMatchObject({ exitCode: 1, out: '' });
    expect(refused.err).toMatch(/^The stack ponte-prod in sa-east-1: CredentialsProviderError: .*\nSet AWS_PROFILE/);
  });

  test('nobody at the address', async () => {
    const refused = await ofStage({ ...keys, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 'parked');
    expect(refused).toEqual({
      exitCode: 1,
      out: '',
      err: 'The table ponte-prod-ledger in sa-east-1: Error, ECONNREFUSED\nIs there a network, and is this the region of prod? AWS_REGION says where to look.\n',
    });
  });

  test('no such stage', async () => {
    const here = { AWS_ENDPOINT_URL_DYNAMODB: platform.services.dynamoDb };
    const refused = await ofStage({ ...keys, ...here }, 'parked');
    expect(refused).toMatchObject({ exitCode: 1, out: '' });
    expect(refused.err).toMatch(
      /^The table ponte-prod-ledger in sa-east-1: ResourceNotFoundException: .*\nIs the stage prod deployed, and in this region/,
    );
  });
});

test.each([[[]], [['park']], [['redrive']], [['parked', '--what']]])('refuses the words %j', async (args) => {
  expect(await ponte(...args)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('--help') });
});

test('--help, and --version', async () => {
  expect(await ponte('--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('redrive'), err: '' });
  expect(await ponte('redrive', '--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('--dry-run') });
  expect(await ponte('--version')).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^ponte \d+\.\d+\.\d+\n$/),
  });
});

test('from another directory, and through a link', async () => {
  const link = join(state, 'ponte');
  await symlink(resolve('ponte'), link);
  const { stdout } = await promisify(execFile)(link, ['promotions'], {
    cwd: tmpdir(),
    env: { ...process.env, PONTE_STATE: state },
  });
  expect(stdout).toMatch(/^vip /);
});

test('without the packages that it needs, says how to get them', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'ponte-copy-'));
  await cp('ponte', join(copy, 'ponte'));
  const { code, stderr } = await promisify(execFile)(join(copy, 'ponte'), ['parked']).catch((error) => error);
  await rm(copy, { recursive: true });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`run npm ci in ${copy}`) });
});

test('completes commands and options, and prints what shells need', async () => {
  const lines = async (...words: string[]) => (await ponte('complete', '--', ...words)).out.split('\n');
  expect(await lines('par')).toContainEqual(expect.stringMatching(/^parked\t/));
  expect(await lines('redrive', '--dr')).toContainEqual(expect.stringMatching(/^--dry-run\t/));
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    expect(await ponte('complete', shell)).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining(resolve('ponte')),
    });
  }
  expect(await ponte('complete', 'tcsh')).toMatchObject({ exitCode: 2, err: expect.stringContaining('bash, zsh') });
});
