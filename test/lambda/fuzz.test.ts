import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { createCloudWatchTelemetry } from '../../src/aws/cloudwatch/telemetry.ts';
import { outcomeTable } from '../../src/domain/outcome-table.ts';
import { reasons } from '../../src/domain/reasons.ts';
import { webhookHandler } from '../../src/lambda/webhook-handler.ts';
import { payloadOf } from '../fixtures/load.ts';
import { mutated } from '../fixtures/mutated.ts';
import { captureLog } from '../support/captured-log.ts';
import { genuine } from '../support/deliveries.ts';
import { httpEvent, lambdaContext } from '../support/lambda-events.ts';
import { CREDENTIALS, WEBHOOK_SECRET } from '../support/models/secrets.ts';
import {
  bytes,
  createWorld,
  headersOf,
  type PlatformName,
  platforms,
  STORES,
  type World,
} from '../support/webhook-world.ts';

/** `npm run verify` runs more of them. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 400);

/** Stands in every personal value, so that nothing personal can leave without being seen. */
const CANARY = 'canary';
const EMAIL = `${CANARY}.ana@leak.example`;
const PERSONAL = [
  EMAIL,
  `${CANARY} da Silva 🦆 <b>`,
  `wc_order_${CANARY}`,
  `https://${CANARY}.example/?key=wc_order_${CANARY}`,
];
const PERSONAL_FIELD =
  /name|email|phone|address|company|city|postcode|key$|payment_url|cpf|cnpj|document|ip_address|note$/;
const SECRETS = [WEBHOOK_SECRET, 'a-newer-made-up-secret', CREDENTIALS.password, CREDENTIALS.username];

let world: World;
let log: ReturnType<typeof captureLog>;
const metrics: string[] = [];
beforeEach(() => {
  log = captureLog();
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => metrics.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  log.restore();
});

/** What the points API may say, quoting whom it is about. */
const FAULTS: readonly (readonly Fault[])[] = [
  [],
  [{ kind: 'refusal', message: `The customer ${EMAIL} is not active` }],
  [{ kind: 'refusal', codeName: EMAIL }],
  [{ kind: 'warning' }],
  [{ kind: 'status', status: 500 }],
  [{ kind: 'status', status: 401 }],
];

/** An empty ledger, and a points API in any mood. */
function newWorld(): void {
  world = createWorld({ now: Date.now });
  world.sandbox.setFaults(FAULTS[turn % FAULTS.length] ?? []);
  turn += 1;
}
let turn = 0;

interface Request {
  readonly rawPath: string;
  readonly headers: Record<string, string>;
  readonly rawBody: Uint8Array;
  readonly base64: boolean;
}

/** Sends one request through the real handler; whatever comes back has to be an answer by the table. */
async function answerTo(platform: PlatformName, { rawPath, headers, rawBody, base64 }: Request) {
  log.clear();
  newWorld();
  const body = Buffer.from(rawBody).toString(base64 ? 'base64' : 'utf8');
  const dependencies = {
    ...world.dependencies,
    emit: createCloudWatchTelemetry({ namespace: 'ponte-test', now: Date.now }),
  };
  const event = httpEvent({ rawPath, headers, body, isBase64Encoded: base64 });
  const answer = await webhookHandler(platforms[platform], dependencies)(event, lambdaContext());

  expect(answer.headers).toEqual({ 'content-type': 'application/json' });
  const told = JSON.parse(answer.body ?? '');
  const row = Object.entries(outcomeTable).find(([kind]) => kind === told.outcome)?.[1];
  expect({ status: answer.statusCode, severity: told.severity }).toEqual({
    status: row?.httpStatus,
    severity: row?.severity,
  });
  expect(
    Object.keys(told).filter((key) => !['severity', 'outcome', 'reason', 'order', 'entries', 'message'].includes(key)),
  ).toEqual([]);
  expect(Object.keys(reasons)).toContain(told.reason);
  const outcomes = log.entries().filter(({ what }) => what === 'delivery');
  const { outcome, severity, reason } = told;
  expect(outcomes).toMatchObject([{ level: row?.logLevel, outcome, severity, reason }]);
  const left = [answer.body, ...log.lines, ...metrics.splice(0)].join('\n');
  for (const secret of [CANARY, '@', ...SECRETS]) expect(left).not.toContain(secret);
  return { status: answer.statusCode ?? 0, ...told };
}

