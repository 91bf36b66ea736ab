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
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox-server.ts';
import { copyProject } from '../../support/project-copy.ts';
import config from '../../support/template/template.config.ts';

const store = config.stores[0]?.id ?? '';

const folder = mkdtempSync(join(tmpdir(), 'ponte-secret-'));
const project = copyProject(join(folder, 'project')).folder;

let secretsManager: LocalSecretsManager;
let bonifiq: Sandbox;
beforeAll(async () => {
  secretsManager = await startSecretsManager();
  bonifiq = await startSandbox({ username: 'nobody', password: 'nothing' });
});
afterAll(async () => {
  await bonifiq.close();
  await secretsManager.close();
  rmSync(folder, { recursive: true });
});

interface Around {
  readonly region?: string;
  /** False: BonifiQ has other credentials than those that are typed. */
  readonly taken?: boolean;
  readonly bonifiqBaseUrl?: string;
}

/** Runs `npm run secret` with these lines typed. */
async function run(args: readonly string[], lines: readonly string[], around: Around = {}) {
  const { region = 'sa-east-1', taken = true, bonifiqBaseUrl = bonifiq.url } = around;
  const [username = '', password = ''] = taken ? lines : [];
  bonifiq.core.configure({ username, password });
  const child = spawn(process.execPath, [join(project, 'deploy/secret.ts'), ...args], {
    cwd: project,
    env: {
      PATH: process.env.PATH,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
      BONIFIQ_BASE_URL: bonifiqBaseUrl,
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
    // 32 random bytes.
    customerKey: expect.stringMatching(/^[\w-]{43}$/),
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
  const { customerKey } = (await kept(`ponte/prod/${store}`)) as { readonly customerKey: string };
  const replaced = await run([store, '--stage', 'prod', '--replace'], typed);
  expect([replaced.code, replaced.told.includes('--index')]).toEqual([0, false]);
  // Customers are found by it for as long as the store is.
  expect(await kept(`ponte/prod/${store}`)).toEqual({
    bonifiq: { username: 'shop-user', password: 'another-password' },
    webhookSecrets: ['webhook-secret-of-2027'],
    customerKey,
  });
  expect(replaced.told).not.toContain(customerKey);
});

test('gives a secret of an older version the key by which customers are found, and says what follows', async () => {
  const Name = `ponte/older/${store}`;
  await asked((client) => client.send(new CreateSecretCommand({ Name, SecretString: '{"webhookSecrets":["x"]}' })));
  const typed = ['a-user-of-older', 'a-password-of-older', 'webhook-secret-of-older', ''];
  const { code, told } = await run([store, '--stage', 'older', '--replace'], typed);
  expect([code, told]).toEqual([0, expect.stringContaining('./ponte customer --index --stage older')]);
  expect(await kept(Name)).toMatchObject({ customerKey: expect.stringMatching(/^[\w-]{43}$/) });
});

describe('credentials that BonifiQ', () => {
  const typed = ['tried-user', 'tried-password', 'webhook-secret-of-tried', ''];

  test.each([
    ['refuses', { taken: false }, /refuses these credentials \(401\)/],
    ['cannot be asked about', { bonifiqBaseUrl: 'http://127.0.0.1:9' }, /does not answer \(network\)/],
  ])('%s are kept only when told to', async (what, around, because) => {
    const stage = what.replaceAll(' ', '-');
    const { code, told } = await run([store, '--stage', stage], typed, around);
    expect(code).toBe(1);
    expect(told).toMatch(because);
    for (const secret of typed.slice(0, 3)) expect(told).not.toContain(secret);
    await expect(kept(`ponte/${stage}/${store}`)).rejects.toThrow();
    const untried = await run([store, '--stage', stage, '--untried'], typed, around);
    expect(untried.code).toBe(0);
    expect(await kept(`ponte/${stage}/${store}`)).toMatchObject({ bonifiq: { username: 'tried-user' } });
  });
});

test('changes one part, and leaves the others and what finds customers', async () => {
  const Name = `ponte/half/${store}`;
  await run([store, '--stage', 'half'], ['half-user', 'half-password', 'webhook-secret-2', 'webhook-secret-1', '']);
  const before = (await kept(Name)) as { readonly customerKey: string };
  const credentials = await run([store, '--stage', 'half', '--change', 'bonifiq'], ['new-user', 'new-password']);
  expect(credentials.code).toBe(0);
  const bonifiq = { username: 'new-user', password: 'new-password' };
  expect(await kept(Name)).toEqual({ ...before, bonifiq });
  const webhook = await run([store, '--stage', 'half', '--change', 'webhook-secret'], ['webhook-secret-3']);
  expect(webhook.code).toBe(0);
  // The newest of the two before it stays: the shop signs with that until it is given the new one.
  expect(await kept(Name)).toEqual({ ...before, bonifiq, webhookSecrets: ['webhook-secret-3', 'webhook-secret-2'] });
  for (const told of [credentials.told, webhook.told]) expect(told).not.toMatch(/new-password|webhook-secret-\d/);

  const refused = await run([store, '--stage', 'half', '--change', 'bonifiq'], ['x', 'y'], { taken: false });
  expect([refused.code, await kept(Name)]).toEqual([1, { ...before, bonifiq, webhookSecrets: expect.anything() }]);
  const missing = await run([store, '--stage', 'nowhere', '--change', 'bonifiq'], ['x', 'y']);
  expect(missing).toMatchObject({ code: 1, told: expect.stringContaining('cannot be changed: ResourceNotFound') });
});

test("asks a WooCommerce store's for the key of the shop's API, keeps it beside the rest, and changes it alone", async () => {
  const shop = config.stores.find(({ platform }) => platform === 'woocommerce')?.id ?? '';
  const Name = `ponte/api/${shop}`;
  const rest = ['api-user', 'api-password', 'webhook-secret-of-api', ''];
  const { code, told } = await run([shop, '--stage', 'api'], [...rest, 'ck_first', 'cs_first']);
  expect(code).toBe(0);
  expect(told).not.toMatch(/ck_first|cs_first/);
  expect(await kept(Name)).toMatchObject({ storeApi: { consumerKey: 'ck_first', consumerSecret: 'cs_first' } });

  const webhook = await run([shop, '--stage', 'api', '--change', 'webhook-secret'], ['webhook-secret-of-api-2']);
  expect(webhook.code).toBe(0);
  expect(await kept(Name)).toMatchObject({ storeApi: { consumerKey: 'ck_first' } });
  const before = (await kept(Name)) as object;
  expect((await run([shop, '--stage', 'api', '--change', 'store-api'], ['ck_2', 'cs_2'])).code).toBe(0);
  expect(await kept(Name)).toEqual({ ...before, storeApi: { consumerKey: 'ck_2', consumerSecret: 'cs_2' } });

  const refused = await run([shop, '--stage', 'api', '--change', 'store-api'], ['ck:3', 'cs_3']);
  expect(refused).toMatchObject({ code: 1, told: expect.stringContaining('storeApi.consumerKey') });
  expect(await kept(Name)).toMatchObject({ storeApi: { consumerKey: 'ck_2' } });
});

test("asks a Shopify store's for the app of the shop's Admin API, made in either place", async () => {
  const Name = `ponte/app/${store}`;
  const rest = ['app-user', 'app-password', 'webhook-secret-of-app', ''];
  expect((await run([store, '--stage', 'app'], [...rest, 'shpat_made_up'])).code).toBe(0);
  expect(await kept(Name)).toMatchObject({ storeApi: { accessToken: 'shpat_made_up' } });
  const changed = await run([store, '--stage', 'app', '--change', 'store-api'], ['client-1', 'shpss_made_up']);
  expect(changed.code).toBe(0);
  expect(changed.told).not.toContain('shpss_made_up');
  expect(await kept(Name)).toMatchObject({ storeApi: { clientId: 'client-1', clientSecret: 'shpss_made_up' } });
});

test("encrypts a secret with a company's key, which it keeps until another is named", async () => {
  const key = (id: number) => `arn:aws:kms:sa-east-1:123456789012:key/${id}`;
  const Name = `ponte/keyed/${store}`;
  const keyOf = async () =>
    (await asked((client) => client.send(new DescribeSecretCommand({ SecretId: Name })))).KmsKeyId;
  const typed = ['keyed-user', 'keyed-password', 'webhook-secret-of-keyed', ''];
  const alias = await run([store, '--stage', 'keyed', '--kms-key', 'alias/ponte'], typed);
  expect(alias).toMatchObject({ code: 1, told: expect.stringContaining('write the ARN of a key') });
  await expect(kept(Name)).rejects.toThrow();

  expect(await run([store, '--stage', 'keyed', '--kms-key', key(1)], typed)).toMatchObject({ code: 0 });
  expect(await keyOf()).toBe(key(1));
  const changed = await run([store, '--stage', 'keyed', '--change', 'webhook-secret'], ['webhook-secret-of-keyed-2']);
  expect([changed.code, await keyOf()]).toEqual([0, key(1)]);
  const another = await run([store, '--stage', 'keyed', '--replace', '--kms-key', key(2)], typed);
  expect([another.code, await keyOf()]).toEqual([0, key(2)]);
  expect(await kept(Name)).toMatchObject({ webhookSecrets: ['webhook-secret-of-keyed'] });
  expect(await tagsOf(Name)).toContainEqual({ Key: 'platform', Value: 'shopify' });
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
  [['--tag', '--stage', 'prod', '--kms-key', 'arn:aws:kms:sa-east-1:123456789012:key/1']],
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
  const { code, told } = await run(['my-shopify', '--stage', 'prod'], [], { region: '' });
  expect(code).toBe(1);
  expect(told).toMatch(/^no region is set: put the one of the stage into AWS_REGION, such as sa-east-1\n$/);
});
