import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AudienceRow } from '../../../src/domain/promotion/audience-row.ts';
import { AudienceFault } from '../../../src/ports/audience-files.ts';
import { chopped, rowsOf } from '../../support/reading-audiences.ts';

const awkward = fc.string({
  unit: fc.oneof(fc.constantFrom(...'",;\t\n\r \u2028\ufeff\0é🦆a1'), fc.string({ unit: 'grapheme', maxLength: 1 })),
  maxLength: 12,
});
const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 300 });
const wire = fc.record({ sizes, mark: fc.boolean(), packed: fc.boolean() });
const lineEnd = fc.constantFrom('\n', '\r\n');
const arrive = (text: string, { mark, packed, ...how }: { sizes: number[]; mark: boolean; packed: boolean }) => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text);
  return chopped(packed ? gzipSync(bytes) : bytes, how.sizes);
};

const blank = (text: string) => /^\s*$/.test(text);
const said = (text: string | undefined) => (text === undefined || blank(text) ? null : text);
/** What a row comes to when its promotion has fixed points, by the row's names. */
const expected = (line: number, cells: Readonly<Partial<Record<string, string>>>): AudienceRow =>
  blank(cells.customer ?? '')
    ? { line, fault: 'has no customer' }
    : {
        line,
        customer: cells.customer ?? '',
        points: null,
        text: said(cells.text),
        birthday: said(cells.birthday),
      };

const names = fc.shuffledSubarray(['customer', 'text', 'birthday', 'a,b;c\td', 'Name "x"']).map((some) => {
  return some.includes('customer') ? some : ['customer', ...some];
});
const table = names.chain((header) =>
  fc.record({
    header: fc.constant(header),
    rows: fc.array(fc.array(awkward, { minLength: header.length, maxLength: header.length }), { maxLength: 12 }),
  }),
);

test('rows written as CSV are read back, with the lines where they begin', async () => {
  const written = fc.record({
    table,
    delimiter: fc.constantFrom(',', ';', '\t'),
    ends: fc.infiniteStream(lineEnd),
    quotes: fc.infiniteStream(fc.boolean()),
    emptyLines: fc.infiniteStream(fc.nat({ max: 3 }).map((n) => n === 0)),
    endsWithLine: fc.boolean(),
    wire,
  });
  await fc.assert(
    fc.asyncProperty(written, async ({ table: { header, rows }, delimiter, wire: how, ...style }) => {
      const flip = (flags: Iterator<boolean>) => flags.next().value === true;
      let text = '';
      const line = () => text.split('\n').length;
      const cell = (value: string) =>
        /[",;\t\r\n]/.test(value) || flip(style.quotes) ? `"${value.replaceAll('"', '""')}"` : value;
      const write = (cells: readonly string[]) => {
        if (flip(style.emptyLines)) text += style.ends.next().value;
        const begins = line();
        text += cells.map(cell).join(delimiter) + style.ends.next().value;
        return begins;
      };
      write(header);
      const wanted = rows.flatMap((cells) => {
        const begins = write(cells);
        const entries = header.map((name, index): [string, string] => [name, cells[index] ?? '']);
        return cells.every(blank) ? [] : [expected(begins, Object.fromEntries(entries))];
      });
      const bytes = arrive(style.endsWithLine ? text : text.replace(/\r?\n$/, ''), how);
      const read = rowsOf(bytes, { file: 'any.csv', wants: 'noPoints' });
      if (wanted.length > 0) expect(await read).toEqual(wanted);
      else await expect(read).rejects.toThrow(new AudienceFault('any.csv: the file has no rows'));
    }),
    { numRuns: 500 },
  );
});

test('rows written as JSON Lines are read back, with their lines', async () => {
  const value = fc.oneof(
    awkward.map((text) => ({ text, json: JSON.stringify(text) })),
    fc.bigInt().map((integer) => ({ text: String(integer), json: String(integer) })),
    fc.constant({ text: '', json: 'null' }),
  );
  const object = fc.record({ customer: value, text: value, birthday: value, other: value }, { requiredKeys: [] });
  const item = fc.oneof({ weight: 5, arbitrary: object }, fc.constantFrom('', ' \t', '{', '[1]', 'x'));
  const written = fc.record({ items: fc.array(item, { maxLength: 12 }), end: lineEnd, wire });
  await fc.assert(
    fc.asyncProperty(written, async ({ items, end, wire: how }) => {
      const lines = items.map((one) =>
        typeof one === 'string'
          ? one
          : `{${Object.entries(one).map(([name, { json }]) => `${JSON.stringify(name)}: ${json}`)}}`,
      );
      const wanted = items.flatMap((one, index): AudienceRow[] => {
        if (typeof one === 'string') return blank(one) ? [] : [{ line: index + 1, fault: 'is no JSON object' }];
        return [expected(index + 1, Object.fromEntries(Object.entries(one).map(([name, { text }]) => [name, text])))];
      });
      const read = rowsOf(arrive(lines.join(end), how), { file: 'any.jsonl', wants: 'noPoints' });
      if (wanted.length > 0) expect(await read).toEqual(wanted);
      else await expect(read).rejects.toThrow(new AudienceFault('any.jsonl: the file has no rows'));
    }),
    { numRuns: 500 },
  );
});

test('any bytes give rows or say what is wrong, whatever chunks they come in', async () => {
  const token = fc.constantFrom(
    ...['customer', 'points', 'birthday', ',', ';', '\t', '"', '""', '\n', '\r\n', '\r', '\0', '\ufeff', ' ', '@'],
    ...['{"customer":', '"ana"', '}', '{', '1', 'null', 'é', 'customer,points,birthday\n'],
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(token, { maxLength: 40 }).map((tokens) => Buffer.from(tokens.join(''))),
    fc
      .tuple(fc.array(token), fc.uint8Array({ maxLength: 9 }), fc.array(token))
      .map(([before, some, after]) => Buffer.concat([Buffer.from(before.join('')), some, Buffer.from(after.join(''))])),
  );
  const packing = fc.constantFrom<(some: Uint8Array) => Uint8Array>(
    (some) => some,
    (some) => gzipSync(some),
    (some) => gzipSync(some).subarray(0, -3),
    (some) => Buffer.concat([gzipSync(some).subarray(0, 12), some]),
  );
  const file = fc.constantFrom('a.csv', 'a.jsonl', 'a.csv.gz', 'a.jsonl.gz');
  const wants = fc.constantFrom('points', 'noPoints', 'birthdays');
  await fc.assert(
    fc.asyncProperty(bytes, packing, sizes, fc.record({ file, wants }), async (some, pack, cuts, wanted) => {
      const read = async (chunks: AsyncIterable<Uint8Array>) => {
        try {
          return await rowsOf(chunks, wanted);
        } catch (error) {
          expect(error).toBeInstanceOf(AudienceFault);
          return null;
        }
      };
      const rows = await read(chopped(pack(some)));
      expect(await read(chopped(pack(some), cuts))).toEqual(rows);
      const lines = rows?.map(({ line }) => line) ?? [];
      expect(lines).toEqual([...new Set(lines)].toSorted((one, other) => one - other));
    }),
    { numRuns: 1_500 },
  );
});
