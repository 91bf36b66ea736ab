import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { metricTable } from '../../../src/aws/cloudwatch/metric-table.ts';
import { createCloudWatchTelemetry } from '../../../src/aws/cloudwatch/telemetry.ts';
import { outcome } from '../../../src/domain/outcome.ts';
import type { OutcomeKind } from '../../../src/domain/outcome-table.ts';
import type { Reason } from '../../../src/domain/reasons.ts';
import type { PonteEvent } from '../../../src/ports/telemetry.ts';
import { captureLog } from '../../support/captured-log.ts';
import { controlsIn, hostileText } from '../../support/hostile-text.ts';

const emitToCloudWatch = createCloudWatchTelemetry({ namespace: null, now: () => 0 });
let log: ReturnType<typeof captureLog>;
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.restore());

describe('a log line', () => {
  test("stays an object where Lambda's runtime makes the JSON", () => {
    vi.stubEnv('AWS_LAMBDA_LOG_FORMAT', 'JSON');
    const info = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    emitToCloudWatch({ kind: 'swept', queued: 3, failed: 0, unreadable: 0, complete: true, overdueMs: 0 });
    vi.unstubAllEnvs();
    expect(info.mock.calls).toEqual([
      [{ what: 'sweep', queued: 3, failed: 0, unreadable: 0, complete: true, overdueMs: 0 }],
    ]);
  });

  test('is one line of JSON, at the level of its outcome', () => {
    const told = outcome('parked', { reason: 'refused', because: 'a person\nhas to look' }, '123');
    emitToCloudWatch({ kind: 'orderSettled', store: 'my\nstore', tookMs: 5, outcome: told });
    emitToCloudWatch({ kind: 'alarm', reason: 'noCredentials', message: 'store a is not served' });
    emitToCloudWatch({ kind: 'secretTrouble', store: 'a', trouble: 'noCredentials', because: 'bonifiq: missing' });
    emitToCloudWatch({ kind: 'secretTrouble', store: 'a', trouble: 'shortWebhookSecret', because: null });
    expect(log.lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(log.entries()).toEqual([
      {
        level: 'error',
        what: 'settle',
        outcome: 'parked',
        reason: 'refused',
        severity: 'error',
        disposition: 'parked',
        store: 'my\\u000astore',
        tookMs: 5,
        order: '123',
        message: 'a person\\u000ahas to look',
      },
      { level: 'error', what: 'alarm', reason: 'noCredentials', message: 'store a is not served' },
      { level: 'warn', what: 'secretTrouble', store: 'a', trouble: 'noCredentials', because: 'bonifiq: missing' },
      { level: 'warn', what: 'secretTrouble', store: 'a', trouble: 'shortWebhookSecret', because: null },
    ]);
  });

  test('of what is done without entries says neither', () => {
    const told = outcome('nothingToDo', 'duplicate', '123');
    emitToCloudWatch({ kind: 'orderSettled', store: 'acme', tookMs: 5, outcome: told });
    const entries = [{ changeKey: 'ADD-***-1-123', points: 1, outcome: 'applied' }] as const;
    emitToCloudWatch({ kind: 'orderSettled', store: 'acme', tookMs: 5, outcome: { ...told, entries } });
    expect(log.entries().map((line) => ['disposition' in line, Reflect.get(line, 'entries')])).toEqual([
      [false, undefined],
      [false, entries],
    ]);
  });

  test('tells of a cold start', () => {
    emitToCloudWatch({ kind: 'started', initMs: 412 });
    expect(log.entries()).toEqual([{ level: 'info', what: 'started', initMs: 412 }]);
  });

  test('warns of a shop whose clock is ahead', () => {
    emitToCloudWatch({ kind: 'shopClockAhead', store: 'acme', order: '123' });
    expect(log.entries()).toEqual([{ level: 'warn', what: 'shopClockAhead', store: 'acme', order: '123' }]);
  });

  test('names a store of which nothing comes, or everything is refused', () => {
    emitToCloudWatch({ kind: 'storeSilent', store: 'acme', silentMs: 7_200_000, allowedMs: 3_600_000 });
    emitToCloudWatch({ kind: 'storeRefused', store: 'acme', refusals: 4 });
    emitToCloudWatch({ kind: 'storeSkips', store: 'acme', skipped: 15, orders: 20, usualShare: 0.1 });
    expect(log.entries()).toEqual([
      { level: 'error', what: 'storeSilent', store: 'acme', silentMs: 7_200_000, allowedMs: 3_600_000 },
      { level: 'error', what: 'storeRefused', store: 'acme', refusals: 4 },
      { level: 'error', what: 'storeSkips', store: 'acme', skipped: 15, orders: 20, usualShare: 0.1 },
    ]);
  });

  test('is an error where a sweep found what nobody can read', () => {
    const swept = { kind: 'swept', queued: 1, failed: 0, complete: true, overdueMs: 0 } as const;
    for (const unreadable of [0, 1]) emitToCloudWatch({ ...swept, unreadable });
    expect(log.entries()).toMatchObject([
      { level: 'info', unreadable: 0 },
      { level: 'error', unreadable: 1 },
    ]);
  });

  test('tells of an error its class, code and frames: its text may quote what it was given', () => {
    class ValidationException extends Error {
      override readonly name = 'ValidationException';
    }
    const message = 'the ledger could not be written';
    emitToCloudWatch({ kind: 'warning', message, error: new ValidationException('ana@example.com is no key') });
    emitToCloudWatch({ kind: 'warning', message, error: 'ana@example.com' });
    emitToCloudWatch({ kind: 'warning', message });
    expect(log.entries()).toEqual([
      {
        level: 'warn',
        what: 'warning',
        message: 'the ledger could not be written',
        error: 'ValidationException',
        code: 'unexpected',
        stack: expect.arrayContaining([expect.stringMatching(/^telemetry\.test\.ts:\d+:\d+$/)]),
      },
      {
        level: 'warn',
        what: 'warning',
        message: 'the ledger could not be written',
        error: 'unknown error',
        code: 'unexpected',
        stack: [],
      },
      { level: 'warn', what: 'warning', message: 'the ledger could not be written' },
    ]);
  });
});

describe('the metrics of an invocation', () => {
  const NOW_MS = 1_764_590_400_000;
  let written: string[];
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => vi.restoreAllMocks());

  const tellAll = (events: readonly PonteEvent[], namespace: string | null = 'ponte-prod') => {
    const emit = createCloudWatchTelemetry({ namespace, now: () => NOW_MS });
    for (const event of events) emit(event);
    expect(written.every((text) => text.indexOf('\n') === text.length - 1)).toBe(true);
    return written.splice(0).map((text) => JSON.parse(text));
  };
  const delivered = (kind: OutcomeKind, reason: Reason = 'applied'): PonteEvent => ({
    kind: 'deliveryHandled',
    platform: 'shopify',
    store: 'acme',
    topic: 'orders/paid',
    delivery: null,
    tookMs: 9,
    outcome: outcome(kind, { reason, because: 'because' }),
  });
  const settled = (kind: OutcomeKind): PonteEvent => ({
    kind: 'orderSettled',
    store: 'acme',
    tookMs: 9,
    outcome: outcome(kind, { reason: 'applied', because: 'because' }),
  });

  const CALLED = { kind: 'apiCalled', call: 'change', reply: 'answered', tookMs: 5 } as const;

  test('are one line, past the console, when it ends', () => {
    const events: PonteEvent[] = [
      { kind: 'factsRecorded', stale: false, changed: true },
      { kind: 'apiCalled', call: 'change', reply: 'answered', status: 200, tookMs: 120 },
      { kind: 'apiCalled', call: 'change', reply: 'timeout', status: null, tookMs: 3_200 },
    ];
    expect(tellAll(events)).toEqual([]);
    expect(tellAll([...events, delivered('appliedWithWarning', 'duplicate')])).toEqual([
      {
        _aws: {
          Timestamp: NOW_MS,
          CloudWatchMetrics: [
            {
              Namespace: 'ponte-prod',
              Dimensions: [[]],
              Metrics: [{ Name: 'ApiLatency', Unit: 'Milliseconds' }],
            },
            {
              Namespace: 'ponte-prod',
              Dimensions: [['Severity']],
              Metrics: [{ Name: 'Outcomes', Unit: 'Count' }],
            },
          ],
        },
        Severity: 'warning',
        ApiLatency: [120, 3_200],
        Outcomes: 1,
      },
    ]);
  });

  test('of a delivery that succeeds are no line: a filter counts the one that tells of it', () => {
    expect(tellAll([delivered('applied')])).toEqual([]);
    expect(tellAll([{ ...CALLED, status: 200 }, delivered('nothingToDo')])).toEqual([
      { _aws: expect.anything(), ApiLatency: [5] },
    ]);
    expect(tellAll([settled('applied'), { kind: 'batchSettled', messages: 1, comeAgain: 0 }])).toMatchObject([
      { Severity: 'success', Outcomes: 1 },
    ]);
  });

  test('are a line for each severity, the rest standing in the first', () => {
    const batch = [
      settled('applied'),
      settled('parked'),
      settled('applied'),
      settled('parked'),
      { kind: 'batchSettled', messages: 4, comeAgain: 0 } as const,
    ];
    expect(tellAll(batch)).toMatchObject([
      { Severity: 'success', Outcomes: 2, Parked: 2 },
      { Severity: 'error', Outcomes: 2 },
    ]);
  });

  const otherShop = (store: string | null): PonteEvent => ({
    ...{ kind: 'orderSettled', store, tookMs: 9 },
    outcome: outcome('parked', { reason: 'otherShop', because: 'because' }),
  });

  test('of a store stand beside those of a severity, in a directive of their own', () => {
    const batch = [
      settled('applied'),
      ...['acme', 'mugs', 'mugs', null].map(otherShop),
      { kind: 'batchSettled', messages: 5, comeAgain: 0 } as const,
    ];
    const documents = tellAll(batch);
    expect(documents).toMatchObject([
      { Severity: 'success', Outcomes: 1, Store: 'acme', OtherShop: 1 },
      { Store: 'mugs', OtherShop: 2 },
    ]);
    const directive = (dimension: string, metric: string) => {
      return { Namespace: 'ponte-prod', Dimensions: [[dimension]], Metrics: [{ Name: metric, Unit: 'Count' }] };
    };
    const ofStore = directive('Store', 'OtherShop');
    expect(documents.map(({ _aws }) => _aws.CloudWatchMetrics)).toEqual([
      [directive('Severity', 'Outcomes'), ofStore],
      [ofStore],
    ]);
  });

  test('are a line for each store', () => {
    const silent = { kind: 'storeSilent', silentMs: 7_200_000, allowedMs: 3_600_000 } as const;
    const refused = { kind: 'storeRefused', store: 'acme', refusals: 4 } as const;
    expect(
      tellAll([{ ...silent, store: 'other' }, { ...silent, store: 'acme' }, refused, delivered('parked')]),
    ).toEqual([
      expect.objectContaining({ Store: 'other', StoreSilent: 1, Parked: 1, Severity: 'error', Outcomes: 1 }),
      expect.objectContaining({ Store: 'acme', StoreSilent: 1, StoreRefused: 1 }),
    ]);
  });

  test('are as many documents as it takes: CloudWatch takes a hundred values of a metric in one', () => {
    const calls = Array.from({ length: 250 }, (_, index) => ({ ...CALLED, status: 200, tookMs: index }));
    const documents = tellAll([...calls, settled('applied'), { kind: 'batchSettled', messages: 1, comeAgain: 0 }]);
    expect(documents.map(({ ApiLatency }) => (ApiLatency as readonly number[]).length)).toEqual([100, 100, 50]);
    expect(documents.flatMap(({ ApiLatency }) => ApiLatency)).toEqual(Array.from({ length: 250 }, (_, index) => index));
    expect(documents.map(({ Outcomes }) => Outcomes)).toEqual([1, undefined, undefined]);
  });

  test('begin anew with the next one', () => {
    const [first, second] = tellAll([delivered('parked'), delivered('skipped')]);
    expect([first.Severity, first.Outcomes, second.Severity, second.Outcomes]).toEqual(['error', 1, 'warning', 1]);
  });

  test('of nothing are no line, and none are written without a namespace', () => {
    expect(tellAll([{ kind: 'batchSettled', messages: 1, comeAgain: 1 }])).toEqual([]);
    expect(tellAll([delivered('skipped')], null)).toEqual([]);
  });

  const left = (result: string | null, status: number | null): PonteEvent => ({
    kind: 'entryLeft',
    store: 'acme',
    order: '1',
    entry: 1,
    attempts: 1,
    result,
    status,
    errorCode: null,
    ageMs: 61_500,
    nextInMs: 2_000,
  });
  const kept = (isVerified: boolean): PonteEvent => ({
    ...{ kind: 'deliveryKept', store: 'acme', ageMs: 3_000_000, nextInMs: 900_000 },
    isVerified,
  });
  const HOUR_MS = 3_600_000;
  const waiting = (parkedMs: number | null, runsOverdueMs: number | null): PonteEvent => ({
    ...{ kind: 'waitingMeasured', parkedMs, runsOverdueMs },
  });
  const skippedWith = (metric: string) => ({ Outcomes: 1, Severity: 'warning', [metric]: 1 });

  const OCCURRENCE = { promotion: 'christmas', occurrence: '20261224T120000Z' };
  const ROWS = { rows: 4, awards: 2, points: 100, bad: 1, duplicates: 1, otherDays: 0 };
  const POSTED = { applied: 1, alreadyApplied: 1, warned: 0, waiting: 1, left: 0, points: 50, tookMs: 5 };
  const handled: PonteEvent = {
    kind: 'promotionHandled',
    tookMs: 5,
    outcome: { kind: 'deferred', reason: 'awardsWait', message: 'a', order: null, entries: [] },
  };

  const COUNTED: readonly (readonly [string, PonteEvent, Record<string, unknown>])[] = [
    [
      'a wrong signature',
      delivered('signatureRefused', 'signatureWrong'),
      { Outcomes: 1, Severity: 'error', SignatureFailures: 1 },
    ],
    ['something parked', settled('parked'), { Outcomes: 1, Severity: 'error', Parked: 1 }],
    ['a body of another shop', otherShop('acme'), { OtherShop: 1, Store: 'acme' }],
    ['stale facts', { kind: 'factsRecorded', stale: true, changed: false }, { StaleFacts: 1 }],
    ['a duplicate', { kind: 'factsRecorded', stale: false, changed: false }, { Duplicates: 1 }],
    ['a clock that is ahead', { kind: 'shopClockAhead', store: 'acme', order: '123' }, { ShopClockAhead: 1 }],
    [
      'a store that is silent',
      { kind: 'storeSilent', store: 'acme', silentMs: 7_200_000, allowedMs: 3_600_000 },
      { StoreSilent: 1, Store: 'acme' },
    ],
    [
      'a store that skips orders',
      { kind: 'storeSkips', store: 'acme', skipped: 15, orders: 20, usualShare: null },
      { StoreSkips: 1, Store: 'acme' },
    ],
    [
      'a store that is refused',
      { kind: 'storeRefused', store: 'acme', refusals: 4 },
      { StoreRefused: 1, Store: 'acme' },
    ],
    [
      'an order found late whose points change',
      { kind: 'orderFound', store: 'acme', order: '123', lateMs: 900_000, news: 'points', points: -4 },
      { FoundLate: 1, Store: 'acme' },
    ],
    [
      'an order found late that is no matter of points',
      { kind: 'orderFound', store: 'acme', order: '123', lateMs: 900_000, news: 'facts', points: 0 },
      {},
    ],
    [
      'a store that could not be reconciled',
      { kind: 'storeNotReconciled', store: 'acme', unreadMs: 21_600_000, because: '401' },
      { StoreNotReconciled: 1, Store: 'acme' },
    ],
    [
      'a store whose webhook is switched off',
      { kind: 'webhooksOff', store: 'acme', faults: ['order.updated: disabled'], fineMs: 3_600_000, because: null },
      { WebhooksOff: 1, Store: 'acme' },
    ],
    [
      'a webhook that was made again',
      { kind: 'webhookRepaired', store: 'acme', topic: 'order.updated', change: 'create' },
      {},
    ],
    ['webhooks that are whole again', { kind: 'webhookGap', store: 'acme', gapMs: 7_200_000 }, {}],
    ['webhooks that nobody could look at', { kind: 'webhooksNotSeen', store: 'acme', because: '403' }, {}],
    ['stores of which nobody can tell', { kind: 'storesWatched', unread: 2 }, { NotMeasured: 1 }],
    ['stores of which everything was read', { kind: 'storesWatched', unread: 0 }, {}],
    ['a stale body with news', { kind: 'factsRecorded', stale: true, changed: true }, { StaleFacts: 1 }],
    ['an entry that is tried again', left('unknown', 503), { Retries: 1, OldestPendingAge: [63.5] }],
    ['an entry that was not tried', left(null, null), { OldestPendingAge: [63.5] }],
    ['an entry whose customer is not there yet', left('customerUnknown', 404), { Retries: 1 }],
    ['three messages left', { kind: 'outOfTime', left: 'messages', count: 3 }, { OutOfTime: 3 }],
    ['a sweep cut short', { kind: 'outOfTime', left: 'orders', count: null }, { OutOfTime: 1 }],
    [
      'a run that is refused',
      { kind: 'runRefused', ...OCCURRENCE, reason: 'runStopped', because: 'a' },
      { PromotionsRefused: 1 },
    ],
    ['a run that begins', { kind: 'runBegun', ...OCCURRENCE, ...ROWS }, {}],
    [
      'awards of which two are for a person',
      { kind: 'awardsPosted', ...OCCURRENCE, ...POSTED, parked: 2 },
      { Parked: 2, PointsGiven: 50 },
    ],
    [
      'awards that take back',
      { kind: 'awardsPosted', ...OCCURRENCE, ...POSTED, parked: 0, points: -50 },
      { PointsTakenBack: 50 },
    ],
    [
      'an order of which 20 are given, 120 taken back, and 30 wait',
      {
        kind: 'orderSettled',
        store: 'acme',
        tookMs: 5,
        outcome: {
          kind: 'deferred',
          reason: 'triedAgain',
          message: 'a',
          order: '1',
          entries: [
            { changeKey: 'a', points: 20, outcome: 'applied' },
            { changeKey: 'b', points: -120, outcome: 'applied' },
            { changeKey: 'c', points: 30, outcome: 'pending' },
          ],
        },
      },
      { Severity: 'warning', Outcomes: 1, PointsGiven: 20, PointsTakenBack: 120 },
    ],
    ['a message of a promotion', handled, { Outcomes: 1, Severity: 'warning' }],
    ['an alarm', { kind: 'alarm', reason: 'noCredentials', message: 'store a is not served' }, { NotServed: 1 }],
    ['a call that failed', { ...CALLED, status: 500 }, { ApiLatency: [5] }],
    ['a warning', { kind: 'warning', message: 'a' }, {}],
    ['a secret', { kind: 'secretTrouble', store: 'a', trouble: 'invalid', because: null }, { SecretTrouble: 1 }],
    ['a short secret', { kind: 'secretTrouble', store: 'a', trouble: 'shortWebhookSecret', because: null }, {}],
    ['a delivery that is kept', kept(true), { OldestKeptAge: [3_900] }],
    ['a delivery that nobody could verify', kept(false), { OldestUnverifiedAge: [3_900] }],
    ['nothing that waits', waiting(0, 0), { OldestParkedAge: [0], RunsOverdue: [0] }],
    ['what waits', waiting(HOUR_MS, 5_000), { OldestParkedAge: [3_600], RunsOverdue: [5] }],
    ['what waits for a day', waiting(24 * HOUR_MS, 0), { OldestParkedAge: [86_400], RunsOverdue: [0], StillParked: 1 }],
    ['what nobody can tell', waiting(null, null), { NotMeasured: 1 }],
    ['runs that nobody can tell of', waiting(0, null), { NotMeasured: 1, OldestParkedAge: [0] }],
    ['another currency', delivered('skipped', 'otherCurrency'), skippedWith('ShopMisconfigured')],
    ['a warning of the API', delivered('skipped', 'apiWarning'), skippedWith('ApiWarnings')],
    ['points of a customer who was erased', delivered('skipped', 'customerErased'), skippedWith('ErasedOrders')],
    ['a store that is missing', delivered('skipped', 'storeMissing'), skippedWith('StoreMissing')],
    [
      'items that nobody can read',
      { kind: 'swept', queued: 0, failed: 0, unreadable: 3, complete: true, overdueMs: 0 },
      { OldestPendingAge: [0], Unreadable: 1 },
    ],
  ];

  test('each have an event that counts', () => {
    const counted = COUNTED.flatMap(([, , members]) => Object.keys(members));
    expect(Object.keys(metricTable).filter((name) => !counted.includes(name))).toEqual([]);
  });

  test.each(COUNTED)('count %s', (_, event, expected) => {
    const [first] = tellAll([event, { kind: 'batchSettled', messages: 1, comeAgain: 0 }]);
    const { _aws, ...members } = first ?? { _aws: null };
    expect(members).toEqual(expected);
  });

  test('have the age of what was due first from every sweep', () => {
    const swept = { kind: 'swept', queued: 0, failed: 0, unreadable: 0, complete: true } as const;
    expect(
      tellAll([
        { ...swept, overdueMs: 0 },
        { ...swept, overdueMs: 1_500 },
      ]),
    ).toMatchObject([{ OldestPendingAge: [0] }, { OldestPendingAge: [1.5] }]);
  });
});

