import type { SandboxCore } from '../../../sandbox/sandbox-core.ts';
import { createStoreSecrets } from '../../../src/aws/secrets-manager/store-secrets.ts';
import { createBonifiqApi } from '../../../src/bonifiq/bonifiq-api.ts';
import type { BonifiqClient, Reply } from '../../../src/bonifiq/client.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { isOrder } from '../../../src/domain/record.ts';
import type { AccountStates } from '../../../src/ports/account-states.ts';
import type { DeliveryQueue } from '../../../src/ports/delivery-queue.ts';
import type { Ledger } from '../../../src/ports/ledger.ts';
import type { LoyaltyApi } from '../../../src/ports/loyalty-api.ts';
import type { PostingQueue } from '../../../src/ports/posting-queue.ts';
import type { StoreSecretsReader } from '../../../src/ports/secrets-reader.ts';
import type { StoreActivities } from '../../../src/ports/store-activity.ts';
import type { Emit } from '../../../src/ports/telemetry.ts';
import type { UnverifiedCounts } from '../../../src/ports/unverified-counts.ts';
import type { UnverifiedQueue } from '../../../src/ports/unverified-queue.ts';
import type { ModelAudienceFiles } from '../../support/models/audience-files.ts';
import type { ModelLedger } from '../../support/models/ledger.ts';
import type { ModelQueue } from '../../support/models/queue.ts';
import type { ModelRunStore } from '../../support/models/run-store.ts';
import { type ModelSecretsManager, secretsClient } from '../../support/models/secrets.ts';
import { createModelUnverifiedQueue } from '../../support/models/unverified-queue.ts';
import { apiFault } from './api-faults.ts';
import type { MakeCall } from './calls.ts';
import type { Container } from './container.ts';
import {
  type Failures,
  LEDGER_READ,
  LEDGER_WRITE,
  QUEUE,
  QUEUE_WITHOUT_DOUBLING,
  SECRETS,
  SENT,
  unreachable,
} from './failures.ts';
import type { Decision, FaultPlan } from './fault-plan.ts';
import type { Spending } from './spending.ts';

/** The services that all containers share. */
export interface Services {
  readonly ledger: ModelLedger;
  readonly accounts: AccountStates;
  readonly activities: StoreActivities;
  readonly queue: ModelQueue;
  readonly unverified: ModelQueue;
  readonly unverifiedCounts: UnverifiedCounts;
  /** What settle gave up. */
  readonly dead: ModelQueue;
  readonly promotionQueue: ModelQueue;
  /** What promotions gave up. */
  readonly promotionsDead: ModelQueue;
  readonly runs: ModelRunStore;
  readonly files: ModelAudienceFiles;
  readonly secrets: ModelSecretsManager;
  readonly sandbox: SandboxCore;
  readonly bonifiq: BonifiqClient;
  readonly spending: Spending;
}

export interface Ports {
  readonly ledger: Ledger;
  readonly accounts: AccountStates;
  readonly activities: StoreActivities;
  readonly queue: PostingQueue;
  readonly deliveries: DeliveryQueue;
  readonly unverified: UnverifiedQueue;
  readonly unverifiedCounts: UnverifiedCounts;
  readonly loyaltyApi: LoyaltyApi;
  readonly secrets: StoreSecretsReader;
}

/** The API's time limit for one attempt, as deployed. @see `src/lambda/dependencies.ts` */
const ATTEMPT_TIMEOUT_MS = 10_000;

