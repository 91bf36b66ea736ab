import { expect, test } from 'vitest';
import { besideInWords, gatherBeside } from '../../../cli/pending/beside.ts';
import { timesOf } from '../../../cli/times.ts';
import { type AccountState, UNTOUCHED } from '../../../src/domain/account-state.ts';
import { paceAt } from '../../../src/domain/pace.ts';
import type { LoadByDay } from '../../../src/domain/unverified-load.ts';
import { NOW_MS, storeWith } from '../../support/planning.ts';

const times = timesOf([storeWith(), storeWith({}, { id: 'other' })]);

const signal = AbortSignal.timeout(60_000);
const deadline = { now: () => NOW_MS, endsAtMs: NOW_MS + 1, signal };
/** A slot that is only read. */
const holding = <Value>(record: Value | null) => ({
  load: () => Promise.resolve(record === null ? null : { record, version: 1 }),
  save: () => Promise.reject(new Error('nothing is written')),
});

async function told(state: AccountState | null, load: LoadByDay | null, ready = 0) {
  const depth = () => Promise.resolve({ ready, delayed: 2, inFlight: 0 });
  const sources = {
    accountStates: holding(state),
    unverifiedCounts: holding(load),
    queues: ready === 0 ? [] : [{ name: 'ponte-prod-settle', depth }],
  };
  const found = await gatherBeside(sources, { stores: [storeWith(), storeWith({}, { id: 'other' })] }, deadline);
  return found.map((one) => besideInWords(one, times)?.text ?? null);
}

test('a store in shadow is told', async () => {
  const empty = holding(null);
  const sources = { accountStates: empty, unverifiedCounts: empty, queues: [] };
  const stores = [storeWith(), storeWith({}, { id: 'other', shadow: true })];
  const found = await gatherBeside(sources, { stores }, deadline);
  expect(found).toEqual([{ kind: 'shadow', store: 'other' }]);
  expect(found.map((one) => besideInWords(one, times)?.text)).toEqual([
    'store other: in shadow: nothing of its orders is posted',
  ]);
});

const open = { lengthMs: 60_000, untilMs: NOW_MS + 60_000, asked: false, version: null } as const;

test('nothing is told of accounts and stores that nothing keeps', async () => {
  expect(await told(null, null)).toEqual([]);
  expect(await told(UNTOUCHED, {})).toEqual([]);
});

test.each([
  ['failing', 'BonifiQ does not answer'],
  ['limited', 'BonifiQ asked for a pause'],
  ['credentials', 'BonifiQ refuses its credentials: put bonifiq in the secret right'],
] as const)('an account that is not called, %s, is told once for its two stores', async (because, words) => {
  const state = { circuit: { failing: [], open: { ...open, because } }, pace: null };
  expect(await told(state, null)).toEqual([`account demo: no calls until 2025-06-02 09:01:00 UTC-3: ${words}`]);
});

test('a pause that is over is none', async () => {
  const over = { ...open, because: 'failing', untilMs: NOW_MS } as const;
  expect(await told({ circuit: { failing: [], open: over }, pace: null }, null)).toEqual([]);
});

test('a paced account: how fast, and until when its line is', async () => {
  const pace = paceAt(2.5, NOW_MS);
  const told1 = 'account demo: called 2.5 times a second at most, as BonifiQ limits it';
  expect(await told({ ...UNTOUCHED, pace }, null)).toEqual([told1]);
  expect(await told({ ...UNTOUCHED, pace: { ...pace, lineEndsAtMs: NOW_MS + 1_000 } }, null)).toEqual([
    `${told1}; what waits in line is through by 2025-06-02 09:00:01 UTC-3`,
  ]);
});

test('deliveries that wait for their secret, since the first of their days', async () => {
  // Day 20000 is 4 October 2024.
  const load = { 20001: { deliveries: 2, bytes: 30 }, 20000: { deliveries: 1, bytes: 12 } };
  expect((await told(null, load))[0]).toBe(
    'store acme: 3 deliveries (42 bytes) wait since 2024-10-04 (UTC) for its secret, to be verified',
  );
});

test('queues', async () => {
  expect(await told(null, null, 3)).toEqual(['queue ponte-prod-settle: about 3 messages ready, 2 delayed, 0 in work']);
});
