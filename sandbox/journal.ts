import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { type BookEntry, bookEntrySchema } from './book.ts';

/** An append-only file of JSON lines, so that balances survive a restart. */
export interface Journal {
  readonly past: readonly BookEntry[];
  keep(entry: BookEntry): void;
  close(): void;
}

/** Opens or creates the file. A last line that was never finished was never answered, and is dropped. */
export function openJournal(file: string): Journal {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  if (whole.length < bytes.length) truncateSync(file, whole.length);
  const lines = whole.toString('utf8').split('\n').slice(0, -1);
  const past = lines.map((line, index) => readEntry(line, `${file}, line ${index + 1},`));
  const descriptor = openSync(file, 'a', 0o600);
  return {
    past,
    keep: (entry) => void writeSync(descriptor, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(descriptor),
  };
}

function readEntry(line: string, place: string): BookEntry {
  try {
    return bookEntrySchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`${place} is no entry of the sandbox's journal; put it right or remove the file`, { cause });
  }
}
