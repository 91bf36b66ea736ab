import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type LocalSecretsManager,
  startSecretsManager,
} from '../../../local/secrets-manager/secrets-manager-server.ts';

let service: LocalSecretsManager;
let client: SecretsManagerClient;

beforeEach(async () => {
  service = await startSecretsManager();
  client = new SecretsManagerClient({
    endpoint: service.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await service.close();
});

test('a secret is created, changed and read by stage and version', async () => {
  const created = await client.send(new CreateSecretCommand({ Name: 'ponte/loja', SecretString: 'one' }));
  const changed = await client.send(new PutSecretValueCommand({ SecretId: 'ponte/loja', SecretString: 'two' }));
  const get = (about: { VersionStage?: string; VersionId?: string }) =>
    client.send(new GetSecretValueCommand({ SecretId: 'ponte/loja', ...about }));

  expect(await get({})).toMatchObject({
    SecretString: 'two',
    VersionStages: ['AWSCURRENT'],
    Name: 'ponte/loja',
    CreatedDate: expect.any(Date),
  });
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: 'one',
    VersionId: created.VersionId,
  });
  expect(await get({ VersionId: changed.VersionId ?? '' })).toMatchObject({ SecretString: 'two' });
  const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: created.ARN }));
  expect(VersionIdsToStages).toEqual({
    [created.VersionId ?? '']: ['AWSPREVIOUS'],
    [changed.VersionId ?? '']: ['AWSCURRENT'],
  });
  expect((await client.send(new ListSecretsCommand({}))).SecretList).toMatchObject([{ Name: 'ponte/loja' }]);
});

test('the same version twice changes nothing, and with another value is refused', async () => {
  await client.send(new CreateSecretCommand({ Name: 's', SecretString: 'one' }));
  const token = 'a'.repeat(32);
  const put = (SecretString: string) =>
    client.send(new PutSecretValueCommand({ SecretId: 's', SecretString, ClientRequestToken: token }));
  await put('two');
  await put('two');
  await expect(put('three')).rejects.toBeInstanceOf(ResourceExistsException);
  const previous = await client.send(new GetSecretValueCommand({ SecretId: 's', VersionStage: 'AWSPREVIOUS' }));
  expect(previous.SecretString).toBe('one');
});

test('a pending version does not become the current one', async () => {
  await client.send(new CreateSecretCommand({ Name: 's', SecretString: 'one' }));
  await client.send(new PutSecretValueCommand({ SecretId: 's', SecretString: 'two', VersionStages: ['AWSPENDING'] }));
  expect((await client.send(new GetSecretValueCommand({ SecretId: 's' }))).SecretString).toBe('one');
});

test('an update changes key and value, either or both', async () => {
  const get = async () => (await client.send(new GetSecretValueCommand({ SecretId: 's' }))).SecretString;
  const keyOf = async () => (await client.send(new DescribeSecretCommand({ SecretId: 's' }))).KmsKeyId;
  await client.send(new CreateSecretCommand({ Name: 's', SecretString: 'one' }));
  expect([await get(), await keyOf()]).toEqual(['one', undefined]);
  await client.send(new UpdateSecretCommand({ SecretId: 's', KmsKeyId: 'key-1' }));
  expect([await get(), await keyOf()]).toEqual(['one', 'key-1']);
  await client.send(new UpdateSecretCommand({ SecretId: 's', SecretString: 'two' }));
  expect([await get(), await keyOf()]).toEqual(['two', 'key-1']);
  await expect(client.send(new UpdateSecretCommand({ SecretId: 'none', KmsKeyId: 'k' }))).rejects.toBeInstanceOf(
    ResourceNotFoundException,
  );
});

test('errors have the types of the service', async () => {
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'none' }))).rejects.toBeInstanceOf(
    ResourceNotFoundException,
  );
  await client.send(new CreateSecretCommand({ Name: 's', SecretString: 'one' }));
  await expect(client.send(new CreateSecretCommand({ Name: 's', SecretString: 'two' }))).rejects.toBeInstanceOf(
    ResourceExistsException,
  );
  await expect(
    client.send(new GetSecretValueCommand({ SecretId: 's', VersionStage: 'AWSPREVIOUS' })),
  ).rejects.toBeInstanceOf(ResourceNotFoundException);
});

test('it can be made to fail and to hang, for a number of requests', async () => {
  await client.send(new CreateSecretCommand({ Name: 's', SecretString: 'one' }));
  const get = (abortSignal?: AbortSignal) =>
    client.send(new GetSecretValueCommand({ SecretId: 's' }), abortSignal === undefined ? {} : { abortSignal });
  service.fail({ kind: 'error', status: 400, name: 'AccessDeniedException' }, 1);
  await expect(get()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  service.fail({ kind: 'hang' }, 1);
  await expect(get(AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'AbortError' });
  expect((await get()).SecretString).toBe('one');
  expect(service.asked.get('GetSecretValue s')).toBe(3);
});
