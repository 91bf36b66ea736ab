import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { RunKey } from '../../src/domain/promotion/run-key.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { parseJson } from '../../src/shared/parse-json.ts';
import type { Connection } from '../connection.ts';

const reported = z.union([
  z.object({ kind: z.literal('bad'), line: z.int(), because: z.string() }),
  z.object({ kind: z.literal('duplicate'), line: z.int() }),
]);
const further = z.object({ kind: z.literal('more'), rows: z.int() });

/** The rows of a run's audience that were left out. */
export interface RunReport {
  /** Its name in the bucket of audiences. */
  readonly file: string;
  readonly rows: readonly z.infer<typeof reported>[];
  /** Left out, too, and not in `rows`. */
  readonly more: number;
}

/** `most` rows at most. Null where the run is not there, or left nothing out; rejects where ledger or bucket cannot be reached. */
export async function runReport(
  { runs, files }: Pick<Connection, 'runs' | 'files'>,
  key: RunKey,
  most: number,
  { signal }: Deadline,
): Promise<RunReport | null> {
  const file = (await runs.load(key, signal))?.record.report ?? null;
  const version = file === null ? null : await files.newest(file, signal);
  if (file === null || version === null) return null;
  const lines = (await text(Readable.from(await files.open(file, version, signal))))
    .split('\n')
    .filter((line) => line !== '');
  const parsed = lines.map(parseJson);
  const rows = parsed.flatMap((line) => reported.safeParse(line).data ?? []);
  const [left] = parsed.flatMap((line) => further.safeParse(line).data ?? []);
  return { file, rows: rows.slice(0, most), more: Math.max(0, rows.length - most) + (left?.rows ?? 0) };
}
