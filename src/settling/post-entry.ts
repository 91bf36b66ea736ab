import type { Store } from '../configuration/store.ts';
import type { Entry } from '../ledger/entry.ts';
import type { OrderRecord } from '../ledger/order-record.ts';
import type { BonifiqCredentials, PointsApi, PointsChange } from '../points-api/points-api.ts';
import type { PriorAttempts, ReplyResult } from '../points-api/reply-result.ts';
import { readBalance, readReply } from '../points-api/reply-table.ts';
import type { SecretsResult, StoreSecretsReader } from '../secrets/secrets-reader.ts';
import { signalWithReserve, type Work } from '../time/work.ts';
import type { AccountGate } from './account-gate.ts';

/** What it takes to call the points API on a store's account. */
export interface Account {
  readonly pointsApi: PointsApi;
  readonly secrets: StoreSecretsReader;
  readonly gate: AccountGate;
  /** Told of what keeps a whole account from being served. */
  readonly alarm: (message: string) => void;
}

export type OpenedAccount =
  | { readonly kind: 'open'; readonly credentials: BonifiqCredentials; readonly version: string }
  | { readonly kind: 'closed'; readonly because: string };

/** Time kept back to write the answer into the ledger. */
const RESERVE_MS = 400;

/** Reads the store's credentials, unless there is a reason not to use them. */
export async function openAccount(account: Account, store: Store, work: Work): Promise<OpenedAccount> {
  const opened = usable(account, store, await account.secrets.read(store.id, work.signal), work);
  if (opened.kind === 'closed') account.alarm(`store ${store.id} is not served: ${opened.because}`);
  return opened;
}

function usable({ gate }: Account, store: Store, read: SecretsResult, work: Work): OpenedAccount {
  if (read.kind !== 'read') return { kind: 'closed', because: `its secret is ${read.kind}` };
  const { bonifiq: credentials, version } = read.secrets;
  if (credentials === null) return { kind: 'closed', because: 'its secret holds no usable bonifiq credentials' };
  const because = gate.closedBecause(store, version, work.now());
  return because === null ? { kind: 'open', credentials, version } : { kind: 'closed', because };
}

/**
 * One attempt at an entry. Refused credentials are read again and tried once more; an unknown customer is created first
 * where the store says so, and a balance that does not suffice is asked for where its rest is to be taken. Whatever calls this takes, the last answer is the attempt's answer.
 */
export async function postEntry(
  account: Account,
  opened: Extract<OpenedAccount, { kind: 'open' }>,
  attempt: { store: Store; record: OrderRecord; entry: Entry; prior: PriorAttempts },
  work: Work,
): Promise<ReplyResult> {
  const { store, entry, prior } = attempt;
  const { usedKey, unknownCustomer, insufficientBalance } = store;
  const signal = signalWithReserve(work, RESERVE_MS);
  const change = changeOf(attempt.record, entry);
  const read = { prior, usedKey, unknownCustomer, insufficientBalance, removal: entry.points < 0 };
  let { credentials, version } = opened;
  const post = async () => readReply(await account.pointsApi.change(change, credentials, signal), read);

  let result = await post();
  if (result.kind === 'credentialsRefused') {
    const reopened = usable(account, store, await account.secrets.reread(store.id, signal), work);
    if (reopened.kind === 'open' && reopened.version !== version) {
      ({ credentials, version } = reopened);
      result = await post();
    }
  }
  if (result.kind === 'customerUnknown' && store.onUnknownCustomer === 'create') {
    const creation = await account.pointsApi.createCustomer(change.customer, credentials, signal);
    const created = readReply(creation, { ...read, removal: false });
    if (created.kind === 'applied') result = await post();
    else if (created.kind === 'credentialsRefused') result = created;
    else result = { ...result, code: created.code };
  }
  if (result.kind === 'insufficientBalance' && store.onInsufficientBalance === 'takeRest') {
    const balance = readBalance(await account.pointsApi.balance(change.customer, credentials, signal));
    result = { ...result, balance };
  }
  if (result.kind === 'credentialsRefused') {
    account.gate.refuse(version, work.now());
    account.alarm(`the points API refuses the credentials of account "${store.account}"; put its secret right`);
  }
  return result;
}

function changeOf(record: OrderRecord, entry: Entry): PointsChange {
  if (record.customer === null) throw new Error('an entry without a customer');
  const { points, changeKey, reason, customerReason } = entry;
  return { customer: record.customer, points, changeKey, reason, customerReason };
}
