import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type LocalSecretsManager,
  startSecretsManager,
} from '../../../local/secrets-manager/secrets-manager-server.ts';
import { createStoreSecrets } from '../../../src/aws/secrets-manager/store-secrets.ts';
import type { SecretsResult, StoreSecretsReader } from '../../../src/ports/secrets-reader.ts';
import type { PonteEvent } from '../../../src/ports/telemetry.ts';
import { secretsClient } from '../../support/models/secrets.ts';

const never = new AbortController().signal;
const minute = 60_000;

function secret(webhookSecret: string, password = 'pass-word-1234'): string {
  return JSON.stringify({ bonifiq: { username: 'APIUSER-loja', password }, webhookSecrets: [webhookSecret] });
}

const first = 'whsec-first-0123456789';
const second = 'whsec-second-0123456789';

describe("a store's secrets", () => {
  let service: LocalSecretsManager;
  let client: SecretsManagerClient;
  let secrets: StoreSecretsReader;
  let nowMs: number;
  let events: PonteEvent[];
  let waits: number[];

  beforeEach(async () => {
    service = await startSecretsManager({ secrets: { 'ponte/loja': secret(first) } });
    client = new SecretsManagerClient({
      endpoint: service.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    nowMs = 0;
    events = [];
    waits = [];
    secrets = createStoreSecrets({
      client,
      prefix: 'ponte/',
      clock: () => nowMs,
      async wait(ms) {
        waits.push(ms);
        nowMs += ms;
      },
      emit: (event) => events.push(event),
    });
  });
  afterEach(async () => {
    client.destroy();
    await service.close();
  });

  const asked = (store = 'loja') => service.asked.get(`GetSecretValue ponte/${store}`) ?? 0;
  const put = (text: string, store = 'loja') =>
    client.send(new PutSecretValueCommand({ SecretId: `ponte/${store}`, SecretString: text }));
  const read = (store = 'loja', signal = never) => secrets.read(store, signal);
  const readSince = (sinceMs: number, store = 'loja') => secrets.readSince(store, sinceMs, never);
  const reread = (store = 'loja', signal = never) => secrets.reread(store, signal);

  function webhookSecrets(result: SecretsResult): readonly string[] {
    if (result.kind !== 'read') throw new Error(JSON.stringify(result));
    return result.secrets.webhookSecrets;
  }

  test('are read once in five minutes', async () => {
    expect(webhookSecrets(await read())).toEqual([first]);
    await put(secret(second));
    nowMs = 5 * minute - 1;
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(asked()).toBe(1);
    nowMs = 5 * minute;
    expect(webhookSecrets(await read())).toEqual([second]);
    expect(asked()).toBe(2);
  });

  test('are asked for once, however many wait', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => read()));
    expect(results.map(webhookSecrets)).toEqual(Array.from({ length: 10 }, () => [first]));
    expect(asked()).toBe(1);
  });

  test('are never those of AWSPREVIOUS', async () => {
    await put(secret(second));
    expect(webhookSecrets(await read())).toEqual([second]);
  });

  test('a reread passes the cache, at most once in 30 seconds', async () => {
    await read();
    await put(secret(second, 'changed'));
    nowMs = 1_000;
    const before = await read();
    const after = await reread();
    expect(webhookSecrets(after)).toEqual([second]);
    expect(after.kind === 'read' && before.kind === 'read' && after.secrets.version !== before.secrets.version).toBe(
      true,
    );

    await put(secret(first));
    nowMs = 30_999;
    expect(webhookSecrets(await reread())).toEqual([second]);
    expect(asked()).toBe(2);
    nowMs = 31_000;
    expect(webhookSecrets(await reread())).toEqual([first]);
    expect(asked()).toBe(3);
  });

  describe('since when they may have changed', () => {
    test('are those of the cache where these were asked for no earlier', async () => {
      nowMs = 1_000;
      await read();
      await put(secret(second));
      nowMs = 60_000;
      expect(webhookSecrets(await readSince(1_000))).toEqual([first]);
      expect(asked()).toBe(1);
      expect(webhookSecrets(await readSince(1_001))).toEqual([second]);
      expect(asked()).toBe(2);
    });

    test('are read at once, whatever was read for a failing signature two seconds before', async () => {
      await read();
      nowMs = 10_000;
      await readSince(nowMs);
      await put(secret(second));
      nowMs = 12_000;
      expect(webhookSecrets(await readSince(nowMs))).toEqual([second]);
      expect(waits).toEqual([]);
    });

    test('are waited for until two seconds after the last time', async () => {
      await read();
      nowMs = 10_000;
      await readSince(nowMs);
      await put(secret(second));
      nowMs = 10_500;
      expect(webhookSecrets(await readSince(nowMs))).toEqual([second]);
      expect(waits).toEqual([1_500]);
      expect(asked()).toBe(3);
    });

    test('are waited for five times a minute; those that are known decide for the others', async () => {
      await read();
      for (let sent = 0; sent < 20; sent += 1) {
        nowMs += 100;
        expect(webhookSecrets(await readSince(nowMs))).toEqual([first]);
      }
      // The first reads at once, the next five wait 1.9 s each; the other fourteen come in 1.4 s.
      expect(waits).toEqual(Array(5).fill(1_900));
      expect(asked()).toBe(1 + 1 + 5);
    });

    test('are read for everybody who waits at once', async () => {
      await read();
      nowMs = 10_000;
      await readSince(nowMs);
      nowMs = 10_500;
      const results = await Promise.all([readSince(nowMs), readSince(nowMs), readSince(nowMs)]);
      expect(results.map(webhookSecrets)).toEqual([[first], [first], [first]]);
      expect(asked()).toBe(3);
    });

    test('that cannot be read are not the old ones: a signature may be newer', async () => {
      await read();
      service.fail({ kind: 'error', status: 500, name: 'InternalServiceError' });
      nowMs = 10_000;
      expect(await readSince(nowMs)).toEqual({ kind: 'unavailable', because: 'InternalServiceError' });
      nowMs = 69_999;
      expect((await readSince(nowMs)).kind).toBe('unavailable');
      expect(webhookSecrets(await read())).toEqual([first]);
      expect(asked()).toBe(2);
      service.heal();
      nowMs = 70_000;
      expect(webhookSecrets(await readSince(nowMs))).toEqual([first]);
    });

    test('are not those of a request that was under way already', async () => {
      const answers: ((text: string) => void)[] = [];
      const answered = () =>
        new Promise<{ SecretString: string }>((resolve) => answers.push((text) => resolve({ SecretString: text })));
      const reader = createStoreSecrets({
        client: secretsClient(answered),
        prefix: '',
        clock: () => nowMs,
        emit: () => {},
        wait: async () => {},
      });
      const early = reader.readSince('loja', 0, never);
      nowMs = 500;
      const late = reader.readSince('loja', 500, never);
      await Promise.resolve();
      answers[0]?.(secret(first));
      expect(webhookSecrets(await early)).toEqual([first]);
      await expect.poll(() => answers.length).toBe(2);
      answers[1]?.(secret(second));
      expect(webhookSecrets(await late)).toEqual([second]);
    });
  });

  test('each store has its own limit', async () => {
    await put(secret(first)).then(() => reread());
    expect((await reread('outra')).kind).toBe('unavailable');
    expect(asked('outra')).toBe(1);
  });

  test('a failure is told by its name, and remembered for a minute, each store by itself', async () => {
    expect(await read('nenhuma')).toEqual({ kind: 'unavailable', because: 'ResourceNotFoundException' });
    service.fail({ kind: 'error', status: 500, name: 'InternalServiceError' }, 1);
    const unavailable = { kind: 'unavailable', because: 'InternalServiceError' };
    expect(await read()).toEqual(unavailable);
    nowMs = minute - 1;
    expect(await read()).toEqual(unavailable);
    expect(await reread()).toEqual(unavailable);
    expect(await readSince(nowMs)).toEqual(unavailable);
    expect(asked()).toBe(1);
    nowMs = minute;
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(asked()).toBe(2);
  });

  test('a secret that says nothing is asked for again after a minute, too', async () => {
    await put('{"webhookSecrets":[]}');
    expect((await read()).kind).toBe('invalid');
    await put(secret(first));
    expect((await read()).kind).toBe('invalid');
    nowMs = minute;
    expect(webhookSecrets(await read())).toEqual([first]);
  });

  test('a failure from before the clock was put back is forgotten', async () => {
    nowMs = 10 * minute;
    service.fail({ kind: 'error', status: 500, name: 'InternalServiceError' }, 1);
    expect((await read()).kind).toBe('unavailable');
    nowMs = 9 * minute;
    expect(webhookSecrets(await read())).toEqual([first]);
  });

  test('the last good value stays while a refresh fails, and the service is left alone for a while', async () => {
    await read();
    service.fail({ kind: 'error', status: 500, name: 'InternalServiceError' });
    nowMs = 5 * minute;
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(asked()).toBe(2);
    expect(events).toEqual([
      { kind: 'secretTrouble', trouble: 'refreshFailed', store: 'loja', because: 'InternalServiceError' },
    ]);
    service.heal();
    await put(secret(second));
    nowMs += minute - 1;
    expect(webhookSecrets(await read())).toEqual([first]);
    nowMs += 1;
    expect(webhookSecrets(await read())).toEqual([second]);
  });

  test('the last good value stays when the new one is broken, and nothing quotes it', async () => {
    await read();
    await put('{"bonifiq":"hunter2-hunter2"}');
    nowMs = 5 * minute;
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(events).toMatchObject([{ kind: 'secretTrouble', trouble: 'refreshFailed', store: 'loja' }]);
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });

  test('while new credentials are unusable the good ones stay, and the new webhook secrets count', async () => {
    const before = await read();
    await put(JSON.stringify({ bonifiq: { username: '', password: 'hunter2-hunter2' }, webhookSecrets: [second] }));
    nowMs = 5 * minute;
    const after = await read();
    expect(webhookSecrets(after)).toEqual([second]);
    if (before.kind !== 'read' || after.kind !== 'read') throw new Error('It was not read.');
    expect(after.secrets.bonifiq).toEqual(before.secrets.bonifiq);
    expect(after.secrets.version).toBe(before.secrets.version);
    expect(events).toMatchObject([{ kind: 'secretTrouble', trouble: 'noCredentials', store: 'loja' }]);
    expect(JSON.stringify(events)).not.toContain('hunter2');
  });

  test('a hanging refresh holds nobody up while a good value is at hand', async () => {
    await read();
    service.fail({ kind: 'hang' });
    nowMs = 5 * minute;
    const startedAt = performance.now();
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(performance.now() - startedAt).toBeLessThan(2_500);
  });

  test("the caller's deadline ends a hanging request; the next one starts anew", async () => {
    service.fail({ kind: 'hang' }, 1);
    expect(await read('loja', AbortSignal.timeout(50))).toEqual({ kind: 'unavailable', because: 'Aborted' });
    await expect.poll(() => service.hanging()).toBe(0);
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(asked()).toBe(2);
  });

  test('one who gives up takes nothing from the others', async () => {
    const impatient = read('loja', AbortSignal.abort());
    const patient = read();
    expect((await impatient).kind).toBe('unavailable');
    expect(webhookSecrets(await patient)).toEqual([first]);
  });

  test('one who gives up leaves the request to those who wait, and others still join it', async () => {
    service.fail({ kind: 'hang' }, 1);
    const deadline = new AbortController();
    const waiting = read('loja', deadline.signal);
    expect((await read('loja', AbortSignal.timeout(50))).kind).toBe('unavailable');
    // It would be answered if it asked on its own.
    expect((await read('loja', AbortSignal.timeout(100))).kind).toBe('unavailable');
    expect(service.hanging()).toBe(1);
    deadline.abort();
    expect((await waiting).kind).toBe('unavailable');
    expect(asked()).toBe(1);
    expect(webhookSecrets(await read())).toEqual([first]);
  });

  test('a short webhook secret is warned about once', async () => {
    await put(secret('0123456789abcde'));
    await read();
    nowMs = 5 * minute;
    await read();
    expect(asked()).toBe(2);
    expect(events).toEqual([{ kind: 'secretTrouble', trouble: 'shortWebhookSecret', store: 'loja', because: null }]);
  });

  test('sixteen characters are enough', async () => {
    await put(secret('0123456789abcdef'));
    await read();
    expect(events).toEqual([]);
  });

  test('a webhook secret of another store is refused until it is changed', async () => {
    await service.close();
    service = await startSecretsManager({ secrets: { 'ponte/loja': secret(first), 'ponte/outra': secret(first) } });
    client = new SecretsManagerClient({
      endpoint: service.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    secrets = createStoreSecrets({ client, prefix: 'ponte/', clock: () => nowMs, emit: () => {} });
    expect((await read()).kind).toBe('read');
    const refused = await read('outra');
    expect(refused).toMatchObject({ kind: 'invalid', reasons: [expect.stringContaining('loja')] });
    expect(JSON.stringify(refused)).not.toContain(first);
    await put(secret(second), 'outra');
    nowMs = minute;
    expect((await read('outra')).kind).toBe('read');
  });

  test('two stores whose secrets were exchanged by mistake are told apart again once that is put right', async () => {
    await service.close();
    service = await startSecretsManager({ secrets: { 'ponte/loja': secret(second), 'ponte/outra': secret(first) } });
    client = new SecretsManagerClient({
      endpoint: service.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    secrets = createStoreSecrets({ client, prefix: 'ponte/', clock: () => nowMs, emit: () => {} });
    await read();
    await read('outra');
    await put(secret(first));
    await put(secret(second), 'outra');
    for (nowMs = 5 * minute; nowMs <= 7 * minute; nowMs += minute) {
      await read();
      await read('outra');
    }
    expect(webhookSecrets(await read())).toEqual([first]);
    expect(webhookSecrets(await read('outra'))).toEqual([second]);
  });
});
