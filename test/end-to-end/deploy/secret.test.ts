import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type LocalSecretsManager,
  startSecretsManager,
} from '../../../local/secrets-manager/secrets-manager-server.ts';
import { copyProject } from '../../support/project-copy.ts';
import config from '../../support/template/template.config.ts';

const store = config.stores[0]?.id ?? '';

const folder = mkdtempSync(join(tmpdir(), 'ponte-secret-'));
const project = copyProject(join(folder, 'project')).folder;

let secretsManager: LocalSecretsManager;
beforeAll(async () => {
  secretsManager = await startSecretsManager();
});
afterAll(async () => {
  await secretsManager.close();
  rmSync(folder, { recursive: true });
});

/** Runs `npm run secret` with these lines typed. */
async function run(args: readonly string[], lines: readonly string[], region?: string) {
  const child = spawn(process.execPath, [join(project, 'deploy/secret.ts'), ...args], {
    cwd: project,
    env: {
      PATH: process.env.PATH,
      AWS_REGION: region ?? 'sa-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    },
  });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const ended = new Promise<number | null>((end) => child.on('close', end));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, told: out + err };
}

async function asked<Answer>(ask: (client: SecretsManagerClient) => Promise<Answer>): Promise<Answer> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SecretsManagerClient({ region: 'sa-east-1', credentials, endpoint: secretsManager.url });
  try {
    return await ask(client);
  } finally {
    client.destroy();
  }
}

async function kept(name: string): Promise<unknown> {
  const { SecretString } = await asked((client) => client.send(new GetSecretValueCommand({ SecretId: name })));
  return JSON.parse(SecretString ?? '');
}

async function tagsOf(name: string): Promise<unknown> {
  const { Tags } = await asked((client) => client.send(new DescribeSecretCommand({ SecretId: name })));
  return Tags;
}

test('keeps what was typed under the name that the functions read, and shows none of it', async () => {
  const typed = ['shop-user', ' "pass\\word" ', 'webhook-secret-of-2026', 'webhook-secret-of-2025'];
  const { code, told } = await run([store, '--stage', 'prod'], [...typed, '']);
  expect(code).toBe(0);
  expect(await kept(`ponte/prod/${store}`)).toEqual({
    bonifiq: { username: typed[0], password: typed[1] },
    webhookSecrets: [typed[2], typed[3]],
  });
  expect(await tagsOf(`ponte/prod/${store}`)).toEqual([
    { Key: 'service', Value: 'ponte' },
    { Key: 'stage', Value: 'prod' },
    { Key: 'platform', Value: 'shopify' },
  ]);
  for (const secret of typed) expect(told).not.toContain(secret);
});

test('replaces a secret only when told to', async () => {
  const typed = ['shop-user', 'another-password', 'webhook-secret-of-2027', ''];
  const refused = await run([store, '--stage', 'prod'], typed);
  expect(refused).toMatchObject({ code: 1, told: expect.stringContaining('--replace') });
  expect(await kept(`ponte/prod/${store}`)).toMatchObject({ webhookSecrets: { length: 2 } });
  expect(await run([store, '--stage', 'prod', '--replace'], typed)).toMatchObject({ code: 0 });
  expect(await kept(`ponte/prod/${store}`)).toMatchObject({ webhookSecrets: ['webhook-secret-of-2027'] });
});

test('keeps nothing that the functions could not use', async () => {
  const { code, told } = await run([store, '--stage', 'dev'], ['shop:user', '', '']);
  expect(code).toBe(1);
  expect(told).toMatch(/username[\s\S]*password[\s\S]*webhookSecrets/);
  await expect(kept(`ponte/dev/${store}`)).rejects.toThrow();
});

describe('with the secrets of other stores', () => {
  const [one = '', two = ''] = config.stores.map(({ id }) => id);
  const ofOne = ['user-of-one', 'password-of-one', 'webhook-secret-of-one', ''];
  const ofTwo = ['user-of-two', 'password-of-two', 'webhook-secret-of-two', ''];

  test('checks those that are kept, by their names and with no secret', async () => {
    const missing = await run(['--check', '--stage', 'check'], []);
    expect(missing).toEqual({
      code: 1,
      told: `ponte/check/${one} is missing: npm run secret -- ${one} --stage check\nponte/check/${two} is missing: npm run secret -- ${two} --stage check\n2 wrong.\n`,
    });
    await run([one, '--stage', 'check'], ofOne);
    await run([two, '--stage', 'check'], ofTwo);
    expect(await run(['--check', '--stage', 'check'], [])).toEqual({ code: 0, told: '2 secrets, nothing wrong.\n' });
    expect(await run(['--check', '--stage', 'check', '--json'], [])).toEqual({ code: 0, told: '' });

    // As somebody else may put it there, in AWS's console.
    const text = JSON.stringify({
      bonifiq: { username: ofOne[0], password: 'password-of-nobody' },
      webhookSecrets: ['short', ofOne[2]],
    });
    await asked((client) =>
      client.send(new PutSecretValueCommand({ SecretId: `ponte/check/${two}`, SecretString: text })),
    );
    const { code, told } = await run(['--check', '--stage', 'check', '--json'], []);
    expect(code).toBe(1);
    const found = told
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const both = [`ponte/check/${one}`, `ponte/check/${two}`];
    expect(found).toMatchObject([
      { fault: 'shortWebhookSecret', secrets: [`ponte/check/${two}`] },
      { fault: 'sharedWebhookSecret', secrets: both },
      { fault: 'sharedAccount', secrets: both },
    ]);
    for (const secret of [...ofOne, 'password-of-nobody', '"short"'])
      if (secret !== '') expect(told).not.toContain(secret);
  });

  test('checks stages with one another', async () => {
    await run([one, '--stage', 'first'], ofOne);
    await run([one, '--stage', 'second'], ofOne);
    const { code, told } = await run(['--check', '--stage', 'first', '--stage', 'second'], []);
    expect(code).toBe(1);
    expect(told).toContain(`ponte/first/${one} and ponte/second/${one} have the same BonifiQ user`);
  });

  test('keeps none that another store has, and tells of what may pass', async () => {
    await run([one, '--stage', 'put'], ofOne);
    const user = await run([two, '--stage', 'put'], ['user-of-one', 'password-of-one', 'webhook-secret-of-two', '']);
    expect(user).toMatchObject({ code: 1, told: expect.stringMatching(/nothing was kept:[\s\S]*same BonifiQ user/) });
    const webhook = await run([two, '--stage', 'put'], ['user-of-two', 'password-of-two', 'webhook-secret-of-one', '']);
    expect(webhook).toMatchObject({
      code: 1,
      told: expect.stringMatching(/nothing was kept:[\s\S]*webhook secret in common/),
    });
    await expect(kept(`ponte/put/${two}`)).rejects.toThrow();
    const short = await run([two, '--stage', 'put'], ['user-of-two', 'password-of-two', 'short', '']);
    expect(short).toMatchObject({ code: 0, told: expect.stringContaining('fewer than 16 characters') });
    expect(await kept(`ponte/put/${two}`)).toMatchObject({ webhookSecrets: ['short'] });
  });
});

