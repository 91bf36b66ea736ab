import { createSandboxCore, type SandboxCore } from '../../local/sandbox/sandbox-core.ts';
import { insufficientWordings, usedKeyWordings } from '../../local/sandbox/settings.ts';
import { createAccountGate } from '../../src/accounts/account-gate.ts';
import type { Store } from '../../src/configuration/store.ts';
import { logLine } from '../../src/events/event-table.ts';
import { redriven } from '../../src/ledger/attempt.ts';
import { nextAttemptAtMs } from '../../src/ledger/next-step.ts';
import type { Outcome } from '../../src/outcomes/outcome.ts';
import type { ChangeKey } from '../../src/points/change-key.ts';
import { changeRequest } from '../../src/points-api/change-request.ts';
import {
  defaultInsufficientBalance,
  defaultUnknownCustomer,
  defaultUsedKey,
} from '../../src/points-api/default-matches.ts';
import type { Reply } from '../../src/points-api/points-api.ts';
import { readReply } from '../../src/points-api/reply-table.ts';
import type { Platform } from '../../src/receiving/platform.ts';
import { type ReceiveDependencies, receiveDelivery } from '../../src/receiving/receive-delivery.ts';
import { sign } from '../../src/receiving/verify-signature.ts';
import { settleQueued } from '../../src/settling/settle-queued.ts';
import { sweep } from '../../src/settling/sweep.ts';
import { shopifyPlatform } from '../../src/shopify/shopify-platform.ts';
import type { Work } from '../../src/time/work.ts';
import { woocommercePlatform } from '../../src/woocommerce/woocommerce-platform.ts';
import type { History, Delivery as StoreDelivery } from '../laws/histories/history.ts';
import { createRandom, type Random } from '../laws/histories/random.ts';
import { anyFault, nameOf } from './api-faults.ts';
import { type Chaos, createChaos } from './chaos.ts';
import { createModelAccountShelf } from './model-account-shelf.ts';
import { createModelLedger, type ModelLedger } from './model-ledger.ts';
import { createModelPointsApi } from './model-points-api.ts';
import { createModelQueue } from './model-queue.ts';
import { CREDENTIALS, createModelSecrets, WEBHOOK_SECRET } from './model-secrets.ts';

/** How badly a history is treated. */
export interface Weather {
  readonly apiFaults: number;
  /** Refusals too, after which entries are parked. */
  readonly lasting: boolean;
  readonly ledgerFaults: number;
  readonly queueFaults: number;
  readonly secretsFaults: number;
  /** How likely a process dies while it handles one delivery. */
  readonly deaths: number;
}

const CALM: Weather = {
  apiFaults: 0,
  lasting: false,
  ledgerFaults: 0,
  queueFaults: 0,
  secretsFaults: 0,
  deaths: 0,
};

export function weatherOf(random: Random): Weather {
  if (random.chance(0.3)) return CALM;
  return {
    apiFaults: random.pick([0, 0.3, 0.6]),
    lasting: random.chance(0.3),
    ledgerFaults: random.pick([0, 0, 0.05]),
    queueFaults: random.pick([0, 0.3]),
    secretsFaults: random.pick([0, 0, 0.1]),
    deaths: random.pick([0, 0, 0.3]),
  };
}

/** One simulated deployment: two containers' worth of real use cases over shared models. */
export interface Simulation {
  readonly ledger: ModelLedger;
  readonly sandbox: SandboxCore;
  readonly outcomes: readonly Outcome[];
  /** The log lines of everything that was told. */
  readonly told: readonly string[];
  /** Everything that went wrong, by what it was and how often. */
  readonly exercised: ReadonlyMap<string, number>;
  /** Sends all deliveries, those not acknowledged again until they are. */
  deliver(): Promise<void>;
  /** Sends all deliveries once more in calm weather. */
  redeliver(): Promise<void>;
  /** Lets time pass until nothing is pending; the weather is calm from here on. */
  drain(): Promise<void>;
  /** What a person does about parked entries, once their cause is gone. */
  redriveParked(): void;
  /** From now on the store has another rule. */
  changeRules(change: (store: Store) => Store): void;
}

