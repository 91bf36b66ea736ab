import { type Circuit, type CircuitPolicy, CLOSED, type OpenCircuit, onResult, tryAcquire } from '../domain/circuit.ts';
import type { PostResult } from '../domain/post-result.ts';
import { type Explanation, explain, type Reason } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { CircuitStore } from '../ports/circuit-store.ts';
import type { Deadline } from '../shared/deadline.ts';
import type { Versioned } from '../shared/optimistic-update.ts';

/** The part of a store that its circuit breaker needs. */
export type GuardedStore = Pick<Store, 'platform' | 'account' | 'orderPrefix'>;

export type Acquisition =
  | { readonly kind: 'acquired' }
  /** Entries should be tried again between `untilMs` and `spreadMs` after it, not all at once. */
  | ({ readonly kind: 'refused'; readonly untilMs: number; readonly spreadMs: number } & Explanation);

/**
 * Decides whether a loyalty API account may be called. One per container; all containers share the circuits through the
 * circuit store.
 */
export interface CircuitBreaker {
  /**
   * The other name under which a store reached the same account, or `null`. WooCommerce's order numbers begin at 1 in each
   * store, so that change keys of two stores would be equal.
   */
  conflictingAccount(store: GuardedStore, version: string): string | null;
  /** Whether this call may be made with the credentials of this version. Rejects when the circuit store cannot be reached. */
  tryAcquire(store: GuardedStore, version: string, deadline: Deadline): Promise<Acquisition>;
  /** Records a call's result. Never rejects: what could not be stored shows again with the next call. */
  onResult(store: GuardedStore, call: { result: PostResult; version: string }, deadline: Deadline): Promise<void>;
}

/** How long a container uses a circuit that it has read: a few calls more in that time cost little. */
const CACHED_FOR_MS = 2_000;
const MIN_SPREAD_MS = 5_000;
const MAX_SPREAD_MS = 1_200_000;
/** Another container that wins a race has recorded a result of the same API. */
const MAX_TRIES = 3;

/**
 * A circuit breaker for each account: an API that is down gets one probe now and then instead of a call for every order, one
 * that says "not now" gets none, and a wrong password costs one call in five minutes.
 *
 * `conflictingAccount` compares what this container has seen only; the configuration has to be right.
 */
export function createCircuitBreaker(circuitStore: CircuitStore, policy: CircuitPolicy): CircuitBreaker {
  const known = new Map<string, Versioned<Circuit> & { readonly readAtMs: number }>();
  const numbersOf = new Map<string, string>();

  function remember(account: string, { record, version }: Versioned<Circuit>, deadline: Deadline) {
    known.set(account, { record, version, readAtMs: deadline.now() });
    return { record, version };
  }

  async function read(account: string, deadline: Deadline): Promise<Versioned<Circuit>> {
    const loaded = (await circuitStore.load(account, deadline.signal)) ?? { record: CLOSED, version: 0 };
    return remember(account, loaded, deadline);
  }

  async function recent(account: string, deadline: Deadline): Promise<Versioned<Circuit>> {
    const cached = known.get(account);
    // `abs`: a clock that was set back must not keep the circuit for ever.
    const isRecent = cached !== undefined && Math.abs(deadline.now() - cached.readAtMs) < CACHED_FOR_MS;
    return isRecent ? cached : await read(account, deadline);
  }

  async function write(account: string, circuit: Circuit, expected: number, deadline: Deadline): Promise<boolean> {
    if ((await circuitStore.save(account, circuit, expected, deadline.signal)) === 'conflict') return false;
    remember(account, { record: circuit, version: expected + 1 }, deadline);
    return true;
  }

  async function record(
    account: string,
    call: { result: PostResult; version: string },
    deadline: Deadline,
  ): Promise<void> {
    let current = await recent(account, deadline);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const next = onResult(current.record, call, policy, deadline.now());
      if (next === current.record || (await write(account, next, current.version, deadline))) return;
      current = await read(account, deadline);
    }
  }

  return {
    conflictingAccount({ platform, account, orderPrefix }, version) {
      if (platform !== 'woocommerce') return null;
      const numbers = `${version} ${orderPrefix}`;
      numbersOf.set(account, numbers);
      const [first = account] = [...numbersOf].find(([, others]) => others === numbers) ?? [];
      return first === account ? null : first;
    },
    async tryAcquire({ account }, version, deadline) {
      let current = await recent(account, deadline);
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const acquired = tryAcquire(current.record, version, deadline.now());
        if (acquired.kind === 'acquired') return acquired;
        if (acquired.kind === 'refused') return refused(account, acquired.open);
        if (await write(account, acquired.halfOpen, current.version, deadline)) return { kind: 'acquired' };
        current = await read(account, deadline);
      }
      return {
        kind: 'refused',
        ...explain('accountBusy', account),
        untilMs: deadline.now(),
        spreadMs: MIN_SPREAD_MS,
      };
    },

    onResult: ({ account }, call, deadline) => record(account, call, deadline).catch(() => {}),
  };
}

function refused(account: string, { because, untilMs, lengthMs }: OpenCircuit): Acquisition {
  const spreadMs = Math.min(Math.max(4 * lengthMs, MIN_SPREAD_MS), MAX_SPREAD_MS);
  return { kind: 'refused', ...explain(REASONS[because], account), untilMs, spreadMs };
}

const REASONS = {
  failing: 'apiDown',
  limited: 'apiLimits',
  credentials: 'credentialsRefused',
} as const satisfies Record<OpenCircuit['because'], Reason>;
