import { createBonifiqApi } from '../../src/bonifiq/bonifiq-api.ts';
import type { BonifiqClient, Reply } from '../../src/bonifiq/client.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { planEntries } from '../../src/domain/plan-entries.ts';
import type { Store } from '../../src/domain/store.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { BonifiqCredentials, PointsChange } from '../../src/ports/loyalty-api.ts';
import type { SecretsResult, StoreSecretsReader } from '../../src/ports/secrets-reader.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { createCircuitBreaker } from '../../src/posting/circuit-breaker.ts';
import type { PostingDependencies } from '../../src/posting/post-entries.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Versioned } from '../../src/shared/optimistic-update.ts';
import { createModelAccountStates } from './models/account-states.ts';
import { createModelLedger } from './models/ledger.ts';
import { bodyOf, moneyOf } from './order-facts.ts';
import { NOW_MS, nothingKnown, storeWith, told } from './planning.ts';

/** The store of these tests. */
export function storeOf(words: Partial<Parameters<typeof storeWith>[1]> = {}): Store {
  return storeWith({}, words);
}

/** How an account is treated, without a ceiling. */
export const ACCOUNT = { failureThreshold: 5, firstMs: 2_000, maxMs: 300_000, callsPerSecond: null };
const RETRY = { firstDelayMs: 2_000, maxDelayMs: 3_600_000, giveUpAfterMs: 14 * 24 * 3_600_000 };

/** A paid order of 100.00 whose award waits. */
export const awarded: OrderRecord = told(
  nothingKnown,
  storeOf(),
  bodyOf({ money: moneyOf({ eligible: '100.00' }), customer: 'ana@example.com' }),
);

export const planned = (record: OrderRecord, store = storeOf()) => planEntries(record, store, NOW_MS);

function answered(status: number, body: unknown): Reply {
  return { kind: 'answered', status, retryAfterMs: null, body: JSON.stringify(body) };
}

/** What the API may answer. */
export const replies = {
  applied: answered(200, { Severity: 0, Result: { CustomerExists: true, PointsBalance: 120 } }),
  warned: answered(200, { Severity: 1, HasWarning: true, Result: { PointsBalance: 120 } }),
  used: answered(400, { Severity: 2, HasError: true, CodeName: 'ChangeKeyAlreadyUsed' }),
  unknownCustomer: answered(404, { Severity: 2, HasError: true, CodeName: 'CustomerNotFound' }),
  insufficient: answered(400, { Severity: 2, HasError: true, CodeName: 'NotEnoughPoints' }),
  refused: answered(400, { Severity: 2, HasError: true, ErrorMessage: 'Points cannot be zero', ErrorCode: 16 }),
  unauthorized: answered(401, null),
  timeout: { kind: 'unanswered', why: 'timeout' },
} as const satisfies Record<string, Reply>;

type Call =
  | { readonly call: 'change'; readonly change: PointsChange; readonly password: string }
  | { readonly call: 'create' | 'balance'; readonly customer: string; readonly password: string };

/** The answer to a reading of the balance. */
export function balanceReply(PointsBalance: number): Reply {
  return answered(200, { CustomerExists: true, PointsBalance });
}

interface ScriptedApi extends BonifiqClient {
  readonly calls: readonly Call[];
  /** The change keys sent, in order. */
  keys(): readonly string[];
}

/** Answers with the given replies, one after the other; `during` runs while a call is under way. More calls are a bug. */
export function scriptedApi(
  script: readonly Reply[],
  during: (call: Call) => Promise<void> | void = () => {},
): ScriptedApi {
  const rest = [...script];
  const calls: Call[] = [];
  async function answer(call: Call): Promise<Reply> {
    calls.push(call);
    await during(call);
    const reply = rest.shift();
    if (reply === undefined) throw new Error(`one call too many: ${call.call}`);
    return reply;
  }
  const passwordOf = ({ password }: BonifiqCredentials) => password;
  return {
    calls,
    keys: () => calls.flatMap((call) => (call.call === 'change' ? [call.change.changeKey] : [])),
    change: (change, credentials) => answer({ call: 'change', change, password: passwordOf(credentials) }),
    balance: (customer, credentials) => answer({ call: 'balance', customer, password: passwordOf(credentials) }),
    createCustomer: (customer, credentials) => answer({ call: 'create', customer, password: passwordOf(credentials) }),
  };
}

export function secretOf(
  version: string,
  bonifiq: BonifiqCredentials | null = { username: 'made-up-user', password: `made-up-password-${version}` },
): SecretsResult {
  return { kind: 'read', secrets: { bonifiq, webhookSecrets: ['made-up-secret'], version } };
}

/** The cached secret is the first; reading past the cache gives the second. */
export function secretsOf(read: SecretsResult = secretOf('1'), reread: SecretsResult = read): StoreSecretsReader {
  return { read: async () => read, reread: async () => reread, readSince: async () => reread };
}

/** A clock that stands still until it is moved. */
export function clockAt(startMs = NOW_MS) {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

export function workOf({
  now = () => NOW_MS,
  timeMs = 3_600,
  signal = new AbortController().signal,
}: Partial<Pick<Deadline, 'now' | 'signal'>> & { readonly timeMs?: number } = {}): Deadline {
  return { now, endsAtMs: now() + timeMs, signal };
}

/** A ledger that holds this record, and what settling needs around it. */
export async function benchOf(
  record: OrderRecord | null,
  { api = scriptedApi([]), secrets = secretsOf(), wrap = (ledger: Ledger) => ledger } = {},
) {
  const ledger = createModelLedger();
  const { signal } = workOf();
  if (record !== null) await ledger.save(record, 0, signal);
  const events: PonteEvent[] = [];
  let attempts = 0;
  const dependencies: PostingDependencies = {
    ledger: wrap(ledger),
    loyaltyApi: createBonifiqApi(api),
    secrets,
    circuitBreaker: createCircuitBreaker(createModelAccountStates(), ACCOUNT, 'delivery'),
    emit: (event) => events.push(event),
    newLeaseHolder() {
      attempts += 1;
      return `attempt ${attempts}`;
    },
    retry: RETRY,
  };
  return {
    dependencies,
    events,
    ledger,
    async stored(): Promise<Versioned<OrderRecord>> {
      const stored = await ledger.load(awarded.key, signal);
      if (stored === null) throw new Error('the ledger holds no such order');
      return stored;
    },
  };
}
