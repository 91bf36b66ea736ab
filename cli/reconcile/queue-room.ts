import { type Deadline, wait } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';
import { complain } from '../terminal.ts';

/** So many orders wait in the queue at most, before more are put into it: what the shops send meanwhile waits behind no more. */
const ROOM = 200;
const LOOKS_EVERY_MS = 1_000;
const TOLD_AFTER_MS = 60_000;

/**
 * Waits until the posting queue is nearly empty. What is posted from it is posted at the account's pace, so that a reading of many orders
 * goes at that pace, too.
 */
export async function roomInQueue({ queues: [queue] }: Pick<Connection, 'queues'>, deadline: Deadline): Promise<void> {
  const sinceMs = deadline.now();
  let isTold = false;
  for (;;) {
    const depth = await queue?.depth(deadline.signal);
    if (depth === undefined || depth.ready + depth.delayed + depth.inFlight < ROOM) return;
    if (!isTold && deadline.now() - sinceMs > TOLD_AFTER_MS) {
      complain('the queue is full: waiting until orders are posted; ./ponte pending says what they wait for');
      isTold = true;
    }
    await wait(LOOKS_EVERY_MS, deadline);
  }
}
