import * as z from 'zod';
import { loggedDelivery } from '../../local/deliveries/delivery-log.ts';
import { loggedLine } from '../../local/line-log.ts';
import { type Fault, faultSchema } from '../../sandbox/faults.ts';
import { Failure } from '../failure.ts';

const WITHIN_MS = 10_000;
/** As long as the function may take. */
const SWEEP_WITHIN_MS = 35_000;

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

/** The same without headers and bodies, which are many megabytes where all are asked for. */
export async function deliveryLinesAfter(control: string, number: number) {
  return z.array(loggedDelivery).parse(await asked(`${control}/deliveries?after=${number}&bodies=0`));
}

/** What the functions wrote after the line of this number, the oldest first. */
export async function linesAfter(control: string, number: number) {
  return z.array(loggedLine).parse(await asked(`${control}/lines?after=${number}`));
}

/** What the functions wrote in one invocation. */
export async function linesOf(control: string, requestId: string) {
  return z.array(loggedLine).parse(await asked(`${control}/lines?request=${encodeURIComponent(requestId)}`));
}

/** What calls of the sandbox meet; null where another points API is called. */
export async function readFaults(control: string) {
  const found = await asked(`${control}/faults`);
  return found === null ? null : z.array(faultSchema).parse(found);
}

/** In place of all of them; null where another points API is called. */
export async function setFaults(control: string, faults: readonly Fault[]) {
  const found = await asked(`${control}/faults`, { method: 'PUT', body: JSON.stringify(faults) });
  return found === null ? null : z.array(faultSchema).parse(found);
}

const swept = z.union([
  z.object({ kind: z.literal('returned'), value: z.object({ queued: z.int(), failed: z.int() }) }),
  z.object({ kind: z.literal('failed'), because: z.string() }),
]);

/** Fires the sweep, and waits for it. */
export async function sweepNow(control: string) {
  return swept.parse(await asked(`${control}/sweep`, { method: 'POST', body: '{}' }, SWEEP_WITHIN_MS));
}

/** A delivery by its number, or the last one; null where it is none, or not kept any more. */
export async function deliveryOf(control: string, which: number | 'last') {
  const found = await asked(`${control}/deliveries/${which}`);
  return found === null ? null : loggedDelivery.parse(found);
}

/** Null for 404. */
async function asked(url: string, init: RequestInit = {}, withinMs = WITHIN_MS): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(url, { ...init, signal: AbortSignal.timeout(withinMs) });
  } catch {
    throw new Failure(
      'The local platform does not answer any more. What it prints says why; npm start starts it again.',
    );
  }
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Failure(`The local platform refuses: HTTP ${answer.status}.`);
  return await answer.json();
}
