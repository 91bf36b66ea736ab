import { customerBy } from '../customer-id.ts';
import type { RunRecord } from '../promotion/run.ts';
import type { Digest, Erasure } from './erase-record.ts';
import { isErasedCustomer } from './erased-customer.ts';
import { namesPerson } from './person.ts';

/** Whether a list of customers names the person. */
export function listNames(person: Erasure['person'], customers: readonly { readonly customer: string }[]): boolean {
  return person === 'everyone'
    ? customers.some(({ customer }) => !isErasedCustomer(customer))
    : namesPerson(person, customers);
}

/** A run whose own list of customers no longer names the person. Its other lines stay where they are: awards are named after them. */
export function runWithoutPerson(run: RunRecord, person: Erasure['person'], digest: Digest): RunRecord {
  const { pinned } = run;
  if (pinned?.audience.kind !== 'list') return run;
  const customers = pinned.audience.customers.map((one) =>
    person === 'everyone' || namesPerson(person, one)
      ? { ...one, customer: digest(customerBy(pinned.customerBy, one.customer) ?? one.customer), text: null }
      : one,
  );
  return { ...run, pinned: { ...pinned, audience: { ...pinned.audience, customers } } };
}
