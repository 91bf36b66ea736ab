import { type Outcome, outcome } from '../domain/outcome.ts';
import { nameOf, type RecordKey } from '../domain/record.ts';
import { type Ledger, NO_STORE } from '../ports/ledger.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import type { Message } from '../ports/message.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Deadline } from '../shared/deadline.ts';
import { parkOrder } from './park-order.ts';
import { parkPromotion } from './park-promotion.ts';

/** A message that nobody could handle: its text, and what it asks for. */
export interface DeadLetter {
  readonly text: string;
  readonly message: Message;
}

const AGAIN_AND_AGAIN = 'it failed again and again, and nobody knows why';

/** Leaves to a person what a dead letter asks for. Never rejects; `notRecorded` asks the queue to bring it again. */
export async function handleDeadLetter(
  shelves: { readonly ledger: Ledger; readonly runs: RunStore; readonly emit: Emit },
  letter: DeadLetter,
  deadline: Deadline,
): Promise<Outcome> {
  const { ledger, emit } = shelves;
  const { message } = letter;
  try {
    switch (message.kind) {
      case 'order':
        return await parkTheOrder(ledger, message.key, letter, deadline);
      case 'delivery':
        await ledger.parkDelivery({ ...message.delivery, because: AGAIN_AND_AGAIN }, deadline.signal);
        return outcome('parked', `kept for a person: ${AGAIN_AND_AGAIN}`);
      case 'promotion':
        return await parkPromotion(shelves, message.promotion, deadline);
      case 'illegible':
        return await parkText(ledger, letter, 'a message of the queue says nothing that Ponte knows', deadline);
      default:
        return message satisfies never;
    }
  } catch (error) {
    emit({ kind: 'warning', message: 'a dead letter could not be parked', error });
    return outcome('notRecorded', 'the dead letter could not be parked');
  }
}

/** An order that nobody can read cannot be parked itself: the message is kept in its place. */
async function parkTheOrder(ledger: Ledger, key: RecordKey, letter: DeadLetter, deadline: Deadline): Promise<Outcome> {
  try {
    const isParked = (await parkOrder(ledger, key, 'settlingFailed', deadline)) === 'parked';
    return isParked
      ? outcome('parked', `${AGAIN_AND_AGAIN}; a person has to look`, nameOf(key))
      : outcome('nothingToDo', 'nothing of the order waits', nameOf(key));
  } catch (error) {
    if (error instanceof LedgerUnreachable) throw error;
    const parked = await parkText(ledger, letter, 'the order that it names cannot be read from the ledger', deadline);
    return { ...parked, order: nameOf(key) };
  }
}

async function parkText(ledger: Ledger, { text }: DeadLetter, because: string, deadline: Deadline): Promise<Outcome> {
  const about = { store: NO_STORE, topic: null, signature: null, receivedAtMs: deadline.now(), because };
  await ledger.parkDelivery({ ...about, body: Buffer.from(text) }, deadline.signal);
  return outcome('parked', `kept for a person: ${because}`);
}
