import * as z from 'zod';
import { loggedDelivery } from '../../local/deliveries/delivery-log.ts';
import { Failure } from '../failure.ts';

const WITHIN_MS = 10_000;

const clock = z.object({ now: z.string(), aheadMs: z.number() });

/** A local platform's time, and how far it is ahead of this machine's. */
export type ClockState = z.infer<typeof clock>;

/** @param control where the platform is asked: `Endpoints.control` */
export async function readClock(control: string): Promise<ClockState> {
  return clock.parse(await asked(`${control}/clock`));
}

export async function moveClock(control: string, byMs: number): Promise<ClockState> {
  return clock.parse(await asked(`${control}/clock`, { method: 'POST', body: JSON.stringify({ byMs }) }));
}

/** The deliveries that came after the one of this number, the oldest first. */
export async function deliveriesAfter(control: string, number: number) {
  return z.array(loggedDelivery).parse(await asked(`${control}/deliveries?after=${number}`));
}

/** A delivery by its number, or the last one; null where it is none, or not kept any more. */
export async function deliveryOf(control: string, which: number | 'last') {
  const found = await asked(`${control}/deliveries/${which}`);
  return found === null ? null : loggedDelivery.parse(found);
}

/** Null for 404. */
async function asked(url: string, init: RequestInit = {}): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, signal: AbortSignal.timeout(WITHIN_MS) });
  } catch {
    throw new Failure(
      'The local platform does not answer any more. What it prints says why; npm start starts it again.',
    );
  }
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Failure(`The local platform refuses: HTTP ${answer.status}.`);
  return await answer.json();
}
