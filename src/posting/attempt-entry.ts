import type { Entry, Lease } from '../domain/entry.ts';
import type { PostResult, PriorAttempts } from '../domain/post-result.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { LedgerRecord } from '../domain/record.ts';
import type { Store } from '../domain/store.ts';
import type { BonifiqCredentials, LoyaltyAccount, LoyaltyApi, PointsChange } from '../ports/loyalty-api.ts';
import type { SecretsResult, StoreSecretsReader } from '../ports/secrets-reader.ts';
import type { Emit } from '../ports/telemetry.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { Acquisition, CircuitBreaker, Permit } from './circuit-breaker.ts';

/** What a call of the loyalty API on a store's account needs. */
export interface Account {
  readonly loyaltyApi: LoyaltyApi;
  readonly secrets: StoreSecretsReader;
  readonly circuitBreaker: CircuitBreaker;
  /** A unique id for each attempt. */
  readonly newLeaseHolder: () => string;
  readonly emit: Emit;
}

/** An entry whose attempt is marked, with its record. */
export interface Begun {
  readonly kind: 'begun';
  readonly record: LedgerRecord;
  readonly entry: Entry;
}

interface Steps<Marked extends Begun, NotBegun, Concluded> {
  /** What the account said when it was opened for this attempt already. */
  readonly opened?: OpenedAccount | null;
  /** What is known of earlier attempts at the entry. */
  readonly prior: PriorAttempts;
  /** Marks the attempt before its call, or says that there is none. */
  begin(): Promise<Marked | NotBegun>;
  /** Stores the call's result. */
  conclude(begun: Marked, result: PostResult): Promise<Concluded>;
}

export type OpenedAccount =
  | {
      readonly kind: 'usable';
      readonly credentials: BonifiqCredentials;
      readonly version: string;
      readonly permit: Permit;
    }
  | Unavailable;

/** Why the account cannot be called now, and when to try again. */
export type Unavailable = Extract<Acquisition, { kind: 'refused' }>;

/** Delay while a person puts a secret right. */
const UNUSABLE_FOR_MS = 300_000;

/**
 * One attempt at an entry of an order or of an award: acquires the account's circuit breaker, marks the attempt, calls, stores
 * the answer, and reports the result to the circuit breaker. Rejects when the ledger cannot be reached.
 */
export async function attempt<Marked extends Begun, NotBegun extends { readonly kind: 'notBegun' }, Concluded>(
  account: Account,
  store: Store,
  { opened: openedBefore = null, prior, begin, conclude }: Steps<Marked, NotBegun, Concluded>,
  deadline: Deadline,
): Promise<
  Unavailable | NotBegun | { readonly kind: 'answered'; readonly result: PostResult; readonly concluded: Concluded }
> {
  const opened = openedBefore ?? (await openAccount(account, store, deadline));
  if (opened.kind === 'refused') return opened;
  const begun = await begin();
  if (begun.kind === 'notBegun') return begun;
  const { record, entry } = begun;
  const { result, version } = await attemptEntry(account, opened, { store, record, entry, prior }, deadline);
  const concluded = await conclude(begun, result);
  const { customer } = changeOf(record, entry);
  const call = { ...opened.permit, result, version, customer, isRetry: prior === 'unknown' };
  await account.circuitBreaker.onResult(store, call, deadline);
  return { kind: 'answered', result, concluded };
}

/** The lease of an attempt that begins now. */
export function newLease({ newLeaseHolder }: Account, { now }: Deadline): Lease {
  return { holder: newLeaseHolder(), untilMs: now() + TIME.lease };
}

/** Reads the store's credentials and acquires its circuit breaker. Rejects when the ledger cannot be reached. */
export async function openAccount(account: Account, store: Store, deadline: Deadline): Promise<OpenedAccount> {
  const usable = usableCredentials(account, store, await account.secrets.read(store.id, deadline.signal), deadline);
  if (usable.kind === 'usable') {
    const acquired = await account.circuitBreaker.tryAcquire(store, usable.version, deadline);
    return acquired.kind === 'acquired' ? { ...usable, permit: { cuts: acquired.cuts } } : acquired;
  }
  const { reason, because } = usable;
  account.emit({ kind: 'alarm', reason, message: `store ${store.id} is not served: ${because}` });
  return usable;
}

function usableCredentials(
  { circuitBreaker }: Account,
  store: Store,
  read: SecretsResult,
  deadline: Deadline,
): Omit<Extract<OpenedAccount, { kind: 'usable' }>, 'permit'> | Unavailable {
  const unavailable = (why: Explanation): Unavailable => ({
    kind: 'refused',
    ...why,
    untilMs: deadline.now() + UNUSABLE_FOR_MS,
    spreadMs: 0,
  });
  if (read.kind !== 'read') return unavailable(explain('secretUnusable', read.kind));
  const { bonifiq: credentials, version } = read.secrets;
  if (credentials === null) return unavailable(explain('noCredentials'));
  const other = circuitBreaker.conflictingAccount(store, version);
  if (other !== null) return unavailable(explain('accountShared', other));
  return { kind: 'usable', credentials, version };
}

/**
 * The calls of one attempt. Refused credentials are read again and tried once more. An unknown customer is created where the
 * store says so. An insufficient balance is asked for where `takeRest` needs it. The last answer to the change is the
 * attempt's; `version` names the credentials that got it.
 */
export async function attemptEntry(
  account: Account,
  opened: Extract<OpenedAccount, { kind: 'usable' }>,
  attempt: { store: Store; record: LedgerRecord; entry: Entry; prior: PriorAttempts },
  deadline: Deadline,
): Promise<{ readonly result: PostResult; readonly version: string }> {
  const { store, entry, prior } = attempt;
  const signal = signalWithReserve(deadline, TIME.recordingAnswer);
  const change = changeOf(attempt.record, entry);
  let { credentials, version } = opened;
  const called = (): LoyaltyAccount => ({ credentials, wording: store });
  const post = () => account.loyaltyApi.change(change, prior, called(), signal);

  let result = await post();
  if (result.kind === 'credentialsRefused') {
    const reopened = usableCredentials(account, store, await account.secrets.reread(store.id, signal), deadline);
    if (reopened.kind === 'usable' && reopened.version !== version) {
      ({ credentials, version } = reopened);
      result = await post();
    }
  }
  if (result.kind === 'customerUnknown' && store.onUnknownCustomer === 'create') {
    const created = await account.loyaltyApi.createCustomer(change.customer, called(), signal);
    if (created.kind === 'applied') result = await post();
    else if (created.kind === 'credentialsRefused') result = created;
    else result = { ...result, code: created.code };
  }
  if (result.kind === 'insufficientBalance' && store.onInsufficientBalance === 'takeRest') {
    result = { ...result, balance: await account.loyaltyApi.balance(change.customer, called(), signal) };
  }
  if (result.kind === 'credentialsRefused') {
    account.emit({
      kind: 'alarm',
      reason: 'credentialsRefused',
      message: `${explain('credentialsRefused', store.account).because}; put its secret right`,
    });
  }
  return { result, version };
}

function changeOf(record: LedgerRecord, entry: Entry): PointsChange {
  if (record.customer === null) throw new Error('an entry without a customer');
  const { points, changeKey, reason, customerReason } = entry;
  return { customer: record.customer, points, changeKey, reason, customerReason };
}
