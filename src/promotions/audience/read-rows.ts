import type { AudienceRow } from '../../domain/promotion/audience-row.ts';
import type { PinnedPromotion } from '../../domain/promotion/run.ts';
import type { AudienceFiles } from '../../ports/audience-files.ts';
import { readAudience } from './read-audience.ts';

/** The rows of a pinned audience, in batches. Rejects with an `AudienceFault` where it cannot be used at all. */
export async function* readRows(
  files: AudienceFiles,
  { audience, version, points }: PinnedPromotion,
  signal: AbortSignal,
): AsyncGenerator<readonly AudienceRow[]> {
  if (audience.kind === 'list') {
    yield audience.customers.map((listed, index) => ({
      line: index + 1,
      customer: listed.customer,
      points: listed.points === null ? null : String(listed.points),
      text: listed.text,
      birthday: null,
    }));
    return;
  }
  if (version === null) throw new TypeError('an audience of a file without its version');
  const wants = audience.kind === 'birthdays' ? 'birthdays' : points === 'audience' ? 'points' : 'noPoints';
  yield* readAudience(await files.open(audience.file, version, signal), { file: audience.file, wants });
}
