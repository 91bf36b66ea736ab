import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PinnedPromotion } from '../../src/domain/promotion/run.ts';
import { AudienceFault } from '../../src/ports/audience-files.ts';
import { type Batch, batchAwards } from '../../src/promotions/batch-awards.ts';
import { validateAudience } from '../../src/promotions/validate-audience.ts';
import { memoryFiles, pinnedWith } from '../support/pinning.ts';

const AT_MS = Date.parse('2026-12-24T12:00:00Z');
const { signal } = new AbortController();

/** The version of a file that was put into memory once. */
const version = { id: 'v1', etag: 'e1', bytes: 0 };

async function cut(
  pinned: PinnedPromotion,
  files = memoryFiles(),
  { fromLine = 1, during = signal } = {},
): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of batchAwards(files, pinned, { scheduledAtMs: AT_MS, fromLine }, during)) batches.push(batch);
  return batches;
}

/** An audience as a file and as what it means, told apart row by row without regard to how files are read. */
interface Told {
  readonly pinned: PinnedPromotion;
  readonly file: string;
  readonly awards: readonly { readonly line: number; readonly customer: string; readonly points: number }[];
  readonly bad: number;
  readonly duplicates: number;
}

const customers = ['ana', 'bea', 'caio', 'davi', 'eva'].map((name) => `${name}@example.com`);
const customer = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...customers, 'nobody') },
  { weight: 5, arbitrary: fc.nat({ max: 600 }).map((id) => `c${id}@example.com`) },
);
const points = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 50 }) }, fc.constant(0));
/** So many empty lines stand before each row: lines are not rows, and parts of the progress end between them. */
const gap = fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 }), fc.constant(4_990));

const anyAudience: fc.Arbitrary<Told> = fc
  .tuple(
    fc.constantFrom('vip.csv', 'vip.jsonl'),
    fc.boolean(),
    fc.array(fc.tuple(customer, points, gap), { minLength: 1, maxLength: 400 }),
  )
  .map(([name, takesBack, rows]) => {
    const isCsv = name.endsWith('.csv');
    const lines = isCsv ? ['customer,points'] : [];
    const seen = new Set<string>();
    const awards: { line: number; customer: string; points: number }[] = [];
    let bad = 0;
    let duplicates = 0;
    for (const [who, each, empty] of rows) {
      for (let count = 0; count < empty; count += 1) lines.push('');
      lines.push(isCsv ? `${who},${each}` : JSON.stringify({ customer: who, points: each }));
      if (each === 0 || who === 'nobody') bad += 1;
      else if (seen.has(who)) duplicates += 1;
      else {
        seen.add(who);
        awards.push({ line: lines.length, customer: who, points: takesBack ? -each : each });
      }
    }
    const pinned = pinnedWith({ points: 'audience', takesBack, audience: { kind: 'file', file: name }, version });
    return { pinned, file: lines.join('\n'), awards, bad, duplicates };
  });

const filesOf = ({ pinned, file }: Told) =>
  memoryFiles({ [pinned.audience.kind === 'list' ? '' : pinned.audience.file]: file });

const RUNS = { numRuns: 40 };

