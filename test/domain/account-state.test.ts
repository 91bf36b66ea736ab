import { describe, expect, test } from 'vitest';
import {
  type AccountPolicy,
  type AccountState,
  type Ask,
  admit,
  afterResult,
  type PacedCall,
  UNTOUCHED,
} from '../../src/domain/account-state.ts';
import { CLOSED, type OpenCircuit } from '../../src/domain/circuit.ts';
import { paceAt } from '../../src/domain/pace.ts';
import type { PostResult } from '../../src/domain/post-result.ts';
import { NOW_MS, openCircuit as open } from '../support/open-circuit.ts';

const POLICY: AccountPolicy = { failureThreshold: 2, firstMs: 2_000, maxMs: 10_000, callsPerSecond: null };
const pace = { ...paceAt(10, NOW_MS), limit: 10, isLimitSure: true, cuts: 3, slots: 50 };

const ask = (words: Partial<Ask> = {}): Ask => ({ version: '1', lane: 'queue', slots: 1, places: 1, ...words });
const opened = (words: Partial<OpenCircuit> = {}, state: Partial<AccountState> = {}): AccountState => ({
  circuit: { failing: [], open: open(words) },
  pace,
  ...state,
});

describe('an account', () => {
  test('of which nothing is known may be called, and nothing is stored', () => {
    expect(admit(UNTOUCHED, ask(), POLICY, NOW_MS)).toEqual({ kind: 'free' });
  });

  test('with a pace gives slots, each lane its own', () => {
    const state = { circuit: CLOSED, pace };
    const admitted = admit(state, ask({ slots: 2 }), POLICY, NOW_MS);
    expect(admitted).toMatchObject({ kind: 'slots', cuts: 3, save: { circuit: CLOSED, pace: { slots: 52 } } });
    const busy = { circuit: CLOSED, pace: { ...pace, freeAtMs: NOW_MS + 500, ordersFreeAtMs: NOW_MS + 500 } };
    expect(admit(busy, ask({ lane: 'promotion' }), POLICY, NOW_MS)).toEqual({
      kind: 'closed',
      untilMs: NOW_MS + 500,
      because: 'limited',
    });
  });

  test('without a free slot gives places in the line, in the order in which they come back', () => {
    const busy = { circuit: CLOSED, pace: { ...pace, freeAtMs: NOW_MS + 2_000, ordersFreeAtMs: NOW_MS + 2_000 } };
    const admitted = admit(busy, ask({ places: 2 }), POLICY, NOW_MS);
    // Ten a second: 85 % of 100 ms and of 195 ms, as the rate may rise in between.
    expect(admitted).toMatchObject({ kind: 'line', because: 'limited' });
    const { placesAtMs, save } = admitted as Extract<typeof admitted, { kind: 'line' }>;
    expect(placesAtMs.map((atMs) => Math.round(atMs - NOW_MS))).toEqual([85, 164]);
    expect(save.pace?.lineEndsAtMs).toBeGreaterThan(NOW_MS + 190);
    expect(admit(busy, ask({ lane: 'promotion' }), POLICY, NOW_MS)).toMatchObject({ untilMs: NOW_MS + 2_000 });
    const lined = { circuit: CLOSED, pace: { ...busy.pace, lineEndsAtMs: NOW_MS + 30_000 } };
    expect(admit(lined, ask({ lane: 'promotion' }), POLICY, NOW_MS)).toMatchObject({ untilMs: NOW_MS + 30_000 });
  });

  test('whose line is full sends the work away', () => {
    const full = { circuit: CLOSED, pace: { ...pace, lineEndsAtMs: NOW_MS + 900_000 } };
    expect(admit(full, ask({ lane: 'delivery' }), POLICY, NOW_MS)).toEqual({
      kind: 'closed',
      untilMs: NOW_MS,
      because: 'limited',
    });
  });

  test('that resumed long ago and was never told "not now" is paced no longer', () => {
    const resumed = { circuit: CLOSED, pace: { ...paceAt(5, NOW_MS) } };
    expect(admit(resumed, ask(), POLICY, NOW_MS + 300_000).kind).toBe('slots');
    expect(admit(resumed, ask(), POLICY, NOW_MS + 300_001)).toEqual({ kind: 'free' });
  });

  test('has a pace from the first call on where the configuration names a ceiling, and never passes it', () => {
    const limited = { ...POLICY, callsPerSecond: 4 };
    expect(admit(UNTOUCHED, ask(), limited, NOW_MS)).toMatchObject({ kind: 'slots', save: { pace: { perSecond: 4 } } });
    const learnt = { circuit: CLOSED, pace };
    expect(admit(learnt, ask(), limited, NOW_MS)).toMatchObject({ kind: 'slots', save: { pace: { perSecond: 4 } } });
  });
});

