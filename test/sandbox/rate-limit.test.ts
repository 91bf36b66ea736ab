import { expect, test } from 'vitest';
import { createRateLimit, type RateLimitSettings } from '../../sandbox/rate-limit.ts';
import { createSandboxCore } from '../../sandbox/sandbox-core.ts';

const allowed = (window: RateLimitSettings['window'], timesMs: readonly number[]) => {
  const limit = createRateLimit({ callsPerSecond: 2, window });
  return timesMs.map((atMs) => limit.allows(atMs));
};

test('a sliding window allows two in any second', () => {
  expect(allowed('sliding', [0, 900, 999, 1_000, 1_001, 1_899, 1_900])).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
    true,
  ]);
});

test('a fixed window allows two in each second of the clock, so that four may meet at its edge', () => {
  expect(allowed('fixed', [900, 950, 999, 1_000, 1_001, 1_002, 2_000])).toEqual([
    true,
    true,
    false,
    true,
    true,
    false,
    true,
  ]);
});

test('a bucket allows two at once and one each half second', () => {
  expect(allowed('bucket', [0, 0, 0, 499, 500, 500, 5_000, 5_000, 5_000])).toEqual([
    true,
    true,
    false,
    false,
    true,
    false,
    true,
    true,
    false,
  ]);
});

test('the sandbox answers 429 beyond its limit, changes nothing then, and counts it', () => {
  let nowMs = 0;
  const core = createSandboxCore({ username: 'user', password: 'word', now: () => nowMs });
  const authorization = `Basic ${Buffer.from('user:word').toString('base64')}`;
  const send = (key: string) => {
    const body = JSON.stringify({ Points: 1, OperationType: 0, Reason: 'made up', ChangeKey: key });
    const path = '/v1/pvt/Customer/ana%40example.com/points';
    const [effect] = core.handle({
      method: 'POST',
      path,
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });
    return effect?.kind === 'answer' ? effect.status : null;
  };
  core.configure({ rateLimit: { callsPerSecond: 2, window: 'sliding' } });
  expect(['a', 'b', 'c'].map(send)).toEqual([200, 200, 429]);
  nowMs = 1_000;
  expect(send('c')).toBe(200);
  expect(core.state()).toMatchObject({ balances: { 'ana@example.com': 3 }, limited: 1, requests: { change: 4 } });
  core.configure({ rateLimit: null });
  expect(['d', 'e', 'f'].map(send)).toEqual([200, 200, 200]);
});
