import type { Fault } from '../../local/sandbox/faults.ts';
import type { Random } from '../laws/histories/random.ts';

/** Faults that heal by trying again with the same key. */
const PASSING: readonly [Fault, ...Fault[]] = [
  { kind: 'status', status: 429, retryAfter: '7' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, when: 'after' },
  { kind: 'status', status: 408 },
  { kind: 'status', status: 425 },
  { kind: 'status', status: 301 },
  { kind: 'cut', when: 'before' },
  { kind: 'cut', when: 'after' },
  { kind: 'hang', when: 'before' },
  { kind: 'hang', when: 'after' },
  { kind: 'badGateway', when: 'after' },
  { kind: 'badJson' },
  { kind: 'empty' },
  { kind: 'olderEnvelope' },
  { kind: 'camelCaseEnvelope' },
  { kind: 'warning' },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
];

/** Faults after which a person has to look. */
const LASTING: readonly [Fault, ...Fault[]] = [
  { kind: 'refusal', codeName: 'CustomerDisabled' },
  { kind: 'refusal', message: 'The customer is inactive' },
  { kind: 'status', status: 400 },
  { kind: 'status', status: 422 },
];

export function anyFault(random: Random, lasting: boolean): Fault {
  return { ...random.pick(lasting && random.chance(0.4) ? LASTING : PASSING), times: 1 };
}

/** Such as `api status 500 after`. */
export function nameOf(fault: Fault): string {
  const status = 'status' in fault ? [fault.status] : [];
  const when = ['status', 'cut', 'hang', 'badGateway'].includes(fault.kind)
    ? [('when' in fault ? fault.when : undefined) ?? 'before']
    : [];
  return ['api', fault.kind, ...status, ...when].join(' ');
}
