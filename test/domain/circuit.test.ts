import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Circuit,
  type CircuitPolicy,
  CLOSED,
  type OpenCircuit,
  onResult,
  tryAcquire,
} from '../../src/domain/circuit.ts';
import type { PostResult } from '../../src/domain/post-result.ts';

const NOW_MS = 1_000_000;
const POLICY: CircuitPolicy = { failureThreshold: 3, firstMs: 2_000, maxMs: 60_000 };

const code = (status: number) => ({ status, codeName: null, errorCode: null, message: null });
const unknown = (status: number, retryAfterMs: number | null = null): PostResult => ({
  kind: 'unknown',
  retryAfterMs,
  code: code(status),
});
const ANSWERS: readonly PostResult[] = [
  { kind: 'applied', balance: 1, warning: null, code: code(200) },
  { kind: 'alreadyApplied', balance: 1, code: code(400) },
  { kind: 'customerUnknown', code: code(404) },
  { kind: 'needsChecking', code: code(400) },
  { kind: 'refused', code: code(400) },
];
const [applied] = ANSWERS as [PostResult];

const open = (words: Partial<OpenCircuit> = {}): OpenCircuit => ({
  because: 'failing',
  lengthMs: 8_000,
  untilMs: NOW_MS + 8_000,
  asked: false,
  version: null,
  ...words,
});
const outcomeOf = (circuit: Circuit, result: PostResult, { version = '1', nowMs = NOW_MS } = {}) =>
  onResult(circuit, { result, version }, POLICY, nowMs);

