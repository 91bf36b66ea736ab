import { type Outcome, outcome } from '../domain/outcome.ts';
import type { ParkedReason } from '../domain/parked-reasons.ts';
import { explain } from '../domain/reasons.ts';
import { nameOf, type RecordKey } from '../domain/record.ts';
import { type Ledger, NO_STORE } from '../ports/ledger.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import type { Message } from '../ports/message.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Emit } from '../ports/telemetry.ts';
import { forAPerson } from '../posting/describe-outcome.ts';
import type { Deadline } from '../shared/deadline.ts';
import { parkDelivery } from '../webhooks/park-delivery.ts';
import { parkOrder } from './park-order.ts';
import { parkPromotion } from './park-promotion.ts';

/** A message that could not be handled: its text, and the parsed message. */
export interface DeadLetter {
  readonly text: string;
  readonly message: Message;
}

/** Parks what a dead letter is about. Never rejects; `notRecorded` asks the queue to deliver it again. */
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
      case 'unverified':
        return await parkDelivery(ledger, message.delivery, explain('failedAgain'), deadline.signal);
      case 'promotion':
        return await parkPromotion(shelves, message.promotion, deadline);
      case 'illegible':
        return await parkText(ledger, letter, 'messageUnknown', deadline);
      default:
        return message satisfies never;
    }
  } catch (error) {
    emit({ kind: 'warning', message: 'a dead letter could not be parked', error });
    return outcome('notRecorded', 'notParked');
  }
}

/** Parks the message of an order that cannot be read from the ledger. */
async function parkTheOrder(ledger: Ledger, key: RecordKey, letter: DeadLetter, deadline: Deadline): Promise<Outcome> {
  try {
    const parked = await parkOrder(ledger, key, 'settlingFailed', deadline);
    return parked === 'nothingWaits'
      ? outcome('nothingToDo', parked, nameOf(key))
      : outcome('parked', forAPerson(parked), nameOf(key));
  } catch (error) {
    if (error instanceof LedgerUnreachable) throw error;
    const parked = await parkText(ledger, letter, 'orderIllegible', deadline);
    return { ...parked, order: nameOf(key) };
  }
}

async function parkText(
  ledger: Ledger,
  { text }: DeadLetter,
  reason: ParkedReason,
  deadline: Deadline,
): Promise<Outcome> {
  const about = { store: NO_STORE, topic: null, signature: null, receivedAtMs: deadline.now() };
  return await parkDelivery(ledger, { ...about, body: Buffer.from(text) }, explain(reason), deadline.signal);
}