test('a call that the API answers well is no line; any other is, by its numbers', () => {
  const called = { kind: 'apiCalled', call: 'change', tookMs: 5 } as const;
  emitToCloudWatch({ ...called, reply: 'answered', status: 399 });
  emitToCloudWatch({ ...called, reply: 'answered', status: 400 });
  emitToCloudWatch({ ...called, reply: 'network', status: null });
  expect(log.entries()).toEqual([
    { level: 'warn', what: 'apiCall', call: 'change', reply: 'answered', status: 400, tookMs: 5 },
    { level: 'warn', what: 'apiCall', call: 'change', reply: 'network', status: null, tookMs: 5 },
  ]);
});

describe('whatever outside text an event carries, its line has no control character', () => {
  const told = hostileText.map((text) => outcome('parked', { reason: 'refused', because: text }, text));
  const events: fc.Arbitrary<PonteEvent> = fc.tuple(hostileText, told).chain(([text, came]) =>
    fc.constantFrom<PonteEvent>(
      {
        kind: 'deliveryHandled',
        platform: 'shopify',
        store: text,
        topic: text,
        delivery: text,
        tookMs: 1,
        outcome: { ...came, entries: [{ changeKey: text, points: 1, outcome: 'parked' }] },
      },
      { kind: 'shopClockAhead', store: text, order: text },
      { kind: 'runRefused', promotion: text, occurrence: text, reason: 'runStopped', because: text },
      { kind: 'secretTrouble', store: text, trouble: 'invalid', because: text },
      { kind: 'warning', message: text, error: Object.assign(new Error(text), { name: text, code: text }) },
      { kind: 'brokeDown', error: Object.assign(new Error(text), { stack: `Error: ${text}\n    at ${text}` }) },
      { kind: 'alarm', reason: 'noCredentials', message: text },
    ),
  );

  test('as text, which stays one line', () => {
    fc.assert(
      fc.property(events, (event) => {
        log.clear();
        emitToCloudWatch(event);
        expect(log.lines.filter((line) => line.includes('\n'))).toEqual([]);
        expect(controlsIn(log.lines.join(''))).toEqual([]);
        expect(controlsIn(textsIn(log.entries()).join(''))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("as an object, which Lambda's runtime writes", () => {
    vi.stubEnv('AWS_LAMBDA_LOG_FORMAT', 'JSON');
    const objects: unknown[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((fields: unknown) => void objects.push(fields));
    }
    fc.assert(
      fc.property(events, (event) => {
        objects.splice(0);
        emitToCloudWatch(event);
        expect(objects).toMatchObject([{ what: expect.any(String) }]);
        expect(controlsIn(textsIn(objects).join(''))).toEqual([]);
        expect(textsIn(objects).join('')).not.toContain('\n');
      }),
      { numRuns: 500 },
    );
    vi.unstubAllEnvs();
  });
});

/** Every text in a value, as whoever reads its JSON gets it. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
