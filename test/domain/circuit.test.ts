import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AccountHealth,
  afterCall,
  HEALTHY,
  leaveToCall,
  type Pause,
  type PausePolicy,
} from '../../src/domain/circuit.ts';
import type { ReplyResult } from '../../src/domain/post-result.ts';

const NOW_MS = 1_000_000;
const POLICY: PausePolicy = { afterTroubles: 3, firstMs: 2_000, longestMs: 60_000 };

const code = (status: number) => ({ status, codeName: null, errorCode: null, message: null });
const unknown = (status: number, retryAfterMs: number | null = null): ReplyResult => ({
  kind: 'unknown',
  retryAfterMs,
  code: code(status),
});
const ANSWERS: readonly ReplyResult[] = [
  { kind: 'applied', balance: 1, warning: null, code: code(200) },
  { kind: 'alreadyApplied', balance: 1, code: code(400) },
  { kind: 'customerUnknown', code: code(404) },
  { kind: 'needsChecking', code: code(400) },
  { kind: 'refused', code: code(400) },
];
const [applied] = ANSWERS as [ReplyResult];

const pause = (words: Partial<Pause> = {}): Pause => ({
  ...{ because: 'failing', lengthMs: 8_000, untilMs: NOW_MS + 8_000, asked: false, version: null },
  ...words,
});
const outcomeOf = (health: AccountHealth, result: ReplyResult, { version = '1', nowMs = NOW_MS } = {}) =>
  afterCall(health, { result, version }, POLICY, nowMs);

