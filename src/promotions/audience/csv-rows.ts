import { promisify } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import type { AudienceRow } from '../../domain/promotion/audience-row.ts';
import { AudienceFault } from '../../ports/audience-files.ts';
import { type Field, toRow, type WantedAudience } from './audience-fields.ts';
import { type Columns, delimiterOf, findColumns } from './csv-columns.ts';
import { MAX_ROW_BYTES, tooLong } from './whole-lines.ts';

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads lines as CSV with a header. Misplaced quotes are taken as text. A batch may be empty. */
export async function* csvRows(
  lines: AsyncIterable<readonly Buffer[]>,
  wanted: WantedAudience,
): AsyncGenerator<readonly AudienceRow[]> {
  let header: { readonly columns: Columns; readonly width: number } | null = null;
  for await (const records of csvRecords(lines, wanted.file)) {
    const batch: AudienceRow[] = [];
    for (const { line, cells } of records) {
      // Excel leaves empty records at the end of a sheet.
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (header === null) header = { columns: findColumns(cells, wanted), width: cells.length };
      else if (cells.length !== header.width) batch.push({ line, fault: otherWidth(cells.length, header.width) });
      else batch.push(toRow(line, byName(cells, header.columns), wanted.wants));
    }
    yield batch;
  }
}

async function* csvRecords(lines: AsyncIterable<readonly Buffer[]>, file: string): AsyncGenerator<CsvRecord[]> {
  let line = 1;
  let records: CsvRecord[] = [];
  let parser: ReturnType<typeof createParser> | null = null;
  /** Counts lines itself, because the parser counts \r\n in quotes as two line breaks. */
  function take(cells: readonly string[]) {
    records.push({ line, cells });
    line += 1 + cells.reduce((breaks, cell) => breaks + lineFeeds(cell), 0);
  }
  try {
    for await (const some of lines) {
      const header = parser === null && some.find((text) => text.toString().trim() !== '');
      if (header) parser = createParser(delimiterOf(header.toString()), take);
      if (parser === null) line += some.length;
      else await parser.write(Buffer.concat(some));
      yield records;
      records = [];
    }
    await parser?.end();
  } catch (error) {
    const code = error instanceof CsvError ? error.code : null;
    if (code === 'CSV_MAX_RECORD_SIZE') throw tooLong(file, line);
    if (code === 'CSV_QUOTE_NOT_CLOSED') {
      throw new AudienceFault(`${file}, line ${line}: a quote of the row that begins here is never closed`);
    }
    throw error;
  }
  yield records;
}

function createParser(delimiter: string, take: (cells: readonly string[]) => void) {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MAX_ROW_BYTES,
    on_record(cells: string[]) {
      take(cells);
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

function byName(cells: readonly string[], columns: Columns): Partial<Record<Field, string>> {
  const written: Partial<Record<Field, string>> = {};
  for (const [field, index] of columns) written[field] = cells[index] ?? '';
  return written;
}

function otherWidth(width: number, expected: number): string {
  return `columns: ${width} instead of ${expected}; text with the delimiter in it has to be in quotes`;
}

function lineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
