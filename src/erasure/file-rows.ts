import { promisify } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import { AudienceFault } from '../ports/audience-files.ts';
import { delimiterOf } from '../promotions/audience/csv-columns.ts';
import { plainBytes } from '../promotions/audience/gunzip.ts';
import { MAX_ROW_BYTES, wholeLines } from '../promotions/audience/whole-lines.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';

/** A row of a file: its bytes, and what they say under the names of its columns. */
export interface FileRow {
  readonly bytes: Buffer;
  readonly fields: unknown;
}

/** Whether a file is read row by row. Of any other nobody can tell whom it names. */
export function hasRows(file: string): boolean {
  return /\.(?:csv|jsonl)(?:\.gz)?$/.test(file);
}

/** The rows of a CSV or JSON Lines file, packed with gzip or not; together they are the whole file, unpacked. Throws an `AudienceFault`. */
export async function* fileRows(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow> {
  const lines = wholeLines(file, plainBytes(file, bytes));
  yield* /\.jsonl(?:\.gz)?$/.test(file) ? jsonLines(lines) : csvRecords(file, lines);
}

async function* jsonLines(lines: AsyncIterable<readonly Buffer[]>): AsyncGenerator<FileRow> {
  for await (const some of lines) {
    for (const bytes of some) {
      const parsed = parseLosslessJson(bytes);
      yield { bytes, fields: parsed.ok ? parsed.value : bytes.toString() };
    }
  }
}

async function* csvRecords(file: string, lines: AsyncIterable<readonly Buffer[]>): AsyncGenerator<FileRow> {
  let names: readonly string[] | null = null;
  let pending = Buffer.alloc(0);
  let pendingFrom = 0;
  let rows: FileRow[] = [];
  /** The parser tells how many bytes it has read at the end of each record. */
  function take(cells: readonly string[], end: number) {
    const bytes = pending.subarray(0, end - pendingFrom);
    pending = pending.subarray(bytes.length);
    pendingFrom = end;
    rows.push({ bytes, fields: cells.map((cell, at) => ({ [names?.[at] ?? '']: cell })) });
    if (names === null && cells.some((cell) => cell.trim() !== '')) names = cells;
  }
  let parser: ReturnType<typeof createParser> | null = null;
  for await (const some of lines) {
    const text = Buffer.concat(some);
    parser ??= text.length === 0 ? null : createParser(delimiterOf(firstLineOf(text)), take);
    pending = Buffer.concat([pending, text]);
    await parser?.write(text).catch(toFault(file));
    yield* rows;
    rows = [];
  }
  await parser?.end().catch(toFault(file));
  yield* rows;
  // Blank space at the end of a file makes no record.
  if (pending.length > 0) yield { bytes: pending, fields: pending.toString() };
}

function toFault(file: string) {
  return (error: unknown): never => {
    throw error instanceof CsvError ? new AudienceFault(`${file}: its rows cannot be told apart`) : error;
  };
}

function firstLineOf(text: Buffer): string {
  return (
    text
      .toString()
      .split('\n')
      .find((line) => line.trim() !== '') ?? ''
  );
}

function createParser(delimiter: string, take: (cells: readonly string[], end: number) => void) {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_BYTES,
    on_record(cells: string[], { bytes }) {
      take(cells, bytes);
      return null;
    },
  });
  // The callbacks of `write` and `end` get the error, too.
  parser.on('error', () => {});
  return {
    write: promisify((piece: Buffer, done: (error?: Error | null) => void) => parser.write(piece, done)),
    end: promisify((done: (error?: Error | null) => void) => parser.end(done)),
  };
}
