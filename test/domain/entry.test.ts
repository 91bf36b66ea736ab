import { describe, expect, test } from 'vitest';
import { countsAsPosted, type Entry, isOpen } from '../../src/domain/entry.ts';
import { pendingEntry } from '../support/order-records.ts';

describe('what an entry counts as', () => {
  test.each<[string, Partial<Entry>, 'open' | 'posted' | 'neither']>([
    ['never attempted', {}, 'open'],
    ['held back', { notBeforeMs: 9_999 }, 'open'],
    ['refused, and to be tried again', { attempts: 2 }, 'open'],
    ['refused, parked', { state: 'parked', parked: 'refused', attempts: 1 }, 'open'],
    ['parked, as its points are out of range', { state: 'parked', parked: 'pointsOutOfRange' }, 'open'],
    ['under way', { attempts: 1, unresolvedAttempts: [1], lease: { holder: 'worker', untilMs: 60_000 } }, 'posted'],
    ['attempted without an answer', { attempts: 1, unresolvedAttempts: [1] }, 'posted'],
    [
      'parked to be checked',
      { state: 'parked', parked: 'needsChecking', attempts: 2, unresolvedAttempts: [1] },
      'posted',
    ],
    ['uncollected', { state: 'uncollected', attempts: 1 }, 'open'],
    ['applied', { state: 'applied', attempts: 1 }, 'posted'],
    ['withdrawn', { state: 'withdrawn' }, 'neither'],
    ['withdrawn after refusals', { state: 'withdrawn', attempts: 2 }, 'neither'],
    [
      'withdrawn by hand, with attempts unresolvedAttempts',
      { state: 'withdrawn', attempts: 1, unresolvedAttempts: [1] },
      'neither',
    ],
  ])('%s: %s', (_, changes, expected) => {
    const entry = pendingEntry(changes);
    expect([isOpen(entry), countsAsPosted(entry)]).toEqual([expected === 'open', expected === 'posted']);
  });
});