describe('an account is paused', () => {
  test('once so many calls in a row came to nothing, for twice as long each further time', () => {
    let circuit = CLOSED;
    const lengths: (number | null)[] = [];
    for (let calls = 0; calls < 9; calls += 1) {
      const nowMs = circuit.open?.untilMs ?? NOW_MS;
      circuit = outcomeOf(circuit, unknown(500), { nowMs });
      lengths.push(circuit.open?.lengthMs ?? null);
      if (circuit.open !== null) expect(circuit.open.untilMs).toBe(nowMs + circuit.open.lengthMs);
    }
    expect(lengths).toEqual([null, null, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  test('at once, when the API says "not now": for as long as it says', () => {
    expect(outcomeOf(CLOSED, unknown(429, 30_000))).toEqual({
      failures: 1,
      open: open({ because: 'limited', lengthMs: 30_000, untilMs: NOW_MS + 30_000 }),
    });
  });

  test('for the first time when a 429 names none, and when it names less', () => {
    expect(outcomeOf(CLOSED, unknown(429)).open).toMatchObject({ because: 'limited', lengthMs: 2_000 });
    expect(outcomeOf(CLOSED, unknown(429, 100)).open).toMatchObject({ because: 'limited', lengthMs: 2_000 });
  });

  test('for longer than the longest of its own accord, when the API asks for that', () => {
    expect(outcomeOf(CLOSED, unknown(503, 900_000)).open).toMatchObject({ because: 'limited', lengthMs: 900_000 });
  });

  test('for its refused credentials, and for these only', () => {
    const circuit = outcomeOf({ failures: 2, open: null }, { kind: 'credentialsRefused', code: code(401) });
    expect(circuit).toEqual({
      failures: 2,
      open: open({ because: 'credentials', lengthMs: 300_000, untilMs: NOW_MS + 300_000, version: '1' }),
    });
    expect(tryAcquire(circuit, '1', NOW_MS + 299_999).kind).toBe('refused');
    expect(tryAcquire(circuit, '1', NOW_MS + 300_000).kind).toBe('probe');
    expect(tryAcquire(circuit, '2', NOW_MS).kind).toBe('acquired');
  });

  test('a single failure with other credentials than the refused ones pauses nobody yet', () => {
    const refused = { failures: 0, open: open({ because: 'credentials', version: '1' }) };
    expect(outcomeOf(refused, unknown(500), { version: '2' })).toEqual({ ...refused, failures: 1 });
  });

  test('by calls that come to nothing, whatever other credentials wait for', () => {
    const refused = { failures: 2, open: open({ because: 'credentials', version: '1' }) };
    expect(outcomeOf(refused, unknown(500), { version: '2' })).toEqual({
      failures: 3,
      open: open({ lengthMs: 2_000, untilMs: NOW_MS + 2_000 }),
    });
  });

  test('again, by whatever comes to nothing while one call asks', () => {
    const asked = { failures: 1, open: open({ because: 'limited', asked: true }) };
    expect(outcomeOf(asked, unknown(500))).toEqual({
      failures: 2,
      open: open({ lengthMs: 2_000, untilMs: NOW_MS + 2_000 }),
    });
  });
});

describe('calls that began before a pause', () => {
  const paused = { failures: 4, open: open({ because: 'limited' }) };

  test.each<[string, PostResult]>([
    ['and come to nothing', unknown(500)],
    ['and are told "not now"', unknown(429)],
    ['and are told to wait for no longer', unknown(429, 8_000)],
    ['and are answered', applied],
  ])('%s tell nothing new', (_, result) => {
    expect(outcomeOf(paused, result)).toBe(paused);
  });

  test('and are told to wait for longer: all wait for longer', () => {
    expect(outcomeOf(paused, unknown(429, 20_000))).toEqual({
      failures: 4,
      open: open({ because: 'limited', lengthMs: 20_000, untilMs: NOW_MS + 20_000 }),
    });
  });

  test('end a pause of an API that did not answer: it does', () => {
    expect(outcomeOf({ failures: 4, open: open() }, applied)).toEqual({ failures: 2, open: null });
  });
});

describe('an answer, whatever it says,', () => {
  test.each(ANSWERS)('$kind: ends the pause for which it asked', (result) => {
    for (const because of ['failing', 'limited'] as const) {
      expect(outcomeOf({ failures: 5, open: open({ because, asked: true }) }, result)).toEqual({
        failures: 2,
        open: null,
      });
    }
  });

  test('ends the pause of its own credentials, and of no others', () => {
    const refused = { failures: 0, open: open({ because: 'credentials', version: '1' }) };
    expect(outcomeOf(refused, applied)).toEqual(CLOSED);
    expect(outcomeOf(refused, applied, { version: '2' })).toBe(refused);
  });

  test('halves the troubles, and says nothing new when there are none', () => {
    expect(outcomeOf({ failures: 3, open: null }, applied)).toEqual({ failures: 1, open: null });
    expect(outcomeOf({ failures: 1, open: null }, applied)).toEqual(CLOSED);
    expect(outcomeOf(CLOSED, applied)).toBe(CLOSED);
  });
});

describe('who may call', () => {
  test.each<[string, OpenCircuit | null, number, string]>([
    ['everybody, without a pause', null, 0, 'acquired'],
    ['nobody during it', open(), 7_999, 'refused'],
    ['one when it is over', open(), 8_000, 'probe'],
    ['nobody while that one asks', open({ asked: true }), 7_999, 'refused'],
    ['another one, when it has died', open({ asked: true }), 8_000, 'probe'],
  ])('%s', (_, current, afterMs, expected) => {
    expect(tryAcquire({ failures: 9, open: current }, '1', NOW_MS + afterMs).kind).toBe(expected);
  });

  test('asking holds the pause for a minute, longer than all the calls of one attempt', () => {
    const circuit = { failures: 9, open: open() };
    const leave = tryAcquire(circuit, '1', NOW_MS + 8_000);
    expect(leave).toEqual({
      kind: 'probe',
      halfOpen: { failures: 9, open: open({ asked: true, untilMs: NOW_MS + 68_000 }) },
    });
  });
});

const anyResult = fc.oneof(
  fc.constantFrom(...ANSWERS),
  fc.record({
    kind: fc.constant('unknown' as const),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    code: fc.constantFrom(0, 429, 500, 503).map(code),
  }),
  fc.constant<PostResult>({ kind: 'credentialsRefused', code: code(401) }),
);

/** Plays calls as one container would make them, each as soon as it may. */
function play(results: readonly PostResult[]) {
  let circuit = CLOSED;
  let nowMs = NOW_MS;
  const waits: number[] = [];
  for (const result of results) {
    let leave = tryAcquire(circuit, '1', nowMs);
    const askedAtMs = nowMs;
    if (leave.kind === 'refused') {
      nowMs = leave.open.untilMs;
      leave = tryAcquire(circuit, '1', nowMs);
    }
    waits.push(nowMs - askedAtMs);
    if (leave.kind === 'probe') circuit = leave.halfOpen;
    circuit = outcomeOf(circuit, result, { nowMs });
  }
  return { circuit, nowMs, waits };
}

test('whatever calls come to: who waits may ask in the end, and never waits for longer than anybody asked for', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 40 }), (results) => {
      const maxMs = Math.max(
        300_000,
        ...results.map((result) => (result.kind === 'unknown' ? (result.retryAfterMs ?? 0) : 0)),
      );
      expect(Math.max(0, ...play(results).waits)).toBeLessThanOrEqual(maxMs);
    }),
  );
});

test('an API that answers again is called freely after as many answers as it takes to halve the troubles away', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 40 }), (results) => {
      const { circuit } = play([...results, ...Array<PostResult>(8).fill(applied)]);
      expect(circuit).toEqual(CLOSED);
    }),
  );
});

test('an API that is down for an hour costs a few calls, not thousands', () => {
  let calls = 0;
  let circuit = CLOSED;
  for (let nowMs = NOW_MS; nowMs < NOW_MS + 3_600_000; nowMs += 100) {
    const leave = tryAcquire(circuit, '1', nowMs);
    if (leave.kind === 'refused') continue;
    calls += 1;
    circuit = outcomeOf(leave.kind === 'probe' ? leave.halfOpen : circuit, unknown(0), { nowMs });
  }
  // 3 before the first pause, 5 while the pauses grow to a minute, then one a minute.
  expect(calls).toBeGreaterThan(50);
  expect(calls).toBeLessThan(70);
});