/** How no default match recognises a used key: an entry that meets it is for a person. */
const UNHEARD_OF = 'errorCode400';
const UNHEARD_OF_CODE = 57;
/** So many deaths and failures in a row end in one good try. */
const MOST_TRIES = 40;
const HOUR_MS = 3_600_000;
/** What the change keys of others begin with. */
export const OTHERS = 'OTHERS-';

export function simulate(history: History, weather: Weather): Simulation {
  const random = createRandom(history.seed ^ 0x5bd1e995);
  let nowMs = history.deliveries[0]?.atMs ?? history.endMs;
  let current = weather;
  // Of its own, so that it moves nothing else.
  const spending = createRandom(history.seed ^ 0x27d4eb2f);
  const spends = spending.chance(0.3);
  let store: Store = {
    ...history.store,
    usedKey: defaultUsedKey,
    unknownCustomer: defaultUnknownCustomer,
    insufficientBalance: defaultInsufficientBalance,
    onInsufficientBalance: spending.pick(['park', 'retry', 'takeRest']),
  };
  const now = () => nowMs;
  const ledger = createModelLedger({ pageSize: 3 });
  const queue = createModelQueue(now);
  const sandbox = createSandboxCore({ ...CREDENTIALS, now });
  const api = createModelPointsApi(sandbox, now);
  const secrets = createModelSecrets();
  const gate = createAccountGate(createModelAccountShelf(), { afterTroubles: 5, firstMs: 2_000, longestMs: 300_000 });
  let leases = 0;
  let drained = false;
  const spent = new Map<string, number>();
  const exercised = new Map<string, number>();
  const outcomes: Outcome[] = [];
  const told: string[] = [];
  const signal = new AbortController().signal;
  const platform = (store.platform === 'shopify' ? shopifyPlatform : woocommercePlatform) as Platform;

  const usedKeyWording = random.pick(usedKeyWordings);
  sandbox.configure({
    usedKeyWording,
    unknownCustomer: random.pick(['flag', 'error']),
    customers: random.chance(store.onUnknownCustomer === 'create' ? 0.8 : 0.2) ? 'known' : 'any',
    refuseBelowZero: spends,
    insufficientWording: spending.pick(insufficientWordings),
  });

  const work = (): Work => ({ now, deadlineAtMs: nowMs + 3_600, signal });
  const exercise = (what: string) => exercised.set(what, (exercised.get(what) ?? 0) + 1);

  /** Points that move without us: spent by customers, or given back. */
  function moveBalance(customer: string, points: number): void {
    spent.set(customer, (spent.get(customer) ?? 0) - points);
    const changeKey = `${OTHERS}${sandbox.state().changes.length}` as ChangeKey;
    const { path, body } = changeRequest({ customer, points, changeKey, reason: 'not ours', customerReason: null });
    const authorization = `Basic ${Buffer.from(`${CREDENTIALS.username}:${CREDENTIALS.password}`).toString('base64')}`;
    sandbox.handle({ method: 'POST', path, body, headers: { authorization, 'content-type': 'application/json' } });
  }

  function spend(): void {
    for (const [customer, balance] of Object.entries(sandbox.state().balances)) {
      if (balance <= 0) continue;
      exercise('a customer spent points');
      moveBalance(customer, -spending.int(1, balance));
    }
  }

  function newProcess(calm: boolean): { chaos: Chaos; dependencies: ReceiveDependencies } {
    const { ledgerFaults, queueFaults, secretsFaults, apiFaults, lasting, deaths } = calm ? CALM : current;
    const failures: Record<string, number> = { ledger: ledgerFaults, queue: queueFaults, secrets: secretsFaults };
    const chaos = createChaos({
      random,
      dies: random.chance(deaths) ? death(random) : () => false,
      failureOf: (port) => failures[port.split('.')[0] ?? ''] ?? 0,
      onDeath: (place) => exercise(`death ${place}`),
      onFailure: (place) => exercise(`failure of ${place}`),
    });
    const changing = async (call: () => Promise<Reply>): Promise<Reply> => {
      if (random.chance(apiFaults)) {
        const fault = anyFault(random, lasting);
        exercise(nameOf(fault));
        sandbox.setFaults([fault]);
      }
      const reply = await call();
      sandbox.setFaults([]);
      exercise(`reply ${readReply(reply, { ...store, prior: 'none', removal: true }).kind}`);
      return reply;
    };
    const secondToUse = async (call: () => Promise<Reply>): Promise<Reply> => {
      exercise('someone else used the key');
      await call();
      return await call();
    };
    const dependencies: ReceiveDependencies = {
      stores: [store],
      ledger: {
        load: (key, at) => chaos.call('ledger.load', () => ledger.load(key, at)),
        save: async (record, version, at) => {
          const saved = await chaos.call('ledger.save', () => ledger.save(record, version, at));
          // A reply was lost and the SDK sent again: the second write met the first one.
          if (saved === 'conflict' || !random.chance(ledgerFaults)) return saved;
          exercise('conflict with its own write');
          return 'conflict';
        },
        leaveOut: (key, time, at) => chaos.call('ledger.leaveOut', () => ledger.leaveOut(key, time, at)),
        due: (atMs, page, at) => chaos.call('ledger.due', () => ledger.due(atMs, page, at)),
        clearDelivery: (delivery, at) => chaos.call('ledger.clearDelivery', () => ledger.clearDelivery(delivery, at)),
        parkDelivery: (delivery, at) => chaos.call('ledger.parkDelivery', () => ledger.parkDelivery(delivery, at)),
      },
      deliveries: { keep: () => Promise.reject(new Error('not simulated')) },
      queue: { send: (keys, delay, at) => chaos.call('queue.send', () => queue.send(keys, delay, at)) },
      pointsApi: {
        change: (change, credentials, at) =>
          chaos.call('api.change', () => {
            const call = () => api.change(change, credentials, at);
            return lasting && usedKeyWording !== UNHEARD_OF && random.chance(0.05) ? secondToUse(call) : changing(call);
          }),
        balance: (customer, credentials, at) =>
          chaos.call('api.balance', async () => {
            const reply = await api.balance(customer, credentials, at);
            if (current !== CALM && spending.chance(0.3)) spend();
            return random.chance(apiFaults) ? ({ kind: 'unanswered', why: 'network' } as const) : reply;
          }),
        createCustomer: (customer, credentials, at) =>
          chaos.call('api.createCustomer', () => changing(() => api.createCustomer(customer, credentials, at))),
      },
      secrets: {
        read: async (id, at) => {
          const read = () => chaos.call('secrets.read', () => secrets.read(id, at));
          return await read().catch(() => ({ kind: 'unavailable', because: 'simulated' }) as const);
        },
        reread: (id, at) => chaos.call('api.reread', () => secrets.reread(id, at)),
      },
      gate,
      retry: { firstDelayMs: 2_000, maxDelayMs: 6 * HOUR_MS, giveUpAfterMs: 14 * 24 * HOUR_MS },
      newLeaseHolder: () => {
        leases += 1;
        return `lease ${leases}`;
      },
      tell: (event) => told.push(JSON.stringify(logLine(event))),
    };
    return { chaos, dependencies };
  }

  /** One HTTP attempt; true when it was answered with a 2xx. */
  async function attempt({ topic, body }: StoreDelivery, calm: boolean): Promise<boolean> {
    const { chaos, dependencies } = newProcess(calm);
    const rawBody = Buffer.from(body);
    const headers = {
      [platform.signatureHeaders[0] ?? '']: sign(rawBody, WEBHOOK_SECRET),
      [platform.topicHeaders[0] ?? '']: topic,
    };
    const outcome = await Promise.race([
      receiveDelivery(dependencies, platform, { store: store.id, headers, rawBody }, work()),
      chaos.dead,
    ]);
    if (outcome === 'dead') return false;
    outcomes.push(outcome);
    exercise(`outcome ${outcome.kind}`);
    return outcome.kind !== 'notRecorded';
  }

  async function send(delivery: StoreDelivery): Promise<void> {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      if (await attempt(delivery, tries === MOST_TRIES)) return;
    }
    throw new Error('a delivery was not acknowledged in calm weather');
  }

  async function passTimeUntil(untilMs: number): Promise<void> {
    for (let turns = 0; turns < 400; turns += 1) {
      const nextMs = Math.min(queue.nextAtMs() ?? untilMs, earliestPendingMs(ledger) ?? untilMs, untilMs);
      nowMs = Math.max(nowMs, nextMs);
      if (nowMs >= untilMs) break;
      await workers();
      nowMs += 1_000;
    }
    nowMs = Math.max(nowMs, untilMs);
  }

  /** What the schedule and the queue start: a sweep, and a settling for every message. */
  async function workers(): Promise<void> {
    const { chaos, dependencies } = newProcess(false);
    await Promise.race([
      sweep(dependencies, { ...work(), deadlineAtMs: nowMs + 60_000 }).catch(() => null),
      chaos.dead,
    ]);
    for (const key of queue.receive(nowMs)) {
      const { chaos: fate, dependencies: worker } = newProcess(false);
      const outcome = await Promise.race([settleQueued(worker, key, work()), fate.dead]);
      if (outcome !== 'dead') {
        outcomes.push(outcome);
        exercise(`outcome ${outcome.kind}`);
      }
      // A batch item that failed, or whose worker died, comes again after its visibility timeout.
      if (outcome === 'dead' || outcome.kind === 'notRecorded') await queue.send([key], 120, signal);
    }
  }

  async function deliverAll(deliveries: readonly StoreDelivery[]): Promise<void> {
    for (const group of groupsOf(deliveries)) {
      await passTimeUntil(group[0]?.atMs ?? nowMs);
      if (spends && !drained && spending.chance(0.3)) spend();
      if (group.length > 1) exercise('deliveries at once');
      await Promise.all(group.map(send));
    }
  }

  return {
    ledger,
    sandbox,
    outcomes,
    told,
    exercised,
    deliver: () => deliverAll(history.deliveries),
    async redeliver() {
      current = CALM;
      await deliverAll(history.deliveries.map((delivery) => ({ ...delivery, simultaneous: false })));
    },
    async drain() {
      current = CALM;
      drained = true;
      sandbox.configure({ customers: 'any' });
      await passTimeUntil(Math.max(nowMs, history.endMs));
      for (let turns = 0; earliestPendingMs(ledger) !== null && turns < 200; turns += 1) {
        nowMs = Math.max(nowMs, earliestPendingMs(ledger) ?? nowMs) + 1_000;
        await workers();
      }
    },
    redriveParked() {
      // The store's configuration learns how this API says that a key was used, as the documentation asks.
      store = { ...store, usedKey: { ...store.usedKey, errorCodes: [...store.usedKey.errorCodes, UNHEARD_OF_CODE] } };
      // What may have been taken cannot be told while the balance does not cover it: somebody gives the points back first.
      const someParked = ledger.orders().some(({ entries }) => entries.some(({ state }) => state === 'parked'));
      const stillSpent = !someParked && spending.chance(0.5);
      for (const [customer, points] of stillSpent ? [] : spent) if (points > 0) moveBalance(customer, points);
      for (const record of ledger.orders()) {
        const entries = record.entries.map((entry) => {
          if (entry.warning !== null) exercise(`warning ${entry.warning}`);
          if (entry.state === 'uncollected') {
            exercise('uncollected');
            return spending.chance(0.5) ? (redriven(entry, nowMs) ?? entry) : entry;
          }
          if (entry.state !== 'parked') return entry;
          exercise(`parked ${entry.parked}`);
          return redriven(entry, nowMs) ?? entry;
        });
        ledger.overwrite({ ...record, entries });
      }
    },
    changeRules(change) {
      store = change(store);
    },
  };
}

function earliestPendingMs(ledger: ModelLedger): number | null {
  const pending = ledger
    .orders()
    .map(nextAttemptAtMs)
    .filter((atMs) => atMs !== null);
  return pending.length === 0 ? null : Math.min(...pending);
}

/** Neighbours that are under way at the same time are one group. */
export function groupsOf(deliveries: readonly StoreDelivery[]): StoreDelivery[][] {
  const groups: StoreDelivery[][] = [];
  for (const delivery of deliveries) {
    const group = groups.at(-1);
    if (delivery.simultaneous && group?.[0]?.simultaneous === true) group.push(delivery);
    else groups.push([delivery]);
  }
  return groups;
}

/** Somewhere, or around a call of the points API, where it hurts most. */
function death(random: Random): (place: string, awaits: number) => boolean {
  if (random.chance(0.5)) return (place) => place.includes('api.') && random.chance(0.3);
  const last = random.int(1, 14);
  return (_, awaits) => awaits === last;
}
