import { parseMessage } from '../aws/sqs/message.ts';
import { outcome } from '../domain/outcome.ts';
import { type Message, storeOf } from '../ports/message.ts';
import { postQueued } from '../posting/post-queued.ts';
import type { Deadline } from '../shared/deadline.ts';
import { type ReplayDependencies, replayDelivery, replayUnverified } from '../webhooks/replay-delivery.ts';
import { type Handled, handled } from './partial-batch.ts';

/** Handles one message of the posting queue, or of the unverified one, and emits its outcome. Never rejects. */
export async function handlePostingMessage(
  dependencies: ReplayDependencies,
  body: string,
  deadline: Deadline,
): Promise<Handled> {
  return await handleMessage(dependencies, parseMessage(body), deadline);
}

/** The same for a message that has been read. */
export async function handleMessage(
  dependencies: ReplayDependencies,
  message: Message,
  deadline: Deadline,
): Promise<Handled> {
  const begunAtMs = deadline.now();
  const done = await handle(dependencies, message, deadline);
  const store = storeOf(message);
  dependencies.emit({
    kind: 'orderSettled',
    store,
    tookMs: deadline.now() - begunAtMs,
    outcome: done.outcome,
  });
  return done;
}

async function handle(dependencies: ReplayDependencies, message: Message, deadline: Deadline): Promise<Handled> {
  switch (message.kind) {
    case 'order':
      return handled(await postQueued(dependencies, message.key, deadline));
    case 'delivery':
      return handled(await replayDelivery(dependencies, message.delivery, deadline));
    case 'unverified': {
      const { outcome: replayed, rests } = await replayUnverified(dependencies, message.delivery, deadline);
      return rests ? { outcome: replayed, comesAgain: true } : handled(replayed);
    }
    case 'promotion':
    case 'illegible':
      return handled(outcome('notRecorded', 'messageUnknown'));
    default:
      return message satisfies never;
  }
}