/** The ports as one container sees them: the shared services, with all that may happen on the way. */
export function createPorts(
  { ledger, accounts, activities, queue, unverified, unverifiedCounts, secrets, sandbox, bonifiq, spending }: Services,
  container: Container,
  {
    call,
    faultPlan,
    usesKeyOfOthers,
    emit,
    onSaved,
    onKept = () => {},
    onCall,
  }: {
    call: MakeCall;
    faultPlan: FaultPlan;
    usesKeyOfOthers: boolean;
    emit: Emit;
    /** Told of every order that is written. */
    onSaved: (record: OrderRecord) => void;
    /** Told of whatever of a delivery is kept, by which invocation, and of which order it is where that is known. */
    onKept?: (invocation: string, order: string | null) => void;
    /** Told of every change that the API is asked for. */
    onCall: () => void;
  },
): Ports {
  const onLedger = <Result>(
    what: string,
    signal: AbortSignal,
    failures: Failures,
    effect: (decision: Decision) => Promise<Result>,
  ) => unreachable(call(container, { what: `ledger.${what}`, signal, failures, effect }));

  /** What is done once the effect has happened, though the one who asked may be gone by then. */
  function keeping<Result>(effect: () => Promise<Result>): () => Promise<Result> {
    const { id } = container.invocation();
    return async () => {
      const result = await effect();
      onKept(id, null);
      return result;
    };
  }

  function onApi(what: string, signal: AbortSignal, make: (decision: Decision) => Promise<Reply>): Promise<Reply> {
    let hangs = false;
    return call<Reply>(container, {
      what: `api.${what}`,
      signal,
      failures: {},
      aborted: () => ({ kind: 'unanswered', why: 'timeout' }),
      lateMs: () => (hangs ? ATTEMPT_TIMEOUT_MS : 0),
      async effect(decision: Decision) {
        // Nobody could tell a key that others used from one that was refused: on such a call nothing else goes wrong.
        const isUsed = usesKeyOfOthers && what === 'change' && faultPlan.strikes('apiKeyUsedByOther', decision);
        if (isUsed) await make(decision);
        const fault = isUsed ? null : apiFault((name) => faultPlan.strikes(name, decision), decision.random);
        hangs = fault?.kind === 'hang';
        if (fault !== null) sandbox.setFaults([fault]);
        const reply = make(decision);
        sandbox.setFaults([]);
        return await reply;
      },
    });
  }

  return {
    ledger: {
      load: (key, signal, reading) =>
        onLedger('load', signal, LEDGER_READ, async (decision) => {
          const isOutdated = reading === 'eventual' && faultPlan.strikes('ledgerOutdated', decision);
          return isOutdated ? decision.random.pick(ledger.seenOf(key)) : await ledger.load(key, SENT);
        }),
      ready: (nowMs, page, signal) => onLedger('ready', signal, LEDGER_READ, () => ledger.ready(nowMs, page, SENT)),
      hideUntil: (key, time, signal) =>
        onLedger('hideUntil', signal, LEDGER_WRITE, () => ledger.hideUntil(key, time, SENT)),
      parkedSinceMs: (signal) => onLedger('parkedSince', signal, LEDGER_READ, () => ledger.parkedSinceMs(SENT)),
      parkDelivery: (delivery, signal) =>
        onLedger(
          'parkDelivery',
          signal,
          LEDGER_WRITE,
          keeping(() => ledger.parkDelivery(delivery, SENT)),
        ),
      parkOtherShop: (delivery, of, time, signal) =>
        onLedger(
          'parkOtherShop',
          signal,
          LEDGER_WRITE,
          keeping(() => ledger.parkOtherShop(delivery, of, time, SENT)),
        ),
      clearDelivery: (pk, receivedAtMs, signal) =>
        onLedger('clearDelivery', signal, LEDGER_WRITE, () => ledger.clearDelivery(pk, receivedAtMs, SENT)),
      save(record, version, signal) {
        const { id } = container.invocation();
        return onLedger('save', signal, LEDGER_WRITE, async (decision) => {
          const saved = await ledger.save(record, version, SENT);
          if (saved === 'saved' && isOrder(record)) {
            onSaved(record);
            onKept(id, record.key.order);
          }
          return saved === 'saved' && faultPlan.strikes('ledgerOwnConflict', decision) ? 'conflict' : saved;
        });
      },
    },
    accounts: {
      load: (account, signal) => onLedger('loadAccount', signal, LEDGER_READ, () => accounts.load(account, SENT)),
      save: (account, state, version, signal) =>
        onLedger('saveAccount', signal, LEDGER_WRITE, () => accounts.save(account, state, version, SENT)),
    },
    activities: {
      load: (store, signal) => onLedger('loadActivity', signal, LEDGER_READ, () => activities.load(store, SENT)),
      loadMany: (stores, signal) =>
        onLedger('loadActivities', signal, LEDGER_READ, () => activities.loadMany(stores, SENT)),
      save: (store, activity, version, signal) =>
        onLedger('saveActivity', signal, LEDGER_WRITE, async (decision) => {
          const saved = await activities.save(store, activity, version, SENT);
          return saved === 'saved' && faultPlan.strikes('ledgerOwnConflict', decision) ? 'conflict' : saved;
        }),
    },
    deliveries: {
      keep: (delivery, delaySeconds, signal) =>
        call(container, {
          what: 'queue.keep',
          signal,
          failures: delivery.tries < 3 ? QUEUE : QUEUE_WITHOUT_DOUBLING,
          effect: keeping(() => queue.keep(delivery, delaySeconds, SENT)),
        }),
    },
    unverified: {
      keep: (delivery, delaySeconds, signal) =>
        call(container, {
          what: 'unverified.keep',
          signal,
          failures: delivery.tries < 3 ? QUEUE : QUEUE_WITHOUT_DOUBLING,
          effect: keeping(() => createModelUnverifiedQueue(unverified).keep(delivery, delaySeconds, SENT)),
        }),
    },
    unverifiedCounts: {
      load: (store, signal) => onLedger('loadCounts', signal, LEDGER_READ, () => unverifiedCounts.load(store, SENT)),
      save: (store, load, version, signal) =>
        onLedger('saveCounts', signal, LEDGER_WRITE, () => unverifiedCounts.save(store, load, version, SENT)),
    },
    queue: {
      send: (keys, delaySeconds, signal) =>
        call(container, {
          what: 'queue.send',
          signal,
          failures: QUEUE,
          async effect(decision) {
            const taken = faultPlan.strikes('queuePartly', decision)
              ? decision.random.int(0, keys.length - 1)
              : keys.length;
            await queue.send(keys.slice(0, taken), delaySeconds, SENT);
            return { failed: keys.slice(taken) };
          },
        }),
    },
    loyaltyApi: createBonifiqApi({
      change: (change, credentials, signal) =>
        onApi('change', signal, (decision) => {
          onCall();
          if (change.points < 0 && faultPlan.strikes('pointsSpent', decision)) spending.spendAll(change.customer);
          return bonifiq.change(change, credentials, SENT);
        }),
      balance: (customer, credentials, signal) =>
        onApi('balance', signal, () => bonifiq.balance(customer, credentials, SENT)),
      createCustomer: (customer, credentials, signal) =>
        onApi('createCustomer', signal, () => bonifiq.createCustomer(customer, credentials, SENT)),
    }),
    secrets: createStoreSecrets({
      client: secretsClient((command, signal) =>
        call(container, {
          what: 'secrets.read',
          signal,
          failures: SECRETS,
          slow: 'secretsSlow',
          effect: () => secrets.read(command),
        }),
      ),
      prefix: 'ponte/simulated/',
      clock: container.now,
      timeout: container.timeout,
      wait: (ms, signal) =>
        new Promise((resolve) => {
          const over = AbortSignal.any([signal, container.timeout(ms)]);
          if (over.aborted) resolve();
          else over.addEventListener('abort', () => resolve(), { once: true });
        }),
      emit,
    }),
  };
}
