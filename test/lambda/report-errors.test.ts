import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCloudWatchTelemetry } from '../../src/aws/cloudwatch/telemetry.ts';
import { sweepHandler } from '../../src/lambda/sweep-handler.ts';
import { webhookHandler } from '../../src/lambda/webhook-handler.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { shopifyPlatform } from '../../src/platforms/shopify/shopify-platform.ts';
import { captureLog } from '../support/captured-log.ts';
import { httpEvent, lambdaContext } from '../support/lambda-events.ts';
import { createModelRunStore } from '../support/models/run-store.ts';
import { createWorld } from '../support/webhook-world.ts';

const MESSAGE = 'ana@example.com is no key of the-made-up-secret';
const emit = createCloudWatchTelemetry({ namespace: null, now: () => 0 });
let log: ReturnType<typeof captureLog>;
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.restore());

function breakDown(): never {
  throw new TypeError(MESSAGE, { cause: Object.assign(new Error(MESSAGE), { code: 'ECONNRESET' }) });
}

/** All that Lambda's runtime may write of what a handler rejected with. */
function shown(error: unknown): string {
  return error instanceof Error ? [error.message, error.stack, JSON.stringify(error), error.cause].join('\n') : '';
}

const world = createWorld();
const broken = { ...shopifyPlatform, isPing: breakDown } as Platform;

test.each([
  [
    'a webhook function',
    () =>
      webhookHandler(broken, { ...world.dependencies, emit })(
        httpEvent({ rawPath: '/webhooks/shopify/demo-shopify', headers: {}, body: '', isBase64Encoded: false }),
        lambdaContext(),
      ),
  ],
  [
    'the sweep',
    () =>
      sweepHandler({
        ...world.dependencies,
        ...world,
        ledger: { ...world.ledger, ready: breakDown },
        runs: createModelRunStore(),
        emit,
      })(null, lambdaContext()),
  ],
])('what %s breaks down of is told by class, code and frames, and quotes nothing', async (_, invoke) => {
  const thrown = await invoke().then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Error);
  expect(log.entries()).toMatchObject([
    {
      ...{ level: 'error', what: 'brokeDown', error: 'TypeError', code: 'unexpected' },
      stack: expect.arrayContaining([expect.stringMatching(/\bbreakDown\b.* report-errors\.test\.ts:\d+:\d+$/)]),
      causedBy: { error: 'Error', code: 'ECONNRESET' },
    },
  ]);
  for (const text of [...log.lines, shown(thrown)]) expect(text).not.toMatch(/ana@|made-up-secret/);
});
