import type { Fault } from '../../../sandbox/faults.ts';
import type { Random } from '../laws/histories/random.ts';
import type { FaultName } from './faults.ts';

/** What the sandbox is told to do to one request. */
type Ways = readonly [Fault, ...Fault[]];

const WAYS: Readonly<Partial<Record<FaultName, Ways>>> = {
  apiRateLimited: [
    { kind: 'status', status: 429, retryAfter: '7' },
    { kind: 'status', status: 429, retryAfter: '900' },
    { kind: 'status', status: 429 },
  ],
  apiNotNow: [
    { kind: 'status', status: 408 },
    { kind: 'status', status: 425 },
  ],
  apiFailsBefore: [{ kind: 'status', status: 500 }, { kind: 'badGateway' }],
  apiFailsAfter: [
    { kind: 'status', status: 500, when: 'after' },
    { kind: 'badGateway', when: 'after' },
  ],
  apiCutBefore: [{ kind: 'cut', when: 'before' }],
  apiCutAfter: [{ kind: 'cut', when: 'after' }],
  apiHangsBefore: [{ kind: 'hang', when: 'before' }],
  apiHangsAfter: [{ kind: 'hang', when: 'after' }],
  apiGarbage: [{ kind: 'badJson' }, { kind: 'empty' }],
  apiRedirects: [{ kind: 'status', status: 301 }],
  apiRefusesCredentials: [
    { kind: 'status', status: 401 },
    { kind: 'status', status: 403 },
  ],
  apiRefuses: [
    { kind: 'refusal', codeName: 'CustomerDisabled' },
    { kind: 'refusal', message: 'The customer is inactive' },
    { kind: 'status', status: 400 },
    { kind: 'status', status: 422 },
  ],
  apiOtherEnvelope: [{ kind: 'olderEnvelope' }, { kind: 'camelCaseEnvelope' }],
  apiWarns: [{ kind: 'warning' }],
};

const NAMES = Object.keys(WAYS) as readonly FaultName[];

/** What befalls one request of the points API, if anything does. */
export function apiFault(strikes: (name: FaultName) => boolean, random: Random): Fault | null {
  for (const name of NAMES) {
    const ways = WAYS[name];
    if (ways !== undefined && strikes(name)) return { ...random.pick(ways), times: 1 };
  }
  return null;
}
