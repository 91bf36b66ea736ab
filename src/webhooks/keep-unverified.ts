import { type Outcome, outcome } from '../domain/outcome.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { DeferredDelivery } from '../ports/delivery-queue.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { UnverifiedDelivery, UnverifiedQueue } from '../ports/unverified-queue.ts';
import type { Deadline } from '../shared/deadline.ts';
import { keepInQueue } from './keep-in-queue.ts';
import type { UnverifiedRoom } from './unverified-room.ts';
import { FIRST_DELAY_SECONDS } from './unverified-schedule.ts';

export interface UnverifiedDependencies {
  readonly unverified: UnverifiedQueue;
  readonly unverifiedRoom: UnverifiedRoom;
  readonly emit: Emit;
}

type Unverified = DeferredDelivery & { readonly signature: string };

/**
 * Puts a delivery whose sender cannot be verified into a queue of its own, as it came. Never rejects; `notRecorded` when too
 * much of its store waits there, or when the queue does not take it.
 */
export async function keepUnverified(
  dependencies: UnverifiedDependencies,
  delivery: Unverified,
  why: Explanation,
  deadline: Deadline,
): Promise<Outcome> {
  const room = await dependencies.unverifiedRoom.take(delivery, deadline);
  if (room === 'full') return outcome('notRecorded', explain('tooManyUnverified', delivery.store));
  return await sendUnverified(dependencies, delivery, why, FIRST_DELAY_SECONDS, deadline);
}

/** Puts a delivery that has been counted into that queue, with its delay. */
export async function sendUnverified(
  { unverified, emit }: UnverifiedDependencies,
  delivery: Unverified,
  why: Explanation,
  delaySeconds: number,
  deadline: Deadline,
): Promise<Outcome> {
  const copy: UnverifiedDelivery = { ...delivery, sentAtMs: deadline.now() };
  const keep = (seconds: number) => unverified.keep(copy, seconds, deadline.signal);
  return await keepInQueue({ emit, keep }, delivery, why, delaySeconds, deadline);
}
