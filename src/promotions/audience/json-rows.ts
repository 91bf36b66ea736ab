import type { AudienceRow } from '../../domain/promotion/audience-row.ts';
import { parseLosslessJson } from '../../shared/lossless-json.ts';
import { type Field, fieldNamed, pointsAreFixed, toRow, type WantedAudience } from './audience-fields.ts';

const LINE_FEED = 0x0a;
const WHITE_SPACE = new Set([0x09, 0x0d, 0x20]);

/** Reads lines as JSON objects, numbers as they are written. A batch may be empty. */
export async function* jsonRows(
  lines: AsyncIterable<Buffer>,
  wanted: WantedAudience,
): AsyncGenerator<readonly AudienceRow[]> {
  let line = 1;
  for await (const piece of lines) {
    const batch: AudienceRow[] = [];
    for (let start = 0; start < piece.length; line += 1) {
      const lineFeed = piece.indexOf(LINE_FEED, start);
      const end = lineFeed === -1 ? piece.length : lineFeed;
      const text = piece.subarray(start, end);
      if (!text.every((byte) => WHITE_SPACE.has(byte))) batch.push(readLine(text, line, wanted));
      start = end + 1;
    }
    yield batch;
  }
}

function readLine(text: Buffer, line: number, { file, wants }: WantedAudience): AudienceRow {
  const parsed = parseLosslessJson(text);
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    return { line, fault: 'is no JSON object' };
  }
  const written: Partial<Record<Field, string>> = {};
  for (const [name, value] of Object.entries(parsed.value)) {
    const field = fieldNamed(name);
    if (field === undefined || value === null) continue;
    if (typeof value !== 'string') return { line, fault: `${field} has to be text or a number` };
    if (field in written) return { line, fault: `says ${field} twice` };
    written[field] = value;
  }
  const row = toRow(line, written, wants);
  if (wants === 'noPoints' && 'points' in row && row.points !== null) {
    throw pointsAreFixed(`${file}, line ${line}: the row says points`);
  }
  return row;
}
