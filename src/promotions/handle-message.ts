import { type Outcome, outcome } from '../domain/outcome.ts';
import type { AwardBatch } from '../domain/promotion/award-batch.ts';
import { runId } from '../domain/promotion/run-key.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import type { PromotionMessage } from '../ports/promotion-queue.ts';
import type { Deadline } from '../shared/deadline.ts';
import { LEDGER_AWAY_MS, type PostAwardsDependencies, postAwards } from './post-batch.ts';
import { putBack } from './put-back.ts';
import { type StartRunDependencies, startRun } from './start-run.ts';

export type PromotionDependencies = StartRunDependencies & PostAwardsDependencies;

/**
 * Handles one message of the promotions queue. Never rejects; `notRecorded` asks the queue to deliver it again.
 * `receiveCount` counts from 1: a message received before may have been posted.
 */
export async function handlePromotionMessage(
  dependencies: PromotionDependencies,
  { message, receiveCount }: { readonly message: PromotionMessage; readonly receiveCount: number },
  deadline: Deadline,
): Promise<Outcome> {
  try {
    if (message.kind === 'trigger') return await startRun(dependencies, message.trigger, deadline);
    const { batch } = message;
    return await postUnlessAway(dependencies, { ...batch, isRepeated: batch.isRepeated || receiveCount > 1 }, deadline);
  } catch (error) {
    dependencies.emit({ kind: 'warning', message: 'a promotion was interrupted', error });
    return outcome('notRecorded', 'promotionInterrupted');
  }
}

/** Puts a batch back into the queue while the ledger cannot be reached, so that it does not become a dead letter. */
async function postUnlessAway(
  dependencies: PromotionDependencies,
  batch: AwardBatch,
  deadline: Deadline,
): Promise<Outcome> {
  try {
    return await postAwards(dependencies, batch, deadline);
  } catch (error) {
    if (!(error instanceof LedgerUnreachable)) throw error;
    dependencies.emit({
      kind: 'warning',
      message: 'the ledger cannot be reached; the awards wait in the queue',
      error,
    });
    await putBack(dependencies.promotionQueue, { ...batch, isRepeated: true }, LEDGER_AWAY_MS, deadline);
    return outcome('deferred', 'ledgerUnreachable', runId(batch.key));
  }
}
