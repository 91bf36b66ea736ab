import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalClock, moveDate, realNow, startClock } from '../../local/clock.ts';

const DAY_MS = 86_400_000;
let folder: string;
let clock: LocalClock | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-clock-'));
});
afterEach(() => {
  clock?.stop();
  rmSync(folder, { recursive: true });
});

/** Whole days ahead of the machine, never minus zero. */
const aheadOf = (ms: number) => Math.round((ms - realNow()) / DAY_MS) + 0;

test('is the machine’s until it is moved, and takes Date along', () => {
  clock = startClock(null);
  expect(aheadOf(clock.now())).toBe(0);
  clock.moveBy(3 * DAY_MS);
  clock.moveBy(4 * DAY_MS);
  expect([clock.now(), Date.now(), Date.parse(new Date().toISOString())].map(aheadOf)).toEqual([7, 7, 7]);
  expect(clock.aheadMs()).toBe(7 * DAY_MS);
  expect(new Date(5).toISOString()).toBe('1970-01-01T00:00:00.005Z');
  expect(new Date() instanceof Date).toBe(true);
  expect(Date.UTC(1970, 0, 2)).toBe(DAY_MS);
  clock.stop();
  expect(aheadOf(Date.now())).toBe(0);
});

test('stays ahead as long as its state is kept', () => {
  const file = join(folder, 'clock.json');
  clock = startClock(file);
  clock.moveBy(DAY_MS);
  clock.stop();
  clock = startClock(file);
  expect(aheadOf(Date.now())).toBe(1);
});

test('another thread’s Date follows the buffer', () => {
  const shared = new SharedArrayBuffer(8);
  const undo = moveDate(shared);
  new Float64Array(shared)[0] = 2 * DAY_MS;
  expect(aheadOf(Date.now())).toBe(2);
  undo();
});
