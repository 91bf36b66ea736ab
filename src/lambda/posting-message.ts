import { parseMessage } from '../aws/sqs/message.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import { type Message, storeOf } from '../ports/message.ts';
import { postQueued } from '../posting/post-queued.ts';
import type { Deadline } from '../shared/deadline.ts';
import { type ReplayDependencies, replayDelivery } from '../webhooks/replay-delivery.ts';

/** Handles one message of the posting queue, and emits its outcome. Never rejects. */
export async function handlePostingMessage(
  dependencies: ReplayDependencies,
  body: string,
  deadline: Deadline,
): Promise<Outcome> {
  const begunAtMs = deadline.now();
  const message = parseMessage(body);
  const outcome = await handle(dependencies, message, deadline);
  const store = storeOf(message);
  dependencies.emit({ kind: 'orderSettled', store, tookMs: deadline.now() - begunAtMs, outcome });
  return outcome;
}

async function handle(dependencies: ReplayDependencies, message: Message, deadline: Deadline): Promise<Outcome> {
  switch (message.kind) {
    case 'order':
      return await postQueued(dependencies, message.key, deadline);
    case 'delivery':
      return await replayDelivery(dependencies, message.delivery, deadline);
    case 'promotion':
    case 'illegible':
      return outcome('notRecorded', 'messageUnknown');
    default:
      return message satisfies never;
  }
}