/** Header names in any case, as HTTP allows. */
function inAnyCase(headers: Readonly<Record<string, string>>): fc.Arbitrary<Record<string, string>> {
  const names = fc.tuple(...Object.keys(headers).map((name) => fc.mixedCase(fc.constant(name))));
  return names.map((written) => Object.fromEntries(Object.values(headers).map((value, at) => [written[at], value])));
}

/** The request that delivers a body, signed by its store. */
function signed(platform: PlatformName, rawBody: Uint8Array, topic: string | null): fc.Arbitrary<Request> {
  const canBeText = Buffer.from(Buffer.from(rawBody).toString('utf8')).equals(rawBody);
  return fc.record({
    rawPath: fc.constantFrom(
      `/webhooks/${platform}/${STORES[platform]}`,
      `/${STORES[platform]}`,
      `/prod/webhooks/${platform}/${STORES[platform]}/`,
      `//${STORES[platform].replace('-', '%2D')}`,
    ),
    headers: inAnyCase(headersOf(platform, { rawBody, topic })),
    rawBody: fc.constant(rawBody),
    base64: canBeText ? fc.boolean() : fc.constant(true),
  });
}

const anyTopic = fc.constantFrom(...new Set(genuine.map(({ topic }) => topic)), 'orders/create', 'x', null);

/** A real payload whose personal values are canaries. */
const realPayloads = genuine.map(({ platform, topic, rawBody }) => ({
  platform,
  topic,
  payload: withCanaries(payloadOf(rawBody)),
}));

function withCanaries(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withCanaries(item, field));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withCanaries(part, key)]));
  }
  if (typeof value !== 'string') return value;
  if (value.includes('@')) return EMAIL;
  return PERSONAL_FIELD.test(field) && field !== 'order_status_url' ? `${CANARY} ${field}` : value;
}

describe('arbitrary requests', () => {
  const anyHeaders = fc.dictionary(
    fc.oneof(
      fc.mixedCase(
        fc.constantFrom(
          'x-shopify-hmac-sha256',
          'x-shopify-topic',
          'x-shopify-webhook-id',
          'x-wc-webhook-signature',
          'x-wc-webhook-topic',
          'x-wc-webhook-delivery-id',
          'content-type',
        ),
      ),
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', ''),
    ),
    // A text that looks like a topic is logged as one; anything else is not.
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(EMAIL, `${CANARY} da Silva`, 'x'.repeat(10_000))),
  );
  const anyBody = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((text) => bytes(text)),
    fc.constantFrom(bytes(''), bytes('webhook_id=1'), bytes(EMAIL), bytes('['.repeat(100_000))),
  );
  const anyPath = fc.oneof(
    fc.constantFrom(
      '',
      '/',
      '//',
      '/webhooks/shopify/demo-shopify',
      '/webhooks/woocommerce/demo-woocommerce',
      '/webhooks/shopify/%E0%A4%A',
      '/webhooks/shopify/%00',
      '/webhooks/shopify/..%2F..%2Fetc',
      '/__proto__',
      '/constructor',
      `/${EMAIL}`,
      `/${encodeURIComponent(EMAIL)}`,
    ),
    fc.string({ unit: 'binary' }),
  );
  const anyRequest = fc.record({ rawPath: anyPath, headers: anyHeaders, rawBody: anyBody, base64: fc.boolean() });

  test('get an answer of the table, and none that acknowledges anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('shopify', 'woocommerce'), anyRequest, async (platform, request) => {
        const { status, message } = await answerTo(platform, request);
        if (message !== 'ping') expect([401, 404]).toContain(status);
        expect(world.ledger.orders()).toEqual([]);
        expect(world.ledger.parkedDeliveries()).toEqual([]);
        expect(world.sandbox.state().requests.change).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });

  test('any bytes, signed, are acknowledged: they came from the store', async () => {
    const delivery = fc
      .tuple(fc.constantFrom('shopify', 'woocommerce'), anyBody, anyTopic)
      .chain(([platform, body, topic]) => fc.tuple(fc.constant(platform), signed(platform, body, topic)));
    await fc.assert(
      fc.asyncProperty(delivery, async ([platform, request]) => {
        expect((await answerTo(platform, request)).status).toBe(200);
      }),
      { numRuns: RUNS },
    );
  });

  test('an event without a body or headers is an unsigned delivery', async () => {
    newWorld();
    const answer = await webhookHandler(platforms.shopify, world.dependencies)(httpEvent({}), lambdaContext());
    expect(answer.statusCode).toBe(401);
  });
});

