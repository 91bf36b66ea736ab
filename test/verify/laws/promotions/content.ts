import { gzipSync } from 'node:zlib';
import type { Random } from '../histories/random.ts';
import type { Content, WrittenRow } from './history.ts';
import type { RowsWanted } from './rows.ts';

/** So many rows and more are queued in parts: unpacked in threads of their own, they would not come the same way every time. */
const MAX_PACKED = 900;

/** A file's name for so many rows, as the configuration takes it. */
export function fileName(random: Random, name: string, rows: number): string {
  const packed = rows < MAX_PACKED && random.chance(0.3) ? '.gz' : '';
  return `${name}${random.pick(['.csv', '.csv', '.jsonl'])}${packed}`;
}

/** Writes rows as the file's name says; now and then what nobody can use. */
export function makeContent(
  random: Random,
  file: string,
  rows: readonly WrittenRow[],
  says: RowsWanted['says'],
): Content {
  const isPacked = file.endsWith('.gz');
  const isCsv = file.includes('.csv');
  const text = isCsv ? csvOf(random, rows, says) : jsonLinesOf(random, rows);
  const pack = (bytes: Buffer): Uint8Array => (isPacked ? gzipSync(bytes) : bytes);
  if (random.chance(0.96)) return { rows, bytes: pack(Buffer.from(text)), isUsable: true };
  const packed = pack(Buffer.from(text));
  const spoilt = random.pick<Uint8Array>([
    Buffer.of(),
    pack(Buffer.from([0x63, 0xff, 0xfe, 0x0a])),
    isCsv ? pack(Buffer.from(text.slice(text.indexOf('\n') + 1))) : Buffer.of(),
    isPacked ? packed.subarray(0, packed.length - 9) : Buffer.of(),
  ]);
  return { rows, bytes: spoilt, isUsable: false };
}

function csvOf(random: Random, rows: readonly WrittenRow[], says: RowsWanted['says']): string {
  const delimiter = random.pick([',', ';']);
  const end = random.pick(['\n', '\r\n']);
  const needed = { points: ['points'], noPoints: [], birthdays: ['birthday'] }[says];
  const columns = ['customer', ...needed, 'text', 'Note'] as const;
  const cell = (text: string) => (/[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(
    ({ customer, points, text, birthday, instead }) =>
      instead ??
      columns
        .map((column) => ({ customer, points, text, birthday, Note: 'n' })[column as 'customer'] ?? '')
        .map(cell)
        .join(delimiter),
  );
  return [columns.join(delimiter), ...lines, ''].join(end);
}

function jsonLinesOf(random: Random, rows: readonly WrittenRow[]): string {
  const lines = rows.map(({ customer, points, text, birthday, instead }) => {
    const isNumber = points !== null && /^\d+$/.test(points) && random.chance(0.5);
    return (
      instead ??
      JSON.stringify({
        customer,
        ...(points !== null && { points: isNumber ? Number(points) : points }),
        ...(text !== null && { text }),
        ...(birthday !== null && { birthday }),
      })
    );
  });
  return `${lines.join('\n')}\n`;
}
