import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { captureLog } from '../support/captured-log.ts';
import { stubDeployedEnvironment, stubEmptyEnvironment } from '../support/deployed-environment.ts';
import { httpEvent, lambdaContext, sqsRecord } from '../support/lambda-events.ts';

const folder = join(import.meta.dirname, '../../handlers');
const files = readdirSync(folder);

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

describe('every handler', () => {
  test.each(files)('%s starts with the environment of a deployment', async (file) => {
    stubDeployedEnvironment();
    const { handler } = await import(pathToFileURL(join(folder, file)).href);
    expect(handler).toBeTypeOf('function');
  });

  test.each(files)('%s does not start without it, and says all that is missing', async (file) => {
    stubEmptyEnvironment();
    await expect(import(pathToFileURL(join(folder, file)).href)).rejects.toThrow(
      /TABLE_NAME[\s\S]*QUEUE_URL[\s\S]*SECRET_PREFIX/,
    );
  });
});

describe('what needs no service', () => {
  let log: ReturnType<typeof captureLog>;
  beforeEach(() => {
    stubDeployedEnvironment();
    log = captureLog();
  });
  afterEach(() => log.restore());

  test('a ping is answered by woocommerce, not by shopify', async () => {
    const event = httpEvent({ rawPath: '/webhooks/woocommerce/my-woocommerce', body: 'webhook_id=1' });
    const woocommerce = await import('../../handlers/woocommerce.ts');
    const shopify = await import('../../handlers/shopify.ts');
    expect(await woocommerce.handler(event, lambdaContext())).toMatchObject({ statusCode: 200 });
    expect(await shopify.handler(event, lambdaContext())).toMatchObject({ statusCode: 404 });
    const started = { what: 'started', initMs: expect.any(Number) };
    expect(log.entries()).toMatchObject([started, started, { platform: 'woocommerce' }, { platform: 'shopify' }]);
  });

  test('settle gives back what it cannot read', async () => {
    const { handler } = await import('../../handlers/settle.ts');
    const event = { Records: [sqsRecord('one', 'garbage'), sqsRecord('two', '{}')] };
    expect(await handler(event, lambdaContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: 'one' }, { itemIdentifier: 'two' }],
    });
  });

  test('reconcile leaves every store to the next run when its time is over', async () => {
    const { handler } = await import('../../handlers/reconcile.ts');
    const nothing = { read: 0, found: 0, moved: 0, unreadable: 0, done: 0, troubled: 0, left: 2 };
    expect(await handler({}, lambdaContext(2_000))).toEqual(nothing);
    expect(log.entries()).toEqual([{ level: 'info', what: 'reconciled', ...nothing }]);
  });

  test('sweep leaves the rest to the next one when its time is over', async () => {
    const { handler } = await import('../../handlers/sweep.ts');
    const nothing = { queued: 0, failed: 0, unreadable: 0, complete: false, overdueMs: 0 };
    expect(await handler({}, lambdaContext(2_000))).toEqual(nothing);
    expect(log.entries().slice(-2)).toEqual([
      { level: 'warn', what: 'outOfTime', left: 'orders', count: null },
      { level: 'info', what: 'sweep', ...nothing },
    ]);
  });
});