describe('the tags by which the functions may read a secret', () => {
  const [one = '', two = ''] = config.stores.map(({ id }) => id);
  const name = (id: string) => `ponte/tags/${id}`;
  const tags = (platform: string) => [
    { Key: 'service', Value: 'ponte' },
    { Key: 'stage', Value: 'tags' },
    { Key: 'platform', Value: platform },
  ];

  test('are given to secrets that an older version or a hand kept, and others stay', async () => {
    const textOf = (id: string) =>
      JSON.stringify({
        bonifiq: { username: id, password: 'a-password' },
        webhookSecrets: [`webhook-secret-of-${id}`],
      });
    await asked(async (client) => {
      const older = [...tags('').slice(0, 2), { Key: 'team', Value: 'shops' }];
      await client.send(new CreateSecretCommand({ Name: name(one), SecretString: textOf(one), Tags: older }));
      await client.send(new CreateSecretCommand({ Name: name(two), SecretString: textOf(two) }));
    });
    const lacks = (id: string, keys: string) =>
      `${name(id)} lacks its tags (${keys}), so that no function can read it: npm run secret -- --tag --stage tags\n`;
    expect(await run(['--check', '--stage', 'tags'], [])).toEqual({
      code: 1,
      told: `${lacks(one, 'platform')}${lacks(two, 'service, stage, platform')}2 wrong.\n`,
    });

    expect(await run(['--tag', '--stage', 'tags'], [])).toEqual({
      code: 0,
      told:
        `${name(one)} has its tags now; it lacked platform\n` +
        `${name(two)} has its tags now; it lacked service, stage, platform\n2 secrets were looked at.\n`,
    });
    expect(await tagsOf(name(one))).toEqual([{ Key: 'team', Value: 'shops' }, ...tags('shopify')]);
    expect(await tagsOf(name(two))).toEqual(tags('woocommerce'));
    expect(await run(['--check', '--stage', 'tags'], [])).toMatchObject({ code: 0 });
    expect(await run(['--tag', '--stage', 'tags'], [])).toEqual({ code: 0, told: '2 secrets were looked at.\n' });
  });

  test('are given to a secret that is replaced', async () => {
    await asked((client) => client.send(new CreateSecretCommand({ Name: `ponte/replaced/${two}`, SecretString: 'x' })));
    const typed = ['a-user', 'a-password', 'a-webhook-secret-of-2027', ''];
    expect(await run([two, '--stage', 'replaced', '--replace'], typed)).toMatchObject({ code: 0 });
    expect(await tagsOf(`ponte/replaced/${two}`)).toContainEqual({ Key: 'platform', Value: 'woocommerce' });
  });

  test('cannot be given to secrets that are missing, which is told', async () => {
    const { code, told } = await run(['--tag', '--stage', 'nowhere'], []);
    expect(code).toBe(1);
    expect(told).toContain(`ponte/nowhere/${two} is missing: npm run secret -- ${two} --stage nowhere\n`);
  });

  test('that cannot be read are told of, and why', async () => {
    secretsManager.fail({ kind: 'error', status: 400, name: 'AccessDeniedException' });
    const { code, told } = await run(['--tag', '--stage', 'tags'], []);
    secretsManager.heal();
    expect(code).toBe(1);
    expect(told).toContain(`${name(one)} has tags that cannot be read: AccessDeniedException\n`);
  });
});

test.each([
  [['--check']],
  [['--tag']],
  [['--tag', store, '--stage', 'prod']],
  [['--tag', '--check', '--stage', 'prod']],
  [['--tag', '--stage', 'prod', '--stage', 'trial']],
  [['--check', store, '--stage', 'prod']],
  [[store, '--stage', 'prod', '--stage', 'trial']],
  [['no-such-store', '--stage', 'prod']],
  [[store]],
  [['--stage', 'prod']],
])('refuses %j', async (args) => {
  expect(await run(args, [])).toMatchObject({ code: 1 });
});

test('without a region says so before it asks', async () => {
  const { code, told } = await run(['my-shopify', '--stage', 'prod'], [], '');
  expect(code).toBe(1);
  expect(told).toMatch(/^no region is set: put the one of the stage into AWS_REGION, such as sa-east-1\n$/);
});
