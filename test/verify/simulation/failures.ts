import { LedgerUnreachable } from '../../../src/ports/ledger-unreachable.ts';
import type { Failure } from './calls.ts';
import type { FaultName } from './faults.ts';

/** How calls of a service fail, by the fault that strikes. */
export type Failures = Readonly<Partial<Record<FaultName, Failure>>>;

const THROTTLED = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'] as const;
const UNAVAILABLE = ['ServiceUnavailable', 'InternalServerError', 'ECONNRESET'] as const;

export const LEDGER_READ: Failures = {
  ledgerUnavailable: { when: 'before', names: UNAVAILABLE },
  ledgerThrottled: { when: 'before', names: THROTTLED },
};
export const LEDGER_WRITE: Failures = {
  ...LEDGER_READ,
  ledgerAnswerLost: { when: 'after', names: UNAVAILABLE },
  ledgerTimeout: { when: 'late', names: ['TimeoutError'] },
};
export const QUEUE: Failures = {
  queueUnavailable: { when: 'before', names: UNAVAILABLE },
  queueAnswerLost: { when: 'after', names: ['TimeoutError', 'ServiceUnavailable'] },
  queueThrottled: { when: 'before', names: ['RequestThrottled', 'ThrottlingException'] },
};
/** @see mayBeDoubled */
export const QUEUE_WITHOUT_DOUBLING: Failures = {
  queueUnavailable: { when: 'before', names: UNAVAILABLE },
  queueThrottled: { when: 'before', names: ['RequestThrottled', 'ThrottlingException'] },
};
export const SECRETS: Failures = {
  secretsUnavailable: { when: 'before', names: ['InternalServiceError', 'ServiceUnavailable'] },
  secretsThrottled: { when: 'before', names: ['ThrottlingException'] },
};

/** No call is aborted once it is on its way: what was sent arrives. */
export const SENT = new AbortController().signal;

/** As the adapter has it: what fails on the way is one kind of error. */
export async function unreachable<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    throw new LedgerUnreachable(error);
  }
}
