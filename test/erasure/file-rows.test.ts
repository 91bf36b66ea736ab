import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileRows, hasRows } from '../../src/erasure/file-rows.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function rowsOf(file: string, bytes: Buffer, size = 7) {
  const rows: { text: string; fields: unknown }[] = [];
  for await (const row of fileRows(file, inPieces(bytes, size))) {
    rows.push({ text: row.bytes.toString(), fields: row.fields });
  }
  return rows;
}

describe('a CSV file', () => {
  const text = 'customer;text\r\n"ana@example.com";"a\r\n""b"""\r\n\r\nbia@example.com;x "y" z\n';

  test('is its rows, with their bytes and under the names of the columns', async () => {
    expect(await rowsOf('vip.csv', Buffer.from(text))).toEqual([
      { text: 'customer;text\r\n', fields: [{ '': 'customer' }, { '': 'text' }] },
      { text: '"ana@example.com";"a\r\n""b"""\r\n', fields: [{ customer: 'ana@example.com' }, { text: 'a\r\n"b"' }] },
      { text: '\r\n', fields: [{ customer: '' }] },
      { text: 'bia@example.com;x "y" z\n', fields: [{ customer: 'bia@example.com' }, { text: 'x "y" z' }] },
    ]);
  });

  test('packed is read unpacked', async () => {
    expect((await rowsOf('vip.csv.gz', gzipSync(text))).map((row) => row.text).join('')).toBe(text);
  });

  test('that cannot be told apart is told', async () => {
    await expect(rowsOf('vip.csv', Buffer.from('customer\n"ana@example.com\nb\n'))).rejects.toThrow(
      'vip.csv: its rows cannot be told apart',
    );
  });

  test('of whatever cells: its rows together are the file', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'ana@example.com', '"a ""quoted"" one"', '"two\nlines"', '"two\r\nlines"', 'é', '🎁'),
      fc.stringMatching(/^[a-z0-9 @.]{0,12}$/),
    );
    const end = fc.constantFrom('\n', '\r\n');
    const lines = fc.array(fc.tuple(fc.array(cell, { minLength: 1, maxLength: 4 }), end), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (rows, size, isOpen) => {
        const all = rows.map(([cells, lineEnd]) => cells.join(',') + lineEnd).join('');
        const bytes = Buffer.from(isOpen ? all.trimEnd() : all);
        const read = await rowsOf('a.csv', bytes, size);
        expect(read.map((row) => row.text).join('')).toBe(bytes.toString());
      }),
    );
  });
});

test('a JSON Lines file is its lines', async () => {
  const text = '{"customer":"ana@example.com","points":5}\n\nnot JSON\n{"customer":7}';
  expect(await rowsOf('reports/a.jsonl', Buffer.from(text))).toEqual([
    { text: '{"customer":"ana@example.com","points":5}\n', fields: { customer: 'ana@example.com', points: '5' } },
    { text: '\n', fields: '\n' },
    { text: 'not JSON\n', fields: 'not JSON\n' },
    { text: '{"customer":7}', fields: { customer: '7' } },
  ]);
});

test('other files have no rows', () => {
  expect(['a.csv', 'a.csv.gz', 'x/a.jsonl', 'a.jsonl.gz', 'a.xlsx', 'a.zip', 'csv'].map(hasRows)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
