import { describe, expect, test } from 'vitest';
import {
  afterCall,
  type Call,
  type Circuit,
  type CircuitPolicy,
  CLOSED,
  circuitState,
  type OpenCircuit,
  probing,
} from '../../src/domain/circuit.ts';
import type { PostResult } from '../../src/domain/post-result.ts';
import { NOW_MS, openCircuit as open } from '../support/open-circuit.ts';

const TEN_YEARS_MS = 10 * 365 * 86_400_000;
const POLICY: CircuitPolicy = { failureThreshold: 3, firstMs: 2_000, maxMs: 10_000 };

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
  { kind: 'insufficientBalance', balance: 3, code: code(400) },
  { kind: 'needsChecking', code: code(400) },
  { kind: 'refused', code: code(400) },
  unknown(429),
  unknown(429, 1_000),
];
const [applied] = ANSWERS as [PostResult];

const told = (circuit: Circuit, result: PostResult, words: Partial<Call> = {}, nowMs = NOW_MS) =>
  afterCall(circuit, { result, version: '1', caller: 'ana', isRetry: false, ...words }, POLICY, nowMs);
const failingAt = (...callers: readonly string[]): Circuit => ({ failing: callers, open: null });

describe('the circuit opens', () => {
  test('once the API fails at three different customers in a row', () => {
    const two = told(told(CLOSED, unknown(500), { caller: 'ana' }), unknown(0), { caller: 'bia' });
    expect(two).toEqual(failingAt('ana', 'bia'));
    expect(told(two, unknown(502), { caller: 'caio' })).toEqual({
      failing: [],
      open: open({ lengthMs: 2_000, untilMs: NOW_MS + 2_000 }),
    });
  });

  test('not for one customer at whom it fails again and again, nor for entries tried before', () => {
    const two = failingAt('ana', 'bia');
    expect(told(two, unknown(500), { caller: 'ana' })).toBe(two);
    expect(told(two, unknown(500), { caller: 'caio', isRetry: true })).toBe(two);
  });

  test.each(ANSWERS)('not when somebody is answered in between: $kind $code.status', (result) => {
    expect(told(failingAt('ana', 'bia'), result)).toEqual(CLOSED);
    expect(told(CLOSED, result)).toBe(CLOSED);
  });

  test('for as long as a long Retry-After says, though for an hour at most', () => {
    expect(told(failingAt('ana'), unknown(503, 30_000))).toEqual({
      failing: [],
      open: open({ because: 'limited', lengthMs: 30_000, untilMs: NOW_MS + 30_000 }),
    });
    expect(told(CLOSED, unknown(429, 86_400_000)).open).toMatchObject({ lengthMs: 3_600_000 });
    expect(told(CLOSED, unknown(429, 5_000)).open).toMatchObject({ lengthMs: 5_000 });
    expect(told(CLOSED, unknown(429, 4_999))).toBe(CLOSED);
  });

  test('for credentials that were refused, for five minutes, and for those only', () => {
    const circuit = told(failingAt('ana'), { kind: 'credentialsRefused', code: code(401) });
    const refused = open({ because: 'credentials', lengthMs: 300_000, untilMs: NOW_MS + 300_000, version: '1' });
    expect(circuit).toEqual({ failing: ['ana'], open: refused });
    expect(circuitState(circuit, '1', NOW_MS + 299_999)).toBe('pausing');
    expect(circuitState(circuit, '1', NOW_MS + 300_000)).toBe('halfOpen');
    expect(circuitState(circuit, '2', NOW_MS)).toBe('closed');
    expect(told(circuit, applied, { version: '2' })).toEqual({ failing: [], open: refused });
    expect(told(circuit, applied, { version: '1' })).toEqual(CLOSED);
    expect(told(circuit, unknown(500), { version: '2', caller: 'bia' })).toEqual({
      ...circuit,
      failing: ['ana', 'bia'],
    });
  });
});

describe('while it is open', () => {
  const pausing: Circuit = { failing: [], open: open() };

  test('a call that began before says nothing by failing, and ends it by being answered', () => {
    expect(told(pausing, unknown(500))).toBe(pausing);
    expect(told(pausing, applied)).toEqual(CLOSED);
  });

  test('a pause that the API asked for is ended by no answer, and lengthened by a longer one', () => {
    const limited: Circuit = { failing: [], open: open({ because: 'limited' }) };
    expect(told(limited, applied)).toBe(limited);
    expect(told(limited, unknown(429, 6_000))).toBe(limited);
    expect(told(limited, unknown(429, 9_000)).open).toMatchObject({ untilMs: NOW_MS + 9_000 });
    expect(circuitState(limited, '1', NOW_MS + 8_000)).toBe('closed');
    expect(told(limited, unknown(500))).toEqual({ ...limited, failing: ['ana'] });
    expect(told(limited, unknown(429, 8_000))).toBe(limited);
  });

  test('one probe decides when the pause is over, and another one if no result comes in a minute', () => {
    const over = NOW_MS + 8_000;
    expect(circuitState(pausing, '1', over)).toBe('halfOpen');
    const asked = probing(pausing, over);
    expect(asked.open).toEqual(open({ untilMs: over + 60_000, asked: true }));
    expect(circuitState(asked, '1', over + 59_999)).toBe('probing');
    expect(circuitState(asked, '1', over + 60_000)).toBe('halfOpen');
    expect(told(asked, applied, {}, over)).toEqual(CLOSED);
    expect(probing(CLOSED, over)).toBe(CLOSED);
  });

  test('each failed probe makes the pause half as long again, up to the longest', () => {
    const lengths: number[] = [];
    let circuit = told(failingAt('ana', 'bia'), unknown(500), { caller: 'caio' });
    for (let nowMs = NOW_MS; lengths.length < 6; nowMs += 20_000) {
      lengths.push(circuit.open?.lengthMs ?? 0);
      circuit = told(probing(circuit, nowMs), unknown(500), {}, nowMs);
    }
    expect(lengths).toEqual([2_000, 3_000, 4_500, 6_750, 10_000, 10_000]);
    expect(circuit.open?.because).toBe('failing');
  });

  test('a probe for an entry at which the API failed before lets the next one decide', () => {
    const asked = probing(pausing, NOW_MS + 8_000);
    const left = told(asked, unknown(500), { isRetry: true }, NOW_MS + 9_000);
    expect(circuitState(left, '1', NOW_MS + 9_000)).toBe('halfOpen');
    expect(left.open).toEqual(open({ untilMs: NOW_MS + 9_000 }));
  });
});

describe('whatever the clock of the container that opened it said', () => {
  test.each<[string, OpenCircuit['because'], PostResult]>([
    ['a 429 that asks for a pause', 'limited', unknown(429, 30_000)],
    ['refused credentials', 'credentials', { kind: 'credentialsRefused', code: code(403) }],
    ['a third failure', 'failing', unknown(500)],
  ])(
    '%s, seen by a clock ten years ahead, closes the account for no longer than by a right one',
    (_, because, result) => {
      const circuit = told(failingAt('bia', 'caio'), result, {}, NOW_MS + TEN_YEARS_MS);
      expect(circuit.open?.because).toBe(because);
      expect(circuitState(circuit, '1', NOW_MS)).toBe(because === 'limited' ? 'closed' : 'halfOpen');
    },
  );

  test('a probe of a clock ten years ahead is nobody else’s last', () => {
    const asked = probing({ failing: [], open: open() }, NOW_MS + TEN_YEARS_MS);
    expect(circuitState(asked, '1', NOW_MS + 60_001)).toBe('halfOpen');
  });
});
