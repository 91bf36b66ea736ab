import * as z from 'zod';
import type { Operation } from './wire.ts';

const common = {
  /** How many requests it meets; absent: all until cleared. */
  times: z.int().positive().optional(),
  /** Which requests it meets; absent: every request to the API. */
  operation: z.enum(['change', 'upsert', 'read']).optional(),
};

/** Whether the request has taken effect when its answer is lost. */
const when = z.enum(['before', 'after']).default('before');

const milliseconds = z.int().nonnegative();

/** What requests can be made to meet. The first one that fits a request decides; latencies add up on top of it. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms: milliseconds, ...common }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    retryAfter: z.string().optional(),
    when,
    ...common,
  }),
  z.strictObject({ kind: z.literal('cut'), when, ...common }),
  z.strictObject({ kind: z.literal('hang'), when, ...common }),
  /** A page of a proxy in front of the API: 502 with HTML. */
  z.strictObject({ kind: z.literal('badGateway'), when, ...common }),
  /** Applied, but the answer is cut off in the middle of its JSON. */
  z.strictObject({ kind: z.literal('badJson'), ...common }),
  /** Applied, but the 200 is empty. */
  z.strictObject({ kind: z.literal('empty'), ...common }),
  z.strictObject({ kind: z.literal('olderEnvelope'), ...common }),
  z.strictObject({ kind: z.literal('camelCaseEnvelope'), ...common }),
  /** Applied, answered with Severity 1. */
  z.strictObject({ kind: z.literal('warning'), ...common }),
  /** Not applied, answered with HTTP 200 and an error inside. */
  z.strictObject({
    kind: z.literal('refusal'),
    codeName: z.string().optional(),
    message: z.string().optional(),
    ...common,
  }),
]);

export type Fault = z.input<typeof faultSchema>;
export type ActiveFault = z.output<typeof faultSchema>;

export interface FaultList {
  /** In place of all faults so far; throws on a malformed one. */
  set(faults: readonly Fault[]): void;
  active(): readonly ActiveFault[];
  /** Counts the request against the faults that it meets. */
  meet(operation: Operation): {
    readonly delayMs: number;
    readonly fault: Exclude<ActiveFault, { kind: 'latency' }> | null;
  };
}

export function createFaultList(): FaultList {
  let faults: readonly Entry[] = [];
  const fits = (operation: Operation) =>
    faults.filter(({ fault, left }) => left > 0 && (fault.operation === undefined || fault.operation === operation));

  return {
    set(next) {
      faults = next
        .map((fault) => faultSchema.parse(fault))
        .map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    },
    active: () =>
      faults
        .filter(({ left }) => left > 0)
        .map(({ fault, left }) => (fault.times === undefined ? fault : { ...fault, times: left })),
    meet(operation) {
      const met = fits(operation);
      const latencies = met.filter(isLatency);
      const decisive = met.find((entry) => !isLatency(entry));
      for (const entry of latencies) entry.left -= 1;
      if (decisive !== undefined) decisive.left -= 1;
      return {
        delayMs: latencies.reduce((sum, { fault }) => sum + fault.ms, 0),
        fault: decisive === undefined || decisive.fault.kind === 'latency' ? null : decisive.fault,
      };
    },
  };
}

interface Entry<F extends ActiveFault = ActiveFault> {
  readonly fault: F;
  left: number;
}

function isLatency(entry: Entry): entry is Entry<Extract<ActiveFault, { kind: 'latency' }>> {
  return entry.fault.kind === 'latency';
}