describe('real payloads', () => {
  const real = fc.constantFrom(...realPayloads);
  const acknowledged = [200, 202];
  const EVERY_OUTCOME = ['applied', 'appliedWithWarning', 'deferred', 'nothingToDo', 'parked', 'skipped'];

  test('as they are, with every personal value told apart', async () => {
    const seen = new Set<string>();
    for (const { platform, topic, payload } of realPayloads) {
      const request = signed(platform, bytes(payload), topic);
      for (const each of fc.sample(request, FAULTS.length)) seen.add((await answerTo(platform, each)).outcome);
    }
    expect([...seen].sort()).toEqual(EVERY_OUTCOME);
  });

  const personal = fc.constantFrom(...PERSONAL);
  /** One to three parts replaced, and perhaps a personal value in the place of something else. */
  const anyMutation = (payload: unknown) =>
    mutated(payload)
      .chain((once) => fc.oneof(fc.constant(once), mutated(once).chain(mutated)))
      .chain((changed) => fc.oneof(fc.constant(changed), withPersonalValue(changed, personal)));
  const delivery = real.chain(({ platform, topic, payload }) =>
    fc
      .tuple(anyMutation(payload), fc.oneof(fc.constant(topic), anyTopic))
      .chain(([value, header]) => fc.tuple(fc.constant(platform), signed(platform, bytes(value ?? null), header))),
  );

  test('changed in any part: never a throw, never a 4xx, nothing personal', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(delivery, async ([platform, request]) => {
        const { status, outcome } = await answerTo(platform, request);
        expect(acknowledged).toContain(status);
        seen.add(outcome);
      }),
      { numRuns: RUNS },
    );
    expect([...seen].sort()).toEqual(EVERY_OUTCOME);
  });

  /** JSON that a program would not write, and a parser has to live with. */
  const tokens = [
    '1e999',
    '-1e999',
    '1E-400',
    '-0',
    '-0.00',
    '-99.99',
    '820982911946154508',
    '99999999999999999999999999999999',
    '0.1e1',
    '1.7976931348623157e309',
    '"NaN"',
    '"Infinity"',
    '"1e999"',
    '"-1e-999"',
    '"\\ud800"',
    '"\\u0000"',
    '"<script>alert(1)</script>"',
    `"${EMAIL}"`,
    'true',
    'null',
    '[]',
    '{}',
    '{"__proto__":{"test":true}}',
    `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
    `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
  ];

  test('with any value written as no program would write it', async () => {
    const rewritten = real.chain(({ platform, topic, payload }) => {
      const text = JSON.stringify(payload);
      const values = [...text.matchAll(/(?<=":)(?:"(?:[^"\\]|\\.)*"|null|true|false)/g)];
      return fc
        .tuple(fc.constantFrom(...values), fc.constantFrom(...tokens))
        .map(([{ 0: value, index }, token]) => text.slice(0, index) + token + text.slice(index + value.length))
        .chain((changed) => fc.tuple(fc.constant(platform), signed(platform, bytes(changed), topic)));
    });
    await fc.assert(
      fc.asyncProperty(rewritten, async ([platform, request]) => {
        expect(acknowledged).toContain((await answerTo(platform, request)).status);
      }),
      { numRuns: RUNS },
    );
  });

  test('cut off anywhere, or with a byte of it changed', async () => {
    const damaged = real.chain(({ platform, topic, payload }) => {
      const whole = bytes(payload);
      const changed = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => whole.with(at, byte));
      return fc
        .oneof(
          fc.nat(whole.length).map((length) => whole.slice(0, length)),
          changed,
        )
        .chain((rawBody) => fc.tuple(fc.constant(platform), signed(platform, rawBody, topic)));
    });
    await fc.assert(
      fc.asyncProperty(damaged, async ([platform, request]) => {
        expect(acknowledged).toContain((await answerTo(platform, request)).status);
      }),
      { numRuns: RUNS },
    );
  });
});

/** The same value with a personal one as the value, or as the name, of one of its fields. */
function withPersonalValue(value: unknown, personal: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return personal;
  const keys = Object.keys(value);
  if (keys.length === 0) return personal.map((text) => ({ [text]: text }));
  return fc
    .tuple(fc.constantFrom(...keys), personal, fc.constantFrom('value', 'name', 'deeper'))
    .chain(([key, text, how]) => {
      const inner: unknown = Reflect.get(value, key);
      const put = (part: unknown): unknown =>
        Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
      if (how === 'value') return fc.constant(put(text));
      if (how === 'name') return fc.constant({ ...value, [text]: text });
      return withPersonalValue(inner, personal).map(put);
    });
}
