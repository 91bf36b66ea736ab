import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import type { PostResult } from '../../src/domain/post-result.ts';
import type { PostingQueue } from '../../src/ports/posting-queue.ts';
import type { PostingRun, Stop } from '../../src/posting/post-entries.ts';
import { scheduleNextRun } from '../../src/posting/schedule-next-run.ts';
import { pendingEntry } from '../support/order-records.ts';
import { NOW_MS, nothingKnown } from '../support/planning.ts';
import { workOf } from '../support/posting-bench.ts';

const unknown: PostResult = {
  kind: 'unknown',
  retryAfterMs: null,
  code: { status: 500, codeName: null, errorCode: null, message: null },
};
const tried = new Map([[1, unknown]]);
const QUARTER_HOUR_MS = 15 * 60 * 1000;

function waiting(inMs: number, entry: Partial<Entry> = {}): Stop {
  return { kind: 'wait', entry: pendingEntry(entry), untilMs: NOW_MS + inMs };
}

function blocked(inMs: number): Stop {
  return { kind: 'blocked', reason: 'apiLimits', because: 'the points API asked to slow down', untilMs: NOW_MS + inMs };
}

/** The delays in seconds with which the order was queued, and what was told of failures. */
async function queued(
  stop: Stop,
  results: PostingRun['results'] = new Map(),
  recordedMore = false,
  send: PostingQueue['send'] = async () => ({ failed: [] }),
) {
  const delays: number[] = [];
  const failures: unknown[] = [];
  const queue: PostingQueue = {
    async send(keys, delaySeconds, signal) {
      expect(keys).toEqual([nothingKnown.key]);
      delays.push(delaySeconds);
      return await send(keys, delaySeconds, signal);
    },
  };
  await scheduleNextRun(queue, { record: nothingKnown, stop, results, recordedMore }, workOf(), (error) =>
    failures.push(error),
  );
  return { delays, failures };
}

describe('an order is queued', () => {
  test.each<[string, Stop, PostingRun['results'], number]>([
    ['at once, when the time ran out', { kind: 'outOfTime' }, new Map(), 0],
    ['for when a lease may have ended, when the run was interrupted', { kind: 'interrupted' }, new Map(), 60],
    ['for its next attempt, when this run tried', waiting(2_000, { attempts: 1 }), tried, 2],
    ['in whole seconds, never too early', waiting(2_001, { attempts: 1 }), tried, 3],
    ['for when its account may be called again', blocked(20_000), new Map(), 20],
    ['at once, when its time has come meanwhile', waiting(-5_000, { attempts: 1 }), tried, 0],
    ['with the longest delay that the queue knows', waiting(QUARTER_HOUR_MS, { attempts: 1 }), tried, 900],
  ])('%s', async (_, stop, results, delay) => {
    expect(await queued(stop, results)).toEqual({ delays: [delay], failures: [] });
  });
});

test('an order is queued for the end of a hold within minutes by the delivery that planned it', async () => {
  expect(await queued(waiting(60_000), new Map(), true)).toEqual({ delays: [60], failures: [] });
});

describe('an order is left to the sweep', () => {
  test.each<[string, Stop, PostingRun['results']]>([
    ['settled', { kind: 'settled' }, tried],
    ['parked', { kind: 'parked', entry: pendingEntry({ state: 'parked' }) }, tried],
    ['blocked for longer than the queue can wait', blocked(QUARTER_HOUR_MS + 1), new Map()],
    ['waiting, and its message came once more', waiting(60_000), new Map()],
    [
      'blocked by a closed account',
      { kind: 'blocked', reason: 'secretUnusable', because: 'secret unavailable', untilMs: null },
      new Map(),
    ],
    ["another worker's attempt is under way", waiting(60_000, { attempts: 1 }), new Map()],
    ['due later than the queue can wait', waiting(QUARTER_HOUR_MS + 1, { attempts: 1 }), tried],
    ['held for days', waiting(15 * 24 * 3_600_000), new Map()],
  ])('%s', async (_, stop, results) => {
    expect(await queued(stop, results)).toEqual({ delays: [], failures: [] });
  });
});

describe('a queue that fails', () => {
  test('to take the message: told, not thrown', async () => {
    const { failures } = await queued({ kind: 'outOfTime' }, new Map(), false, async (keys) => ({ failed: keys }));
    expect(failures).toEqual([new Error('the queue did not take the message')]);
  });

  test('altogether: told, not thrown', async () => {
    const down = new Error('the queue is down');
    const { failures } = await queued({ kind: 'outOfTime' }, new Map(), false, () => Promise.reject(down));
    expect(failures).toEqual([down]);
  });
});
