import { isUtf8 } from 'node:buffer';
import { AudienceFault } from '../../ports/audience-files.ts';

/** A longer row is a mistake, such as a quote that is never closed, and would have to be held in memory. */
export const MAX_ROW_BYTES = 64 * 1024;
const PIECE_BYTES = 16 * 1024;
const LINE_FEED = 0x0a;
const UTF8_BOM = Buffer.of(0xef, 0xbb, 0xbf);
const UTF16_BOMS = [Buffer.of(0xff, 0xfe), Buffer.of(0xfe, 0xff)];

/**
 * The lines of a file, in batches, each with its line feed; UTF-8, without a byte order mark. Throws an `AudienceFault` for
 * bytes that are not UTF-8 and for a line longer than `MAX_ROW_BYTES`.
 */
export async function* wholeLines(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer[]> {
  let line = 1;
  let rest = Buffer.alloc(0);
  for await (const piece of piecesOf(bytes)) {
    rest = Buffer.concat([rest, piece]);
    const lines: Buffer[] = [];
    for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED)) {
      lines.push(checkedLine(file, line, rest.subarray(0, end + 1)));
      rest = rest.subarray(end + 1);
      line += 1;
    }
    yield lines;
    if (rest.length > MAX_ROW_BYTES + UTF8_BOM.length) throw tooLong(file, line);
  }
  yield [checkedLine(file, line, rest)];
}

export function tooLong(file: string, line: number): AudienceFault {
  return new AudienceFault(
    `${file}, line ${line}: the row that begins here is longer than ${MAX_ROW_BYTES} bytes; is a quote left open?`,
  );
}

async function* piecesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) yield chunk.subarray(start, start + PIECE_BYTES);
  }
}

function checkedLine(file: string, line: number, bytes: Buffer): Buffer {
  const text = line === 1 ? withoutBom(file, bytes) : bytes;
  if (text.length > MAX_ROW_BYTES + (text.at(-1) === LINE_FEED ? 1 : 0)) throw tooLong(file, line);
  if (!isUtf8(text)) throw new AudienceFault(`${file}, line ${line}: this is not UTF-8; save the file as UTF-8`);
  return text;
}

function withoutBom(file: string, start: Buffer): Buffer {
  if (UTF16_BOMS.some((bom) => start.subarray(0, bom.length).equals(bom))) {
    throw new AudienceFault(`${file}: the file is written in UTF-16; save it as UTF-8`);
  }
  return start.subarray(0, UTF8_BOM.length).equals(UTF8_BOM) ? start.subarray(UTF8_BOM.length) : start;
}
