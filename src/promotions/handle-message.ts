import { parsePromotionMessage } from '../aws/sqs/promotion-message.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { AwardBatch } from '../domain/promotion/award-batch.ts';
import { occurrenceId } from '../domain/promotion/run-key.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import type { Work } from '../shared/deadline.ts';
import { LEDGER_AWAY_MS, type PostAwardsDependencies, postAwards } from './post-batch.ts';
import { putBack } from './put-back.ts';
import { type FireDependencies, firePromotion } from './start-run.ts';

export type PromotionDependencies = FireDependencies & PostAwardsDependencies;

/**
 * Does what one message of the promotions queue asks for. Never rejects; `notRecorded` asks the queue to bring it again.
 * `receiveCount` counts from 1: whatever was received before may have been posted.
 */
export async function handlePromotionMessage(
  dependencies: PromotionDependencies,
  { body, receiveCount }: { readonly body: string; readonly receiveCount: number },
  work: Work,
): Promise<Outcome> {
  const message = parsePromotionMessage(body);
  if (message === undefined) return outcome('notRecorded', 'the message says nothing that Ponte knows');
  try {
    if (message.kind === 'firing') return await firePromotion(dependencies, message.firing, work);
    const { batch } = message;
    return await postUnlessAway(dependencies, { ...batch, isRepeated: batch.isRepeated || receiveCount > 1 }, work);
  } catch (error) {
    dependencies.tell({ kind: 'warning', message: 'a promotion was interrupted', error });
    return outcome('notRecorded', 'a promotion was interrupted; the queue brings the message again');
  }
}

/** An outage of the ledger must not end among the dead letters: the batch waits in the queue. */
async function postUnlessAway(dependencies: PromotionDependencies, batch: AwardBatch, work: Work): Promise<Outcome> {
  try {
    return await postAwards(dependencies, batch, work);
  } catch (error) {
    if (!(error instanceof LedgerUnreachable)) throw error;
    dependencies.tell({
      kind: 'warning',
      message: 'the ledger cannot be reached; the awards wait in the queue',
      error,
    });
    await putBack(dependencies.promotionQueue, { ...batch, isRepeated: true }, LEDGER_AWAY_MS, work);
    return outcome('deferred', 'the ledger cannot be reached', occurrenceId(batch.key));
  }
}
