import { customerBy } from '../customer-id.ts';
import type { RunRecord } from '../promotion/run.ts';
import type { Digest } from './erase-record.ts';
import { namesPerson, type Person } from './person.ts';

/** A run whose own list of customers no longer names the person. Its other lines stay where they are: awards are named after them. */
export function runWithoutPerson(run: RunRecord, person: Person, digest: Digest): RunRecord {
  const { pinned } = run;
  if (pinned?.audience.kind !== 'list') return run;
  const customers = pinned.audience.customers.map((one) =>
    namesPerson(person, one)
      ? { ...one, customer: digest(customerBy(pinned.customerBy, one.customer) ?? one.customer), text: null }
      : one,
  );
  return { ...run, pinned: { ...pinned, audience: { ...pinned.audience, customers } } };
}
