import type { AudienceRow } from '../../domain/promotion/audience-row.ts';
import { AudienceFault } from '../../ports/audience-files.ts';
import type { WantedAudience } from './audience-fields.ts';
import { csvRows } from './csv-rows.ts';
import { plainBytes } from './gunzip.ts';
import { jsonRows } from './json-rows.ts';
import { wholeLines } from './whole-lines.ts';

/**
 * Reads an audience's file, CSV or JSON Lines, packed with gzip or not, in batches in file order. Only one batch is in memory.
 * Throws an `AudienceFault` where the file cannot be used, perhaps after some batches. An unusable row is a row with a fault.
 * Faults quote nothing of a row.
 */
export async function* readAudience(
  bytes: AsyncIterable<Uint8Array>,
  wanted: WantedAudience,
): AsyncGenerator<readonly AudienceRow[]> {
  const lines = wholeLines(wanted.file, plainBytes(wanted.file, bytes));
  const batches = /\.jsonl(?:\.gz)?$/.test(wanted.file) ? jsonRows(lines, wanted) : csvRows(lines, wanted);
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    if (batch.length > 0) yield batch;
  }
  if (rows === 0) throw new AudienceFault(`${wanted.file}: the file has no rows`);
}
