import type { AudienceRow } from '../../src/domain/promotion/audience-row.ts';
import type { WantedAudience } from '../../src/promotions/audience/audience-fields.ts';
import { readAudience } from '../../src/promotions/audience/read-audience.ts';

/** Bytes in chunks of the given sizes, and what is left in one. */
export async function* chopped(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

/** Every row of a file, in one list. */
export async function rowsOf(bytes: AsyncIterable<Uint8Array>, wanted: WantedAudience): Promise<AudienceRow[]> {
  const rows: AudienceRow[] = [];
  for await (const batch of readAudience(bytes, wanted)) rows.push(...batch);
  return rows;
}

/** A row that says a customer and nothing else, but for what is given. */
export function row(line: number, customer: string, rest: object = {}): AudienceRow {
  return { line, customer, points: null, text: null, birthday: null, ...rest };
}
