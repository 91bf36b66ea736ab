import type { AudienceRow } from '../../domain/promotion/audience-row.ts';
import { parseLosslessJson } from '../../shared/lossless-json.ts';
import { type Field, fieldNamed, pointsAreFixed, toRow, type WantedAudience } from './audience-fields.ts';

const WHITE_SPACE = new Set([0x09, 0x0a, 0x0d, 0x20]);

/** Reads lines as JSON objects, with numbers as their source text. A batch may be empty. */
export async function* jsonRows(
  lines: AsyncIterable<readonly Buffer[]>,
  wanted: WantedAudience,
): AsyncGenerator<readonly AudienceRow[]> {
  let line = 0;
  for await (const some of lines) {
    const batch: AudienceRow[] = [];
    for (const text of some) {
      line += 1;
      if (!text.every((byte) => WHITE_SPACE.has(byte))) batch.push(readLine(text, line, wanted));
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
