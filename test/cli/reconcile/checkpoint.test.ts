import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCheckpoint } from '../../../cli/reconcile/checkpoint.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-checkpoint-'));
  file = join(folder, 'shop.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const reading = { store: 'my-shop', sinceMs: 1_000 };

test('a reading goes on where the one before it ended, and begins anew once all was read', () => {
  const first = openCheckpoint(file, reading);
  expect(first.resume).toBeNull();
  first.reached('a place');
  first.reached('a later one');
  const second = openCheckpoint(file, reading);
  expect(second.resume).toBe('a later one');
  second.done();
  expect(existsSync(file)).toBe(false);
  expect(openCheckpoint(file, reading).resume).toBeNull();
});

test('a file of another reading is left as it is', () => {
  openCheckpoint(file, reading).reached('a place');
  for (const other of [
    { ...reading, store: 'other-shop' },
    { ...reading, sinceMs: 2_000 },
  ])
    expect(() => openCheckpoint(file, other)).toThrow('is of another reading');
  writeFileSync(file, 'my notes');
  expect(() => openCheckpoint(file, reading)).toThrow('or no checkpoint');
});