describe('an open circuit', () => {
  test('sends work into a line that begins when the pause ends; promotions to its end', () => {
    expect(admit(opened(), ask({ places: 2 }), POLICY, NOW_MS)).toMatchObject({
      kind: 'line',
      because: 'failing',
      placesAtMs: [NOW_MS + 8_000, NOW_MS + 8_000],
    });
    expect(admit(opened(), ask({ lane: 'promotion' }), POLICY, NOW_MS)).toEqual({
      kind: 'closed',
      untilMs: NOW_MS + 8_000,
      because: 'failing',
    });
    expect(admit(opened({ because: 'limited' }), ask(), POLICY, NOW_MS)).toMatchObject({ because: 'limited' });
  });

  test('of an older version, without a pace, and for refused credentials, just says until when', () => {
    expect(admit(opened({}, { pace: null }), ask(), POLICY, NOW_MS)).toEqual({
      kind: 'closed',
      untilMs: NOW_MS + 8_000,
      because: 'failing',
    });
    const refused = opened({ because: 'credentials', version: '1' });
    expect(admit(refused, ask(), POLICY, NOW_MS)).toEqual({
      kind: 'closed',
      untilMs: NOW_MS + 8_000,
      because: 'credentials',
    });
    expect(admit(refused, ask({ version: '2' }), POLICY, NOW_MS).kind).toBe('slots');
  });

  test('lets one probe through when the pause is over, for whose result the others wait a second', () => {
    const probe = admit(opened(), ask(), POLICY, NOW_MS + 8_000);
    const save = opened({ asked: true, untilMs: NOW_MS + 68_000 });
    expect(probe).toEqual({ kind: 'probe', save });
    const waiting = admit(save, ask(), POLICY, NOW_MS + 8_001);
    expect(waiting).toMatchObject({ kind: 'line', placesAtMs: [NOW_MS + 9_001] });
  });
});

describe('after a call', () => {
  const call = (result: PostResult, words: Partial<PacedCall> = {}): PacedCall => ({
    result,
    version: '1',
    caller: 'ana',
    isRetry: false,
    cuts: null,
    answered: 0,
    ...words,
  });
  const code = (status: number) => ({ status, codeName: null, errorCode: null, message: null });
  const applied: PostResult = { kind: 'applied', balance: null, warning: null, code: code(200) };
  const notNow: PostResult = { kind: 'unknown', retryAfterMs: null, code: code(429) };
  const lost: PostResult = { kind: 'unknown', retryAfterMs: null, code: code(0) };

  test('that was answered nothing changes', () => {
    const state = { circuit: CLOSED, pace };
    expect(afterResult(state, call(applied, { cuts: 3 }), POLICY, NOW_MS)).toBe(state);
  });

  test('that was told "not now" the account has a pace, or a slower one', () => {
    const told = afterResult(UNTOUCHED, call(notNow, { answered: 10 }), POLICY, NOW_MS);
    expect(told).toMatchObject({ circuit: CLOSED, pace: { perSecond: 8, cuts: 1 } });
    const slower = afterResult({ circuit: CLOSED, pace }, call(notNow, { cuts: 3 }), POLICY, NOW_MS);
    expect(slower.pace).toMatchObject({ cuts: 4, perSecond: 9.3 });
  });

  test('that failed the account keeps its pace until an outage begins, from which calls resume slowly', () => {
    const once = afterResult({ circuit: CLOSED, pace }, call(lost), POLICY, NOW_MS);
    expect(once).toEqual({ circuit: { failing: ['ana'], open: null }, pace });
    const out = afterResult(once, call(lost, { caller: 'bia' }), POLICY, NOW_MS + 5);
    expect(out.circuit.open?.because).toBe('failing');
    expect(out.pace).toMatchObject({ perSecond: 5, limit: 10, sinceMs: NOW_MS + 5, lineEndsAtMs: 0 });
    const whileOut = afterResult(out, call(lost, { caller: 'caio' }), POLICY, NOW_MS + 6);
    expect(whileOut).toBe(out);
  });

  test('whose probe fails the line begins anew', () => {
    const asked = opened({ asked: true }, { pace: { ...pace, perSecond: 5, lineEndsAtMs: NOW_MS + 60_000 } });
    expect(afterResult(asked, call(lost), POLICY, NOW_MS).pace?.lineEndsAtMs).toBe(0);
    const answered = afterResult(asked, call(applied), POLICY, NOW_MS);
    expect(answered).toMatchObject({ circuit: CLOSED, pace: { lineEndsAtMs: NOW_MS + 60_000 } });
  });

  test('whose credentials were refused the pace is as it was', () => {
    const refused = afterResult(
      { circuit: CLOSED, pace },
      call({ kind: 'credentialsRefused', code: code(401) }),
      POLICY,
      NOW_MS,
    );
    expect(refused).toMatchObject({ circuit: { open: { because: 'credentials' } }, pace });
  });
});
