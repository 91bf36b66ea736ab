import * as z from 'zod';
import { readFaults } from '../../../cli/local/ask-platform.ts';
import type { ActiveFault, Fault as SandboxFault } from '../../../sandbox/faults.ts';
import type { Fault } from '../../api-try.ts';

const times = { times: z.int().positive().max(1_000_000).optional() };

export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('latency'), ms: z.int().min(1).max(60_000), ...times }),
  z.strictObject({
    fault: z.literal('tooManyRequests'),
    retryAfterSeconds: z.int().min(1).max(86_400).optional(),
    ...times,
  }),
  z.strictObject({ fault: z.literal('serverError'), ...times }),
  z.strictObject({ fault: z.literal('cutBefore'), ...times }),
  z.strictObject({ fault: z.literal('cutAfter'), ...times }),
  z.strictObject({ fault: z.literal('outage'), ...times }),
]);

type AskedFault = z.infer<typeof faultSchema>;

/** What the sandbox is told. Cuts are of changes, an outage is of everything. */
export function toSandbox(asked: AskedFault): readonly SandboxFault[] {
  const some = asked.times === undefined ? {} : { times: asked.times };
  switch (asked.fault) {
    case 'latency':
      return [{ kind: 'latency', ms: asked.ms, ...some }];
    case 'tooManyRequests': {
      const { retryAfterSeconds: seconds } = asked;
      return [{ kind: 'status', status: 429, ...(seconds !== undefined && { retryAfter: String(seconds) }), ...some }];
    }
    case 'serverError':
      return [{ kind: 'status', status: 503, ...some }];
    case 'cutBefore':
      return [{ kind: 'cut', when: 'before', operation: 'change', ...some }];
    case 'cutAfter':
      return [{ kind: 'cut', when: 'after', operation: 'change', ...some }];
    case 'outage':
      return [{ kind: 'cut', when: 'before', ...some }];
    default:
      return asked satisfies never;
  }
}

/** Those of the sandbox that can be set here; somebody may have set others besides. */
export async function currentFaults(control: string): Promise<readonly Fault[]> {
  return (await readFaults(control))?.flatMap(fromSandbox) ?? [];
}

function fromSandbox(fault: ActiveFault): readonly Fault[] {
  const some = fault.times === undefined ? {} : { times: fault.times };
  if (fault.kind === 'latency') return [{ fault: 'latency', ms: fault.ms, ...some }];
  if (fault.kind === 'cut') {
    if (fault.when === 'after') return [{ fault: 'cutAfter', ...some }];
    return [{ fault: fault.operation === undefined ? 'outage' : 'cutBefore', ...some }];
  }
  if (fault.kind !== 'status') return [];
  if (fault.status !== 429) return [{ fault: 'serverError', ...some }];
  const seconds = Number(fault.retryAfter);
  return [{ fault: 'tooManyRequests', ...(seconds > 0 && { retryAfterSeconds: seconds }), ...some }];
}