describe('an account is paused', () => {
  test('once so many calls in a row came to nothing, for twice as long each further time', () => {
    let health = HEALTHY;
    const lengths: (number | null)[] = [];
    for (let calls = 0; calls < 9; calls += 1) {
      const nowMs = health.pause?.untilMs ?? NOW_MS;
      health = outcomeOf(health, unknown(500), { nowMs });
      lengths.push(health.pause?.lengthMs ?? null);
      if (health.pause !== null) expect(health.pause.untilMs).toBe(nowMs + health.pause.lengthMs);
    }
    expect(lengths).toEqual([null, null, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  test('at once, when the API says "not now": for as long as it says', () => {
    expect(outcomeOf(HEALTHY, unknown(429, 30_000))).toEqual({
      troubles: 1,
      pause: pause({ because: 'limited', lengthMs: 30_000, untilMs: NOW_MS + 30_000 }),
    });
  });

  test('for the first time when a 429 names none, and when it names less', () => {
    expect(outcomeOf(HEALTHY, unknown(429)).pause).toMatchObject({ because: 'limited', lengthMs: 2_000 });
    expect(outcomeOf(HEALTHY, unknown(429, 100)).pause).toMatchObject({ because: 'limited', lengthMs: 2_000 });
  });

  test('for longer than the longest of its own accord, when the API asks for that', () => {
    expect(outcomeOf(HEALTHY, unknown(503, 900_000)).pause).toMatchObject({ because: 'limited', lengthMs: 900_000 });
  });

  test('for its refused credentials, and for these only', () => {
    const health = outcomeOf({ troubles: 2, pause: null }, { kind: 'credentialsRefused', code: code(401) });
    expect(health).toEqual({
      troubles: 2,
      pause: pause({ because: 'credentials', lengthMs: 300_000, untilMs: NOW_MS + 300_000, version: '1' }),
    });
    expect(leaveToCall(health, '1', NOW_MS + 299_999).kind).toBe('wait');
    expect(leaveToCall(health, '1', NOW_MS + 300_000).kind).toBe('ask');
    expect(leaveToCall(health, '2', NOW_MS).kind).toBe('call');
  });

  test('a single failure with other credentials than the refused ones pauses nobody yet', () => {
    const refused = { troubles: 0, pause: pause({ because: 'credentials', version: '1' }) };
    expect(outcomeOf(refused, unknown(500), { version: '2' })).toEqual({ ...refused, troubles: 1 });
  });

  test('by calls that come to nothing, whatever other credentials wait for', () => {
    const refused = { troubles: 2, pause: pause({ because: 'credentials', version: '1' }) };
    expect(outcomeOf(refused, unknown(500), { version: '2' })).toEqual({
      troubles: 3,
      pause: pause({ lengthMs: 2_000, untilMs: NOW_MS + 2_000 }),
    });
  });

  test('again, by whatever comes to nothing while one call asks', () => {
    const asked = { troubles: 1, pause: pause({ because: 'limited', asked: true }) };
    expect(outcomeOf(asked, unknown(500))).toEqual({
      troubles: 2,
      pause: pause({ lengthMs: 2_000, untilMs: NOW_MS + 2_000 }),
    });
  });
});

describe('calls that began before a pause', () => {
  const paused = { troubles: 4, pause: pause({ because: 'limited' }) };

  test.each<[string, ReplyResult]>([
    ['and come to nothing', unknown(500)],
    ['and are told "not now"', unknown(429)],
    ['and are told to wait for no longer', unknown(429, 8_000)],
    ['and are answered', applied],
  ])('%s tell nothing new', (_, result) => {
    expect(outcomeOf(paused, result)).toBe(paused);
  });

  test('and are told to wait for longer: all wait for longer', () => {
    expect(outcomeOf(paused, unknown(429, 20_000))).toEqual({
      troubles: 4,
      pause: pause({ because: 'limited', lengthMs: 20_000, untilMs: NOW_MS + 20_000 }),
    });
  });

  test('end a pause of an API that did not answer: it does', () => {
    expect(outcomeOf({ troubles: 4, pause: pause() }, applied)).toEqual({ troubles: 2, pause: null });
  });
});

describe('an answer, whatever it says,', () => {
  test.each(ANSWERS)('$kind: ends the pause for which it asked', (result) => {
    for (const because of ['failing', 'limited'] as const) {
      expect(outcomeOf({ troubles: 5, pause: pause({ because, asked: true }) }, result)).toEqual({
        troubles: 2,
        pause: null,
      });
    }
  });

  test('ends the pause of its own credentials, and of no others', () => {
    const refused = { troubles: 0, pause: pause({ because: 'credentials', version: '1' }) };
    expect(outcomeOf(refused, applied)).toEqual(HEALTHY);
    expect(outcomeOf(refused, applied, { version: '2' })).toBe(refused);
  });

  test('halves the troubles, and says nothing new when there are none', () => {
    expect(outcomeOf({ troubles: 3, pause: null }, applied)).toEqual({ troubles: 1, pause: null });
    expect(outcomeOf({ troubles: 1, pause: null }, applied)).toEqual(HEALTHY);
    expect(outcomeOf(HEALTHY, applied)).toBe(HEALTHY);
  });
});

describe('who may call', () => {
  test.each<[string, Pause | null, number, string]>([
    ['everybody, without a pause', null, 0, 'call'],
    ['nobody during it', pause(), 7_999, 'wait'],
    ['one when it is over', pause(), 8_000, 'ask'],
    ['nobody while that one asks', pause({ asked: true }), 7_999, 'wait'],
    ['another one, when it has died', pause({ asked: true }), 8_000, 'ask'],
  ])('%s', (_, current, afterMs, expected) => {
    expect(leaveToCall({ troubles: 9, pause: current }, '1', NOW_MS + afterMs).kind).toBe(expected);
  });

  test('asking holds the pause for a minute, longer than all the calls of one attempt', () => {
    const health = { troubles: 9, pause: pause() };
    const leave = leaveToCall(health, '1', NOW_MS + 8_000);
    expect(leave).toEqual({
      kind: 'ask',
      asking: { troubles: 9, pause: pause({ asked: true, untilMs: NOW_MS + 68_000 }) },
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
  fc.constant<ReplyResult>({ kind: 'credentialsRefused', code: code(401) }),
);

/** Plays calls as one container would make them, each as soon as it may. */
function play(results: readonly ReplyResult[]) {
  let health = HEALTHY;
  let nowMs = NOW_MS;
  const waits: number[] = [];
  for (const result of results) {
    let leave = leaveToCall(health, '1', nowMs);
    const askedAtMs = nowMs;
    if (leave.kind === 'wait') {
      nowMs = leave.pause.untilMs;
      leave = leaveToCall(health, '1', nowMs);
    }
    waits.push(nowMs - askedAtMs);
    if (leave.kind === 'ask') health = leave.asking;
    health = outcomeOf(health, result, { nowMs });
  }
  return { health, nowMs, waits };
}

test('whatever calls come to: who waits may ask in the end, and never waits for longer than anybody asked for', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 40 }), (results) => {
      const longestMs = Math.max(
        300_000,
        ...results.map((result) => (result.kind === 'unknown' ? (result.retryAfterMs ?? 0) : 0)),
      );
      expect(Math.max(0, ...play(results).waits)).toBeLessThanOrEqual(longestMs);
    }),
  );
});

test('an API that answers again is called freely after as many answers as it takes to halve the troubles away', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 40 }), (results) => {
      const { health } = play([...results, ...Array<ReplyResult>(8).fill(applied)]);
      expect(health).toEqual(HEALTHY);
    }),
  );
});

test('an API that is down for an hour costs a few calls, not thousands', () => {
  let calls = 0;
  let health = HEALTHY;
  for (let nowMs = NOW_MS; nowMs < NOW_MS + 3_600_000; nowMs += 100) {
    const leave = leaveToCall(health, '1', nowMs);
    if (leave.kind === 'wait') continue;
    calls += 1;
    health = outcomeOf(leave.kind === 'ask' ? leave.asking : health, unknown(0), { nowMs });
  }
  // 3 before the first pause, 5 while the pauses grow to a minute, then one a minute.
  expect(calls).toBeGreaterThan(50);
  expect(calls).toBeLessThan(70);
});
