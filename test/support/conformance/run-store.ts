import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_PROGRESS, type Progress } from '../../../src/domain/promotion/progress.ts';
import type { RunRecord } from '../../../src/domain/promotion/run.ts';
import type { RunStore } from '../../../src/ports/run-store.ts';
import { anyPromotionId, anyRunKey } from '../any-award-record.ts';
import { pinnedWith } from '../pinning.ts';
import { keyOf, runWith } from '../promotion-runs.ts';

/** An empty shelf, and how to dispose of it. */
export interface OpenRunStore {
  readonly shelf: RunStore;
  close(): Promise<void>;
}

const { signal } = new AbortController();

const text = fc.string({ unit: 'binary', maxLength: 20 });
const nat = fc.nat({ max: 2_000_000 });
const audience = fc.oneof(
  fc.record({
    kind: fc.constant('list' as const),
    customers: fc.array(fc.record({ customer: text, points: fc.option(nat), text: fc.option(text) }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constantFrom('file' as const, 'birthdays' as const), file: text }),
);

/** Any run that the types allow. Cloned, as fast-check makes some objects without a prototype. */
const anyRecord: fc.Arbitrary<RunRecord> = fc
  .record({
    key: fc.record({ promotion: anyPromotionId, occurrence: anyRunKey }),
    phase: fc.constantFrom('refused' as const, 'pinned' as const, 'queuing' as const, 'queued' as const),
    firedAtMs: fc.nat(),
    pinned: fc.option(
      fc
        .record({
          store: text,
          points: fc.oneof(nat, fc.constant('audience' as const)),
          takesBack: fc.boolean(),
          timeZone: text,
          maximumPoints: fc.maxSafeInteger(),
          reason: text,
          customerReason: fc.option(text),
          customerBy: fc.constantFrom('email' as const, 'document' as const, 'platformId' as const),
          audience,
          version: fc.option(fc.record({ id: fc.option(text), etag: text, bytes: nat })),
        })
        .map(pinnedWith),
    ),
    counts: fc.option(
      fc.record({ rows: nat, awards: nat, points: fc.maxSafeInteger(), bad: nat, duplicates: nat, otherDays: nat }),
    ),
    queuedToLine: nat,
    report: fc.option(text),
    because: fc.option(text),
    dismissedAtMs: fc.option(nat),
  })
  .map((record) => structuredClone(record));

const full: Progress = {
  counted: [
    [1, 101],
    [150, 250],
  ],
  applied: 190,
  alreadyApplied: 5,
  warned: 1,
  lastAtMs: 1_798_113_600_000,
  open: { 7: 'waiting', 160: 'parked', 161: 'uncollected' },
  early: { 300: 'applied', 301: 'alreadyApplied', 302: 'warned', 303: 'parked' },
};

/** What every run shelf must do, whatever keeps it. `factory` opens an empty one. */
export function describeRunStore(name: string, factory: () => Promise<OpenRunStore>): void {
  describe(`run shelf: ${name}`, () => {
    let open: OpenRunStore;
    let shelf: RunStore;
    beforeEach(async () => {
      open = await factory();
      shelf = open.shelf;
    });
    afterEach(() => open.close());

    const enlisted = async (...days: readonly number[]) => {
      for (const day of days) await shelf.enlist(keyOf(day), signal);
    };

    test('knows nothing at first', async () => {
      expect(await shelf.load(keyOf(24), signal)).toBeNull();
      expect(await shelf.loadProgress(keyOf(24), 0, signal)).toBeNull();
      expect(await shelf.list('christmas', signal)).toEqual([]);
    });

    test('gives runs back version by version, each apart', async () => {
      const pinned = runWith();
      const queued = runWith({ phase: 'queued', queuedToLine: 900 });
      const other = runWith({ key: keyOf(25), because: 'the file is missing' });
      expect(await shelf.save(pinned, 0, signal)).toBe('saved');
      expect(await shelf.load(pinned.key, signal)).toStrictEqual({ record: pinned, version: 1 });
      expect(await shelf.save(queued, 1, signal)).toBe('saved');
      expect(await shelf.save(other, 0, signal)).toBe('saved');
      expect(await shelf.load(queued.key, signal)).toStrictEqual({ record: queued, version: 2 });
      expect(await shelf.load(other.key, signal)).toStrictEqual({ record: other, version: 1 });
    });

    test('gives every run back exactly', async () => {
      await fc.assert(
        fc.asyncProperty(anyRecord, async (record) => {
          const version = (await shelf.load(record.key, signal))?.version ?? 0;
          expect(await shelf.save(record, version, signal)).toBe('saved');
          expect(await shelf.load(record.key, signal)).toStrictEqual({ record, version: version + 1 });
        }),
        { numRuns: 50 },
      );
    });

    test('gives parts of the progress back version by version, each apart', async () => {
      expect(await shelf.saveProgress(keyOf(24), 0, NO_PROGRESS, 0, signal)).toBe('saved');
      expect(await shelf.saveProgress(keyOf(24), 0, full, 1, signal)).toBe('saved');
      expect(await shelf.saveProgress(keyOf(24), 1, NO_PROGRESS, 0, signal)).toBe('saved');
      expect(await shelf.saveProgress(keyOf(25), 0, NO_PROGRESS, 0, signal)).toBe('saved');
      expect(await shelf.loadProgress(keyOf(24), 0, signal)).toStrictEqual({ record: full, version: 2 });
      expect(await shelf.loadProgress(keyOf(24), 1, signal)).toStrictEqual({ record: NO_PROGRESS, version: 1 });
      expect(await shelf.loadProgress(keyOf(24), 10, signal)).toBeNull();
    });

    test.each([0, 1, 3])('refuses to write over version 2 what knows of version %d', async (known) => {
      const stored = runWith({ phase: 'queued' });
      await shelf.save(runWith(), 0, signal);
      await shelf.save(stored, 1, signal);
      await shelf.saveProgress(keyOf(24), 0, NO_PROGRESS, 0, signal);
      await shelf.saveProgress(keyOf(24), 0, full, 1, signal);
      expect(await shelf.save(runWith({ phase: 'refused' }), known, signal)).toBe('conflict');
      expect(await shelf.saveProgress(keyOf(24), 0, NO_PROGRESS, known, signal)).toBe('conflict');
      expect(await shelf.load(keyOf(24), signal)).toStrictEqual({ record: stored, version: 2 });
      expect(await shelf.loadProgress(keyOf(24), 0, signal)).toStrictEqual({ record: full, version: 2 });
    });

    test('refuses a later version of what is not there', async () => {
      expect(await shelf.save(runWith(), 1, signal)).toBe('conflict');
      expect(await shelf.saveProgress(keyOf(24), 0, full, 1, signal)).toBe('conflict');
      expect(await shelf.load(keyOf(24), signal)).toBeNull();
      expect(await shelf.loadProgress(keyOf(24), 0, signal)).toBeNull();
    });

    test('of many who write at once, one wins', async () => {
      const records = await Promise.all(Array.from({ length: 5 }, () => shelf.save(runWith(), 0, signal)));
      const parts = await Promise.all(
        Array.from({ length: 5 }, () => shelf.saveProgress(keyOf(24), 0, full, 0, signal)),
      );
      for (const saved of [records, parts]) expect(saved.filter((result) => result === 'saved')).toHaveLength(1);
    });

    test('lists the runs of a promotion, the newest first, each once', async () => {
      await enlisted(24, 3, 25, 3, 24);
      await shelf.enlist({ ...keyOf(30), promotion: 'christmas_2' }, signal);
      expect(await shelf.list('christmas', signal)).toStrictEqual([keyOf(25), keyOf(24), keyOf(3)]);
      expect(await shelf.list('christmas_2', signal)).toStrictEqual([{ ...keyOf(30), promotion: 'christmas_2' }]);
    });

    test('lists the newest hundred', async () => {
      const days = Array.from({ length: 102 }, (_, index) => index + 1);
      await enlisted(...days);
      expect(await shelf.list('christmas', signal)).toStrictEqual(days.slice(2).toReversed().map(keyOf));
      await enlisted(1);
      expect(await shelf.list('christmas', signal)).toStrictEqual(days.slice(2).toReversed().map(keyOf));
    });

    test('finds runs that are under way or wait for a person, until they are closed', async () => {
      const underWay = runWith({ key: keyOf(24), phase: 'queued', firedAtMs: 500 });
      const stopped = runWith({ key: keyOf(25), phase: 'queuing', firedAtMs: 600, because: 'the file is missing' });
      const refused = runWith({ key: keyOf(26), phase: 'refused', firedAtMs: 600, because: 'no', dismissedAtMs: 700 });
      for (const run of [underWay, stopped, refused]) await shelf.save(run, 0, signal);
      const open = async (sinceMs: number) =>
        (await shelf.open(sinceMs, signal)).toSorted((one, other) => one.firedAtMs - other.firedAtMs);
      await expect.poll(() => open(0)).toStrictEqual([underWay, stopped]);
      expect(await open(501)).toStrictEqual([stopped]);

      await shelf.close(stopped.key, signal);
      await shelf.close(underWay.key, signal);
      await shelf.close(keyOf(30), signal);
      await expect.poll(() => open(0)).toStrictEqual([stopped]);
      expect(await shelf.load(underWay.key, signal)).toStrictEqual({ record: underWay, version: 1 });

      await shelf.save(underWay, 1, signal);
      await expect.poll(() => open(0)).toStrictEqual([underWay, stopped]);
    });

    test('lists two that come at once', async () => {
      await Promise.all([enlisted(1), enlisted(2), enlisted(3)]);
      expect(await shelf.list('christmas', signal)).toStrictEqual([keyOf(3), keyOf(2), keyOf(1)]);
    });

    test('rejects when the time is up, and does nothing', async () => {
      const over = AbortSignal.abort(new Error('time is up'));
      await expect(shelf.load(keyOf(24), over)).rejects.toThrow();
      await expect(shelf.save(runWith(), 0, over)).rejects.toThrow();
      await expect(shelf.loadProgress(keyOf(24), 0, over)).rejects.toThrow();
      await expect(shelf.saveProgress(keyOf(24), 0, full, 0, over)).rejects.toThrow();
      await expect(shelf.list('christmas', over)).rejects.toThrow();
      await expect(shelf.enlist(keyOf(24), over)).rejects.toThrow();
      expect(await shelf.load(keyOf(24), signal)).toBeNull();
      expect(await shelf.list('christmas', signal)).toEqual([]);
    });
  });
}
