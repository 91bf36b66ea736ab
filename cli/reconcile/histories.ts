import type { Reply } from '../../src/bonifiq/client.ts';
import {
  type BonifiqHistoryClient,
  createBonifiqHistory,
  createBonifiqHistoryClient,
} from '../../src/bonifiq/history.ts';
import { type PostResult, saysNotNow } from '../../src/domain/post-result.ts';
import type { Store } from '../../src/domain/store.ts';
import type { BonifiqCredentials, HistoryResult } from '../../src/ports/loyalty-api.ts';
import type { StoreSecrets } from '../../src/ports/secrets-reader.ts';
import { type CircuitBreaker, createCircuitBreaker } from '../../src/posting/circuit-breaker.ts';
import { type Deadline, wait } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { inZone } from '../reclaim.ts';
import { complain, shown } from '../terminal.ts';

/** Reads customers' histories without delaying an order. */
export interface Histories {
  history(customer: string): Promise<HistoryResult>;
  /** Calls made so far. */
  readonly calls: () => number;
}

export interface HistoriesOptions {
  /** The zone of BonifiQ's times that say none. */
  readonly zone: string | undefined;
  /** Calls a second, at most, while the account shows no limit. */
  readonly rate: number;
}

interface Account {
  readonly breaker: CircuitBreaker;
  readonly store: Store;
  readonly version: string;
}

const TIMEOUT_MS = 30_000;
const TRIES = 4;
const FIRST_PAUSE_MS = 2_000;
/** A pause of the account is waited for; it asks again so often. */
const LOOKS_EVERY_MS = 15_000;

/**
 * One call at a time, each in a slot of the account's pace that no order wants: as promotions have it. A "not now" is told to all who
 * call the account.
 * @throws {Failure} where nobody can be asked
 */
export async function openHistories(
  connection: Connection,
  store: Store,
  secrets: StoreSecrets,
  options: HistoriesOptions,
  deadline: Deadline,
): Promise<Histories> {
  const { bonifiqBaseUrl: baseUrl, accountStates } = connection;
  if (baseUrl === null) {
    throw new Failure('Say in BONIFIQ_BASE_URL which points API the stage calls, or leave it out with --no-bonifiq.');
  }
  const { bonifiq: credentials, version } = secrets;
  if (credentials === null) throw new Failure(`The secret of "${store.id}" holds no usable bonifiq credentials.`);
  const policy = (await connection.config()).settling.account;
  const breaker = createCircuitBreaker(accountStates, policy, 'promotion');
  breaker.expect(1);
  const account = { breaker, store, version };
  const client = createBonifiqHistoryClient({ baseUrl, attemptTimeoutMs: TIMEOUT_MS });
  let calls = 0;
  const paced: BonifiqHistoryClient = {
    async history(customer, page, with_, signal) {
      calls += 1;
      return await called(
        account,
        customer,
        (): Promise<Reply> => client.history(customer, page, with_, signal),
        options,
        deadline,
      );
    },
  };
  const { history } = createBonifiqHistory(paced, { instantOf: (time) => inZone(time, options.zone) });
  const known: { readonly credentials: BonifiqCredentials } = { credentials };
  return { history: (customer) => history(customer, 0, known, deadline.signal), calls: () => calls };
}

async function called(
  account: Account,
  customer: string,
  send: () => Promise<Reply>,
  { rate }: HistoriesOptions,
  deadline: Deadline,
): Promise<Reply> {
  let failures = 0;
  for (;;) {
    const cuts = await slotOf(account, deadline);
    const beganMs = deadline.now();
    const reply = await send();
    const result = resultOf(reply);
    const call = { cuts, result, version: account.version, customer, isRetry: failures > 0 };
    await account.breaker.onResult(account.store, call, deadline);
    if (cuts === null) await wait(1_000 / rate - (deadline.now() - beganMs), deadline);
    if (result.kind !== 'unknown') return reply;
    if (saysNotNow(result)) {
      await wait(result.retryAfterMs ?? 0, deadline);
      continue;
    }
    failures += 1;
    if (failures === TRIES) {
      throw new Failure(
        'BonifiQ does not answer. What was told is done; ask again later, or leave BonifiQ out with --no-bonifiq.',
      );
    }
    await wait(FIRST_PAUSE_MS * 2 ** (failures - 1), deadline);
  }
}

/** Waits for a slot; resolves to the cuts of its pace. */
async function slotOf({ breaker, store, version }: Account, deadline: Deadline): Promise<number | null> {
  for (let isTold = false; ; isTold = true) {
    const acquired = await breaker.tryAcquire(store, version, deadline);
    if (acquired.kind === 'acquired') return acquired.cuts;
    if (!isTold) complain(shown`BonifiQ is asked later: ${acquired.because}`);
    await wait(Math.max(100, Math.min(LOOKS_EVERY_MS, acquired.untilMs - deadline.now())), deadline);
  }
}

/** What a reading says of the account. */
function resultOf(reply: Reply): PostResult {
  const status = reply.kind === 'answered' ? reply.status : 0;
  const code = { status, codeName: null, errorCode: null, message: null };
  if (status === 401 || status === 403) return { kind: 'credentialsRefused', code };
  const isUnanswered = status === 0 || status === 429 || status >= 500;
  if (!isUnanswered) return { kind: 'applied', balance: null, warning: null, code };
  return { kind: 'unknown', retryAfterMs: reply.kind === 'answered' ? reply.retryAfterMs : null, code };
}
