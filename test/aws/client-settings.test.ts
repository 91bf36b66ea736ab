import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { close, listen } from '../../sandbox/loopback.ts';
import { clientSettings } from '../../src/aws/client-settings.ts';

const variables = { AWS_REGION: 'sa-east-1', AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'made-up' };

describe('a client with these settings', () => {
  let folder: string;
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    response.setHeader('content-type', 'application/x-amz-json-1.1').end('{"SecretString":"s"}');
  });
  let url: string;
  beforeEach(async () => {
    asked.length = 0;
    url = await listen(server, 0);
    folder = mkdtempSync(join(tmpdir(), 'ponte-settings-'));
    const file = join(folder, 'config');
    writeFileSync(
      file,
      '[default]\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:1\nmax_attempts = nobody knows\n',
    );
    vi.stubEnv('AWS_CONFIG_FILE', file);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
    await close(server);
  });

  async function ask(added: NodeJS.ProcessEnv) {
    const client = new SecretsManagerClient(clientSettings({ ...variables, ...added })('SECRETS_MANAGER'));
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: 'one' }));
    client.destroy();
    expect(text).toBe('s');
  }

  test("signs with Lambda's region and credentials, and reads no file", async () => {
    await ask({ AWS_ENDPOINT_URL_SECRETS_MANAGER: url, AWS_SESSION_TOKEN: 'made-up-token' });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.authorization).toMatch(/Credential=AKIDEXAMPLE\/\d{8}\/sa-east-1\/secretsmanager\/aws4_request/);
    expect(asked[0]?.['x-amz-security-token']).toBe('made-up-token');
  });

  test('calls the address of all services where there is none of its own', async () => {
    await ask({ AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' });
    await ask({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_SECRETS_MANAGER: url });
    expect(asked).toHaveLength(2);
  });
});

test('all clients share one pool of connections', () => {
  const aws = clientSettings(variables);
  expect(aws('S3').requestHandler).toBe(aws('SQS').requestHandler);
});

test.each(['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])('%s has to be set', (name) => {
  expect(() => clientSettings({ ...variables, [name]: undefined })).toThrow(`${name} is not set`);
});
