import { expect, test } from 'vitest';
import { coldParts, type Trace } from '../../../../tools/bench/performance/trace.ts';

const moments = { startedAtMs: 1_000, readyAtMs: 1_100, givenAtMs: 1_101, answeredAtMs: 1_151 };
const trace: Trace = {
  preloadedAtMs: 1_030,
  loadingAtMs: 1_045,
  marks: [
    ['compiled', 1_060],
    ['zod', 1_070],
    ['own code', 1_073],
    ['zod', 1_078],
    ['handlers', 1_090],
  ],
  calls: [
    { name: 'GetSecretValue', startedAtMs: 1_106, connectedAtMs: 1_112, endedAtMs: 1_115 },
    { name: 'GetItem', startedAtMs: 1_118, connectedAtMs: 1_123, endedAtMs: 1_125 },
    { name: 'GetItem', startedAtMs: 1_135, connectedAtMs: null, endedAtMs: 1_136 },
  ],
};

test('a cold start is taken apart along its marks and calls', () => {
  expect(coldParts(trace, moments)).toEqual({
    node: 30,
    runtimeClient: 15,
    compile: 15,
    run: { zod: 15, 'own code': 3, handlers: 12 },
    toReady: 10,
    connections: 6 + 5,
    calls: { GetSecretValue: 3, GetItem: 2, 'GetItem, 2': 1 },
    before: { GetSecretValue: 5, GetItem: 3, 'GetItem, 2': 10 },
    after: 15,
    together: 150,
  });
});

test('all parts add up to the whole, but for the moment in which the event is handed over', () => {
  const { run, calls, before, together, ...parts } = coldParts(trace, moments);
  const sum = [parts, run, calls, before].flatMap((group) => Object.values(group)).reduce((all, ms) => all + ms, 0);
  expect(sum).toBe(together);
});

test('what was called while the function was initialised takes nothing of the first delivery', () => {
  const [secret, ...others] = trace.calls;
  if (secret === undefined) throw new Error('no call');
  const early = { ...secret, startedAtMs: 1_080, connectedAtMs: 1_085, endedAtMs: 1_095 };
  const { before, calls } = coldParts({ ...trace, calls: [early, ...others] }, moments);
  expect(calls.GetSecretValue).toBe(10);
  expect(before).toEqual({ GetItem: 17, 'GetItem, 2': 10 });
});

test('of two calls at once, the later one has no code of its own before it', () => {
  const at = (name: string, from: number, to: number) =>
    ({ name, startedAtMs: from, connectedAtMs: null, endedAtMs: to }) as const;
  const { before, after } = coldParts(
    { ...trace, calls: [at('one', 1_110, 1_130), at('other', 1_111, 1_125)] },
    moments,
  );
  expect(before).toEqual({ one: 9, other: 0 });
  expect(after).toBe(21);
});

test('two calls at once add up to the whole, too: what both take is a part of the first', () => {
  const at = (name: string, from: number, connected: number | null, to: number) =>
    ({ name, startedAtMs: from, connectedAtMs: connected, endedAtMs: to }) as const;
  const both = [at('one', 1_110, 1_114, 1_130), at('other', 1_111, 1_133, 1_140), at('within', 1_112, 1_113, 1_120)];
  const { run, calls, before, together, ...parts } = coldParts({ ...trace, calls: both }, moments);
  expect(calls).toEqual({ one: 16, other: 7, within: 0 });
  expect(parts.connections).toBe(4 + 3);
  const sum = [parts, run, calls, before].flatMap((group) => Object.values(group)).reduce((all, ms) => all + ms, 0);
  expect(sum).toBe(together);
});

test('a bundle without marks is refused', () => {
  expect(() => coldParts({ ...trace, marks: [] }, moments)).toThrow('no trace');
  expect(() => coldParts({ ...trace, loadingAtMs: null }, moments)).toThrow('no trace');
});
