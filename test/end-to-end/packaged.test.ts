import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeliveryAnswer } from '../../local/deliver.ts';
import { shopifyOrder } from '../../local/demo-orders.ts';
import { type DemoShop, startDemoShop } from '../../local/demo-shop.ts';
import { story } from '../../local/demo-story.ts';
import {
  PARK_BATCH_SIZE,
  PROMOTIONS_BATCH_SIZE,
  SETTLE_BATCH_SIZE,
  UNVERIFIED_BATCH_SIZE,
} from '../../local/event-source-mappings.ts';
import { type Told, tellStory } from '../../local/tell-story.ts';
import { recordedNames } from '../fixtures/load.ts';
import { metricDocuments, sumOf } from '../support/lambda-runtime/metric-documents.ts';
import { packagedFunctions } from '../support/lambda-runtime/packaged-functions.ts';
import { NO_RUNTIME_CLIENT, runtimeClientIsThere } from '../support/lambda-runtime/runtime-client.ts';
import { inABox } from '../support/loud.ts';
import { type Package, packageDemoService } from '../support/template/packaged.ts';
import { ofType, parseTemplate } from '../support/template/template.ts';
import { recordedDelivery, signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

/** The webhook functions' timeout in the template, and the time by which a mark left by a process that died is taken over. */
const TIMEOUT_MS = 10_000;
const LEASE_MS = 60_000;

const slow = 'slow@example.com';
const slowOrder = orderOf('6001', slow);

function orderOf(id: string, email: string): string {
  return JSON.stringify(
    shopifyOrder({
      id,
      name: `#${id}`,
      email,
      at: '2026-03-10T10:00:00Z',
      quantity: 2,
      price: '20.00',
      shipping: '0.00',
      total: '40.00',
    }),
  );
}

if (!runtimeClientIsThere()) console.warn(inABox(NO_RUNTIME_CLIENT));

describe.skipIf(!runtimeClientIsThere())("what npm run package makes, unzipped, on Lambda's runtime client", () => {
  let scratch: string;
  let demo: DemoShop;
  let made: Package;
  let platform: TestPlatform;
  let cutOff: Promise<DeliveryAnswer>;
  const logEvents: string[] = [];

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'ponte-packaged-'));
    demo = await startDemoShop();
    made = await packageDemoService({ stage: 'local', scratch, bundled: demo.shops.config });
    const flag = join(scratch, 'hang');
    await writeFile(flag, '');
    const hangOnce = resolve(import.meta.dirname, '../support/lambda-runtime/hang-once.cjs');
    const added = { NODE_OPTIONS: `--require ${hangOnce}`, HANG_FLAG: flag, HANG_FOR: encodeURIComponent(slow) };
    const functions = packagedFunctions(made, { added, logEvents: (line) => logEvents.push(line) });
    platform = await startTestPlatform({ functions, shops: () => demo.shops });
    cutOff = platform.send(signedBody('shopify', slowOrder, 'orders/paid'));
  }, 60_000);
  afterAll(async () => {
    await platform.stop();
    await demo.shop.close();
    await rm(scratch, { recursive: true });
  });

  test('the whole story of the demo comes out as worked out by hand, deferred work included', async () => {
    const told: Told[] = [];
    for await (const part of tellStory({ ...platform, shop: demo.shop }, story)) if ('faults' in part) told.push(part);
    expect(told.flatMap(({ faults }) => faults)).toEqual([]);
    expect(told.filter(({ step }) => step.kind === 'healed')).toHaveLength(2);
    expect(told.filter(({ step }) => step.kind === 'found')).toHaveLength(2);
  }, 60_000);

  test('every recorded WooCommerce delivery is taken, and its points are posted', async () => {
    for (const name of recordedNames) expect((await platform.send(recordedDelivery(name))).status).toBe(200);
    expect(await platform.balance('noor.devries@example.com')).toBe(137);
  }, 60_000);

  test('the alarm sees what needs a person, and nothing that a stranger says', async () => {
    const counts = () => [sumOf('Parked', logEvents), sumOf('SignatureFailures', logEvents)];
    const [parked = 0, refused = 0] = counts();
    const delivery = signedBody('shopify', 'no JSON');
    const unsigned = { 'x-shopify-topic': 'orders/parked', 'x-shopify-hmac-sha256': 'alarm' };
    await platform.send({ ...delivery, headers: { ...delivery.headers, ...unsigned } });
    expect(counts()).toEqual([parked, refused + 1]);
    await platform.send(delivery);
    expect(counts()).toEqual([parked + 1, refused + 1]);
  });

  test('a call that is never answered is left to the queue before the function ends, and the log says so', async () => {
    platform.sandbox.core.setFaults([{ kind: 'hang', operation: 'change', times: 1 }]);
    const left = sumOf('OutOfTime', logEvents);
    const answer = await platform.send(signedBody('shopify', orderOf('6002', 'left@example.com'), 'orders/paid'));
    expect(answer).toMatchObject({ status: 202 });
    expect(logEvents.filter((line) => line.includes('"outOfTime"') && line.includes('"6002"'))).toHaveLength(1);
    expect(sumOf('OutOfTime', logEvents)).toBe(left + 1);
    expect((await platform.settled.until('6002', TIMEOUT_MS))?.outcome).toBe('applied');
    expect(await platform.balance('left@example.com')).toBe(40);
  }, 20_000);

  test('metrics are lines of their own, as CloudWatch looks for them, and name nobody', () => {
    const documents = metricDocuments(logEvents);
    expect(documents.length).toBeGreaterThan(recordedNames.length);
    expect(new Set(documents.map(({ namespace }) => namespace))).toEqual(new Set(['ponte-local']));
    const names = ['ApiLatency', 'Duplicates', 'OldestPendingAge', 'OutOfTime', 'Outcomes', 'Parked', 'Retries'];
    expect(documents.flatMap(({ metrics }) => metrics)).toEqual(expect.arrayContaining(names));
    for (const { line, metrics } of documents) {
      // The alarms of what was found late, and of webhooks that are gone, tell of which store.
      const tellsStore = metrics.includes('FoundLate') || metrics.includes('WebhooksOff');
      const named = tellsStore ? line.replace('"Store":"demo-woocommerce"', '') : line;
      expect(named).not.toMatch(/@|demo-|[0-9]{4}-[0-9]{2}/);
    }
  });

  test('the local platform brings messages in batches as large as the template says', () => {
    const template = parseTemplate(readFileSync(made.template, 'utf8'));
    const sizes = ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, one]) => one.Properties.BatchSize);
    const ofPark = Array(3).fill(PARK_BATCH_SIZE);
    expect(sizes).toEqual([SETTLE_BATCH_SIZE, UNVERIFIED_BATCH_SIZE, ...ofPark, PROMOTIONS_BATCH_SIZE]);
  });

  test(
    'a function that Lambda kills in the middle of a call loses nothing, and gives nothing twice',
    async () => {
      expect(await cutOff).toMatchObject({ status: 500 });
      expect(platform.lines.join('\n')).toContain(`timed out after ${TIMEOUT_MS / 1_000} s`);
      expect(await platform.balance(slow)).toBe(40);
      expect(await platform.send(signedBody('shopify', slowOrder, 'orders/paid'))).toMatchObject({ status: 202 });

      expect((await platform.settled.until('6001', LEASE_MS + TIMEOUT_MS))?.outcome).toBe('alreadyApplied');
      expect(await platform.balance(slow)).toBe(40);
      expect(platform.lines.join('\n')).toMatch(/sweep .*"queued":[1-9]/);
    },
    LEASE_MS + 3 * TIMEOUT_MS,
  );

  test('a function that cannot be initialised says all that is missing', async () => {
    const start = packagedFunctions(made, { logEvents: () => undefined });
    const nothing = start({ AWS_REGION: 'sa-east-1' }, () => undefined);
    await expect(nothing).rejects.toThrow(/could not be initialised: Error: .*\n.*TABLE_NAME.*\n.*QUEUE_URL/);
  });
});
