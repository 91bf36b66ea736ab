import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { parseJson } from '../../src/shared/parse-json.ts';
import { Failure } from '../failure.ts';

/** Where a reading is, in a file that outlives an interruption. */
export interface Checkpoint {
  /** Where an interrupted reading goes on; `null` where it begins. */
  readonly resume: string | null;
  reached(resume: string): void;
  /** All is read: the next one begins anew. */
  done(): void;
}

const kept = z.object({ store: z.string(), sinceMs: z.number(), resume: z.string() });

export const NO_CHECKPOINT: Checkpoint = { resume: null, reached: () => undefined, done: () => undefined };

/** @throws {Failure} where the file is of another reading */
export function openCheckpoint(
  path: string,
  reading: { readonly store: string; readonly sinceMs: number },
): Checkpoint {
  const text = textOf(path);
  const read = text === null ? null : kept.safeParse(parseJson(text));
  const isOther =
    read !== null && (!read.success || read.data.store !== reading.store || read.data.sinceMs !== reading.sinceMs);
  if (isOther) throw new Failure(`${path} is of another reading, or no checkpoint; name another file.`);
  return {
    resume: read?.data?.resume ?? null,
    reached(resume) {
      // Whole or not at all.
      writeFileSync(`${path}.new`, JSON.stringify({ ...reading, resume }));
      renameSync(`${path}.new`, path);
    },
    done: () => rmSync(path, { force: true }),
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
