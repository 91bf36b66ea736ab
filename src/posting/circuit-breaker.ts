import { type Circuit, type CircuitPolicy, CLOSED, type OpenCircuit, onResult, tryAcquire } from '../domain/circuit.ts';
import type { PostResult } from '../domain/post-result.ts';
import { type Explanation, explain, type Reason } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { CircuitStore, VersionedCircuit } from '../ports/circuit-store.ts';
import type { Deadline } from '../shared/deadline.ts';

/** What decides whether a store's account may be called. */
export type GuardedStore = Pick<Store, 'platform' | 'account' | 'orderPrefix'>;

export type Acquisition =
  | { readonly kind: 'acquired' }
  /** Nobody should come back before `untilMs`, and not all at once: within `spreadMs` after it. */
  | ({ readonly kind: 'refused'; readonly untilMs: number; readonly spreadMs: number } & Explanation);

/**
 * Decides whether a points API account may be called. One per container; what it learns is shared by all of them, and
 * outlives them, on the circuit store.
 */
export interface CircuitBreaker {
  /**
   * The other name under which a store reached the same account, or `null`. That would let order numbers meet: WooCommerce's
   * begin at 1 in each store, so that their change keys would be the same.
   */
  conflictingAccount(store: GuardedStore, version: string): string | null;
  /** Asks for leave to call with the credentials of this version. Rejects when the store cannot be reached. */
  tryAcquire(store: GuardedStore, version: string, deadline: Deadline): Promise<Acquisition>;
  /** Tells what a call came to. Never rejects: what could not be told shows itself again with the next call. */
  onResult(store: GuardedStore, call: { result: PostResult; version: string }, deadline: Deadline): Promise<void>;
}

/** What one container knows is at most this old; a call more in that time costs little. */
const KNOWN_FOR_MS = 2_000;
const MIN_SPREAD_MS = 5_000;
const MAX_SPREAD_MS = 1_200_000;
/** A race is lost to another container, which told of the same API at the same time. */
const TRIES = 3;

/**
 * Pauses an account whose calls come to nothing: an API that is down costs a call now and then, not one for every order; one
 * that says "not now" is left alone by all; and a wrong password costs one call in five minutes.
 *
 * Names are compared within the container only: the configuration is what has to be right.
 */
export function createCircuitBreaker(circuitStore: CircuitStore, policy: CircuitPolicy): CircuitBreaker {
  const known = new Map<string, VersionedCircuit & { readonly readAtMs: number }>();
  const numbersOf = new Map<string, string>();

  function know(account: string, { circuit, version }: VersionedCircuit, deadline: Deadline) {
    known.set(account, { circuit, version, readAtMs: deadline.now() });
    return { circuit, version };
  }

  async function read(account: string, deadline: Deadline): Promise<VersionedCircuit> {
    const loaded = (await circuitStore.load(account, deadline.signal)) ?? { circuit: CLOSED, version: 0 };
    return know(account, loaded, deadline);
  }

  async function recent(account: string, deadline: Deadline): Promise<VersionedCircuit> {
    const mine = known.get(account);
    // A clock that was set back must not make what is known last for ever.
    const isRecent = mine !== undefined && Math.abs(deadline.now() - mine.readAtMs) < KNOWN_FOR_MS;
    return isRecent ? mine : await read(account, deadline);
  }

  async function write(account: string, circuit: Circuit, expected: number, deadline: Deadline): Promise<boolean> {
    if ((await circuitStore.save(account, circuit, expected, deadline.signal)) === 'conflict') return false;
    know(account, { circuit, version: expected + 1 }, deadline);
    return true;
  }

  async function learn(
    account: string,
    call: { result: PostResult; version: string },
    deadline: Deadline,
  ): Promise<void> {
    let current = await recent(account, deadline);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const next = onResult(current.circuit, call, policy, deadline.now());
      if (next === current.circuit || (await write(account, next, current.version, deadline))) return;
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
      for (let tries = 0; tries < TRIES; tries += 1) {
        const acquired = tryAcquire(current.circuit, version, deadline.now());
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

    onResult: ({ account }, call, deadline) => learn(account, call, deadline).catch(() => {}),
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
