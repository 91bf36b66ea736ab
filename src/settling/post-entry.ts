import type { Store } from '../configuration/store.ts';
import type { Entry } from '../ledger/entry.ts';
import type { OrderRecord } from '../ledger/order-record.ts';
import type { PointsApi, PointsChange } from '../points-api/points-api.ts';
import type { PriorAttempts, ReplyResult } from '../points-api/reply-result.ts';
import { readReply } from '../points-api/reply-table.ts';
import type { StoreSecrets } from '../secrets/secret-shape.ts';
import type { StoreSecretsReader } from '../secrets/secrets-reader.ts';
import { signalWithReserve, type Work } from '../time/work.ts';
import type { RefusedCredentials } from './refused-credentials.ts';

/** What it takes to call the points API on a store's account. */
export interface Account {
  readonly pointsApi: PointsApi;
  readonly secrets: StoreSecretsReader;
  readonly refusedCredentials: RefusedCredentials;
}

export type OpenedAccount =
  | { readonly kind: 'open'; readonly secrets: StoreSecrets }
  | { readonly kind: 'closed'; readonly because: string };

/** Time kept back to write the answer into the ledger. */
const RESERVE_MS = 400;

/** Reads the store's credentials; the account is closed while the API refuses exactly these. */
export async function openAccount(account: Account, store: Store, work: Work): Promise<OpenedAccount> {
  const read = await account.secrets.read(store.id, work.signal);
  if (read.kind !== 'read') return { kind: 'closed', because: `secret ${read.kind}` };
  if (account.refusedCredentials.isRefused(store.account, read.secrets.version, work.now())) {
    return { kind: 'closed', because: 'the points API refuses these credentials' };
  }
  return { kind: 'open', secrets: read.secrets };
}

/**
 * One attempt at an entry. Refused credentials are read again and tried once more; an unknown customer is created first
 * where the store says so. Whatever calls this takes, the last answer is the attempt's answer.
 */
export async function postEntry(
  account: Account,
  { secrets }: { readonly secrets: StoreSecrets },
  attempt: { store: Store; record: OrderRecord; entry: Entry; prior: PriorAttempts },
  work: Work,
): Promise<ReplyResult> {
  const { store, entry, prior } = attempt;
  const signal = signalWithReserve(work, RESERVE_MS);
  const change = changeOf(attempt.record, entry);
  const read = { prior, usedKey: store.usedKey, unknownCustomer: store.unknownCustomer };
  let { bonifiq, version } = secrets;
  const post = async () => readReply(await account.pointsApi.change(change, bonifiq, signal), read);

  let result = await post();
  if (result.kind === 'credentialsRefused') {
    const reread = await account.secrets.reread(store.id, signal);
    if (reread.kind === 'read' && reread.secrets.version !== version) {
      ({ bonifiq, version } = reread.secrets);
      result = await post();
    }
    if (result.kind === 'credentialsRefused') account.refusedCredentials.refuse(store.account, version, work.now());
  }
  if (result.kind === 'customerUnknown' && store.onUnknownCustomer === 'create') {
    const created = readReply(await account.pointsApi.createCustomer(change.customer, bonifiq, signal), read);
    if (created.kind === 'applied') result = await post();
  }
  return result;
}

function changeOf(record: OrderRecord, entry: Entry): PointsChange {
  if (record.customer === null) throw new Error('an entry without a customer');
  const { points, changeKey, reason, customerReason } = entry;
  return { customer: record.customer, points, changeKey, reason, customerReason };
}
