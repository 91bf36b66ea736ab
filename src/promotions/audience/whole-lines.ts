import { isUtf8 } from 'node:buffer';
import { AudienceFault } from '../../ports/audience-files.ts';

/** Longer rows are a mistake, such as a quote that nothing closes, and would have to be held in memory. */
export const MAX_ROW_BYTES = 64 * 1024;
const PIECE_BYTES = 16 * 1024;
const LINE_FEED = 0x0a;
const UTF8_BOM = Buffer.of(0xef, 0xbb, 0xbf);
const UTF16_BOMS = [Buffer.of(0xff, 0xfe), Buffer.of(0xfe, 0xff)];

/**
 * Cuts bytes into small pieces of whole lines, in UTF-8 and without the mark that a text may begin with. Throws an
 * `AudienceFault` for what is not UTF-8 and for a line beyond `MAX_ROW_BYTES`.
 */
export async function* wholeLines(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let line = 1;
  let rest = Buffer.alloc(0);
  for await (const piece of piecesOf(bytes)) {
    const known = Buffer.concat([rest, piece]);
    const end = known.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      const text = line === 1 ? withoutMark(file, known.subarray(0, end)) : known.subarray(0, end);
      line += countLines(file, text, line);
      yield text;
    }
    rest = known.subarray(end);
    if (rest.length > MAX_ROW_BYTES + UTF8_BOM.length) throw tooLong(file, line);
  }
  const text = line === 1 ? withoutMark(file, rest) : rest;
  if (text.length === 0) return;
  countLines(file, text, line);
  yield text;
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

function withoutMark(file: string, start: Buffer): Buffer {
  if (UTF16_BOMS.some((mark) => start.subarray(0, mark.length).equals(mark))) {
    throw new AudienceFault(`${file}: the file is written in UTF-16; save it as UTF-8`);
  }
  return start.subarray(0, UTF8_BOM.length).equals(UTF8_BOM) ? start.subarray(UTF8_BOM.length) : start;
}

function countLines(file: string, text: Buffer, first: number): number {
  const readable = isUtf8(text);
  let line = first;
  for (let start = 0; start < text.length; line += 1) {
    const lineFeed = text.indexOf(LINE_FEED, start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    if (end - start > MAX_ROW_BYTES) throw tooLong(file, line);
    if (!readable && !isUtf8(text.subarray(start, end))) {
      throw new AudienceFault(`${file}, line ${line}: this is not UTF-8; save the file as UTF-8`);
    }
    start = end + 1;
  }
  return line - first;
}