describe('any file', () => {
  test('is cut into all its awards, in order: batches of at most a hundred that follow each other, each of one progress', async () => {
    await fc.assert(
      fc.asyncProperty(anyAudience, async (told) => {
        const batches = await cut(told.pinned, filesOf(told));
        expect(batches.flatMap(({ awards }) => awards)).toEqual(told.awards.map((award) => ({ ...award, text: null })));
        for (const [index, { from, to, awards }] of batches.entries()) {
          const lines = awards.map(({ line }) => line);
          expect(lines.length).toBeGreaterThan(0);
          expect(lines.length).toBeLessThanOrEqual(100);
          expect(from).toBe(lines[0]);
          expect(to).toBeGreaterThan(lines.at(-1) ?? Number.NaN);
          expect(new Set(lines.map((line) => Math.floor(line / 10_000))).size).toBe(1);
          if (index > 0) expect(from).toBe(batches[index - 1]?.to);
        }
        // No batch could take the first award of the next one in.
        for (const [index, { awards }] of batches.entries()) {
          const next = batches[index + 1]?.from;
          if (next === undefined) continue;
          const isFull = awards.length === 100;
          const isElsewhere = Math.floor(next / 10_000) !== Math.floor((awards[0]?.line ?? 0) / 10_000);
          expect(isFull || isElsewhere).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('is cut, from the end of any batch on, as it was before', async () => {
    await fc.assert(
      fc.asyncProperty(anyAudience, fc.nat(), async (told, choice) => {
        const files = filesOf(told);
        const batches = await cut(told.pinned, files);
        const index = batches.length === 0 ? 0 : choice % batches.length;
        const resumed = await cut(told.pinned, files, { fromLine: batches[index]?.to ?? 1 });
        expect(resumed).toEqual(batches.slice(index + 1));
      }),
      RUNS,
    );
  });

  test('is counted as it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyAudience, async (told) => {
        const { counts, report } = await validateAudience(filesOf(told), told.pinned, AT_MS, signal);
        const moved = told.awards.reduce((sum, award) => sum + Math.abs(award.points), 0);
        const { bad, duplicates, awards } = told;
        expect(counts).toStrictEqual({
          rows: awards.length + bad + duplicates,
          awards: awards.length,
          points: moved,
          bad,
          duplicates,
          otherDays: 0,
        });
        const reported = report === null ? [] : report.trimEnd().split('\n');
        expect(reported).toHaveLength(bad + duplicates);
        expect(report ?? '').not.toContain('@');
      }),
      RUNS,
    );
  });
});

test('a list is read by the places of its customers', async () => {
  const listed = (who: string, own: number | null, text: string | null) => ({ customer: who, points: own, text });
  const list = [
    listed('ana@example.com', 10, 'first'),
    listed('nobody', 10, null),
    listed('Ana@Example.com', 99, null),
    listed('bea@example.com', 5, null),
  ];
  const audience = { kind: 'list', customers: list } as const;
  const pinned = pinnedWith({ points: 'audience', audience, version: null });
  expect(await cut(pinned)).toStrictEqual([
    {
      from: 1,
      to: 5,
      awards: [
        { line: 1, customer: 'ana@example.com', points: 10, text: 'first' },
        { line: 4, customer: 'bea@example.com', points: 5, text: null },
      ],
    },
  ]);
  expect(await validateAudience(memoryFiles(), pinned, AT_MS, signal)).toStrictEqual({
    counts: { rows: 4, awards: 2, points: 15, bad: 1, duplicates: 1, otherDays: 0 },
    report:
      '{"kind":"bad","line":2,"because":"the customer is no e-mail address"}\n' + '{"kind":"duplicate","line":3}\n',
    refusal: null,
  });
});

test('birthdays of other days are counted, and not reported', async () => {
  const files = memoryFiles({
    'birthdays.csv': 'customer,birthday\nana@example.com,12-24\nbea@example.com,12-25\ncaio@example.com,soon\n',
  });
  const pinned = pinnedWith({ audience: { kind: 'birthdays', file: 'birthdays.csv' }, version });
  const { counts, report } = await validateAudience(files, pinned, AT_MS, signal);
  expect(counts).toStrictEqual({ rows: 3, awards: 1, points: 100, bad: 1, duplicates: 0, otherDays: 1 });
  expect(report).toBe('{"kind":"bad","line":4,"because":"the birthday is no date: write it as 1990-12-31 or 12-31"}\n');
});

describe('the report', () => {
  test('is none when every row is used', async () => {
    const { report } = await validateAudience(
      memoryFiles({ 'vip.csv': 'customer\nana@example.com' }),
      pinnedWith(),
      AT_MS,
      signal,
    );
    expect(report).toBeNull();
  });

  test.each([
    [10_000, 10_000, undefined],
    [10_001, 10_001, { kind: 'more', rows: 1 }],
    [10_500, 10_001, { kind: 'more', rows: 500 }],
  ])('of %i bad rows has %i lines', async (bad, lines, more) => {
    const files = memoryFiles({ 'vip.csv': `customer\n${'nobody\n'.repeat(bad)}` });
    const { counts, report } = await validateAudience(files, pinnedWith(), AT_MS, signal);
    const reported = (report ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([counts.bad, reported.length]).toEqual([bad, lines]);
    expect(reported[9_999]).toMatchObject({ kind: 'bad', line: 10_001 });
    expect(reported[10_000]).toEqual(more);
  });
});

describe('a run is refused', () => {
  const refusal = async (file: string, pinned: Partial<PinnedPromotion> = {}) =>
    (await validateAudience(memoryFiles({ 'vip.csv': file }), pinnedWith(pinned), AT_MS, signal)).refusal;

  test('for more points than the maximum, given or taken back', async () => {
    const two = 'customer\nana@example.com\nbea@example.com\n';
    expect(await refusal(two, { points: 50, maximumPoints: 100 })).toBeNull();
    const tooMany = 'it would move 100 points, and maximumPoints is 99';
    expect(await refusal(two, { points: 50, maximumPoints: 99 })).toBe(tooMany);
    expect(await refusal(two, { points: 50, maximumPoints: 99, takesBack: true })).toBe(tooMany);
  });

  test('for rows of which none can be used, but not for a day without birthdays', async () => {
    expect(await refusal('customer\nnobody\n')).toBe('no row of the audience can be used');
    expect(await refusal('customer\nnobody\nana@example.com\n')).toBeNull();
    const birthdays = { audience: { kind: 'birthdays', file: 'vip.csv' } } as const;
    expect(await refusal('customer,birthday\nana@example.com,soon\nbea@example.com,12-25\n', birthdays)).toBeNull();
  });
});

describe('an audience that cannot be used at all', () => {
  test.each([
    ['was replaced', {}, /was replaced/],
    ['lacks a column', { 'vip.csv': 'email\nana@example.com\n' }, /customer/],
    ['says points that the promotion says', { 'vip.csv': 'customer,points\nana@example.com,5\n' }, /points are fixed/],
    ['has no rows', { 'vip.csv': 'customer\n' }, /no rows/],
  ])('%s', async (_, texts, message) => {
    const files = memoryFiles(texts);
    await expect(validateAudience(files, pinnedWith(), AT_MS, signal)).rejects.toThrow(message);
    await expect(cut(pinnedWith(), files)).rejects.toBeInstanceOf(AudienceFault);
  });

  test('is no audience of a file whose version was not pinned', async () => {
    await expect(cut(pinnedWith({ version: null }))).rejects.toThrow(TypeError);
  });
});

test('ends when the time is up', async () => {
  const files = memoryFiles({ 'vip.csv': 'customer\nana@example.com\n' });
  const over = AbortSignal.abort(new Error('time is up'));
  await expect(validateAudience(files, pinnedWith(), AT_MS, over)).rejects.toThrow('time is up');
  await expect(cut(pinnedWith(), files, { during: over })).rejects.toThrow('time is up');
});
