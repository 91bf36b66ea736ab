import { type Outcome, outcome } from '../domain/outcome.ts';
import type { OccurrenceRecord } from '../domain/promotion/run.ts';
import { occurrenceAt } from '../domain/promotion/run-key.ts';
import type { Firing, PromotionMessage } from '../ports/promotion-queue.ts';
import { type PostAwardsDependencies, parkAwards } from '../promotions/post-batch.ts';
import type { Work } from '../shared/deadline.ts';

type Shelves = Pick<PostAwardsDependencies, 'ledger' | 'occurrences'>;

const AGAIN_AND_AGAIN = 'it failed again and again, and nobody knows why';

/** Leaves to a person what a message of the promotions queue asked for. Rejects when the ledger cannot be reached. */
export async function parkPromotion(shelves: Shelves, message: PromotionMessage, work: Work): Promise<Outcome> {
  if (message.kind === 'awards') return await parkAwards(shelves, message.batch, work);
  await parkFiring(shelves, message.firing, work);
  return outcome('parked', `an occurrence does not go on: ${AGAIN_AND_AGAIN}`, message.firing.promotion);
}

/** The occurrence says that it does not go on; fired again, it does from where it was. */
async function parkFiring({ occurrences }: Shelves, { promotion, scheduledAtMs }: Firing, work: Work): Promise<void> {
  const key = occurrenceAt(promotion, scheduledAtMs);
  for (;;) {
    const loaded = await occurrences.load(key, work.signal);
    if (loaded?.record.phase === 'queued') return;
    const record: OccurrenceRecord = {
      ...(loaded?.record ?? {
        ...{ key, phase: 'refused', firedAtMs: work.now(), pinned: null, counts: null, queuedToLine: 1, report: null },
      }),
      because: AGAIN_AND_AGAIN,
      dismissedAtMs: null,
    };
    if ((await occurrences.save(record, loaded?.version ?? 0, work.signal)) === 'saved') break;
    work.signal.throwIfAborted();
  }
  await occurrences.enlist(key, work.signal);
}
