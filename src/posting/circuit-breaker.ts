import { createHash } from 'node:crypto';
import {
  type AccountPolicy,
  type AccountState,
  type Admission,
  admit,
  afterResult,
  type Blocked,
  UNTOUCHED,
} from '../domain/account-state.ts';
import { amongLine, type Lane } from '../domain/pace.ts';
import type { PostResult } from '../domain/post-result.ts';
import { type Explanation, explain, type Reason } from '../domain/reasons.ts';
import type { AccountStates } from '../ports/account-states.ts';
import { type Deadline, remainingMs, wait } from '../shared/deadline.ts';
import type { Versioned } from '../shared/optimistic-update.ts';
import { TIME } from '../shared/time-budgets.ts';
import { type AccountNames, createAccountNames, type GuardedStore } from './account-names.ts';
import { createHolding, type Holding, type Slot } from './holding.ts';

/** By which pace a call is made: how often it had been cut; `null` for an unpaced call. */
export interface Permit {
  readonly cuts: number | null;
}

export type Acquisition =
  | ({ readonly kind: 'acquired' } & Permit)
  /** Entries should be tried again between `untilMs` and `spreadMs` after it, not all at once. */
  | ({ readonly kind: 'refused'; readonly untilMs: number; readonly spreadMs: number } & Explanation);

/** A call that was made. */
export interface MadeCall extends Permit {
  readonly result: PostResult;
  /** Of the credentials. */
  readonly version: string;
  readonly customer: string;
  /** An earlier call for the same entry got no usable answer either. */
  readonly isRetry: boolean;
}

/**
 * Decides whether a loyalty API account may be called. One per container; all containers share what they know of the
 * accounts through the store of their states.
 */
export interface CircuitBreaker extends AccountNames {
  /**
   * Begins to read the state of an account that this container has not called yet, for a call that may follow: a cold start
   * connects to the ledger meanwhile. Never rejects, and a read that fails is as good as none.
   */
  anticipate(store: GuardedStore, deadline: Deadline): void;
  /** No more than so many calls follow in this invocation, the next one included: no more slots are reserved. */
  expect(calls: number): void;
  /**
   * Whether one call may be made with the credentials of this version. Waits for the call's slot, where that is near.
   * Rejects when the account's state cannot be reached.
   */
  tryAcquire(store: GuardedStore, version: string, deadline: Deadline): Promise<Acquisition>;
  /** Records a call's result. Never rejects: what could not be stored shows again with the next call. */
  onResult(store: GuardedStore, call: MadeCall, deadline: Deadline): Promise<void>;
}

/** How long a container uses a state that it has read: a few calls more in that time cost little. */
const CACHED_FOR_MS = 2_000;
/** Another container that wins a race has recorded a result of the same API. */
const MAX_TRIES = 5;
/** How long promotions wait in one invocation for orders to have gone. */
const PROMOTION_PATIENCE_MS = 30_000;
const PROMOTION_LOOKS_EVERY_MS = 1_000;
/** Those who were kept from closed accounts come back within this time of each other. */
const SPREAD_MS = { failing: 5_000, limited: 5_000, credentials: 300_000 } as const satisfies Record<Blocked, number>;

/**
 * A circuit breaker and a pace for each account: an API that is down gets one probe now and then instead of a call for every
 * order, one that says "not now" is called at the rate that it bears, and a wrong password costs one call in five minutes.
 */
export function createCircuitBreaker(states: AccountStates, policy: AccountPolicy, lane: Lane): CircuitBreaker {
  const known = new Map<string, Versioned<AccountState> & { readonly readAtMs: number }>();
  const anticipated = new Map<string, Promise<unknown>>();
  const holdings = new Map<string, Holding>();
  let expected = Number.POSITIVE_INFINITY;

  function remember(account: string, { record, version }: Versioned<AccountState>, deadline: Deadline) {
    known.set(account, { record, version, readAtMs: deadline.now() });
    return { record, version };
  }

  async function read(account: string, deadline: Deadline): Promise<Versioned<AccountState>> {
    const loaded = (await states.load(account, deadline.signal)) ?? { record: UNTOUCHED, version: 0 };
    return remember(account, loaded, deadline);
  }

  async function recent(
    account: string,
    deadline: Deadline,
  ): Promise<Versioned<AccountState> & { readonly isCached: boolean }> {
    await anticipated.get(account);
    anticipated.delete(account);
    const cached = known.get(account);
    // `abs`: a clock that was set back must not keep the state for ever.
    const isRecent = cached !== undefined && Math.abs(deadline.now() - cached.readAtMs) < CACHED_FOR_MS;
    return isRecent ? { ...cached, isCached: true } : { ...(await read(account, deadline)), isCached: false };
  }

  async function write(account: string, state: AccountState, expected: number, deadline: Deadline): Promise<boolean> {
    if ((await states.save(account, state, expected, deadline.signal)) === 'conflict') return false;
    remember(account, { record: state, version: expected + 1 }, deadline);
    return true;
  }

  function holdingOf(account: string): Holding {
    const holding = holdings.get(account) ?? createHolding();
    holdings.set(account, holding);
    return holding;
  }

  /** Waits for a slot, or leaves it unused where the time does not suffice. */
  async function usedAt(account: string, { atMs, cuts }: Slot, deadline: Deadline): Promise<Acquisition> {
    const waitMs = atMs - deadline.now();
    if (remainingMs(deadline) - waitMs < TIME.leastForAttempt) return refused(account, 'limited', atMs);
    await wait(waitMs, deadline);
    return { kind: 'acquired', cuts };
  }

  /** What the container holds already: no read and no write. */
  async function held(account: string, state: AccountState, deadline: Deadline): Promise<Acquisition | null> {
    const holding = holdingOf(account);
    const slot = holding.nextSlot(state.pace?.cuts, deadline.now());
    if (slot !== undefined) return await usedAt(account, slot, deadline);
    const place = holding.nextPlace(deadline.now());
    return place === undefined ? null : refused(account, place.because, place.atMs);
  }

  async function ask(account: string, version: string, deadline: Deadline): Promise<Acquisition> {
    const holding = holdingOf(account);
    const first = await recent(account, deadline);
    let current: Versioned<AccountState> = first;
    holding.asked(deadline.now());
    const mine = await held(account, current.record, deadline);
    if (mine !== null) return mine;
    // Others reserve slots meanwhile: a read costs less than a write that is refused.
    if (first.isCached && first.record.pace !== null) current = await read(account, deadline);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const slots = Math.min(expected, holding.slotsAtOnce());
      const places = Math.min(expected, holding.placesAtOnce());
      const request = { version, lane, slots, places };
      const admission = admit(current.record, request, policy, deadline.now());
      if (admission.kind === 'free') return { kind: 'acquired', cuts: null };
      if (admission.kind === 'closed')
        return refused(account, admission.because, admission.untilMs, SPREAD_MS[admission.because]);
      if (await write(account, admission.save, current.version, deadline))
        return await given(account, admission, deadline);
      current = await read(account, deadline);
      // Many take places at once: one among them does as well.
      if (admission.kind === 'line' && tries >= 1) return among(account, current.record, admission.because, deadline);
    }
    return { ...refused(account, 'limited', deadline.now(), SPREAD_MS.limited), ...explain('accountBusy', account) };
  }

  async function given(
    account: string,
    admission: Extract<Admission, { kind: 'probe' | 'slots' | 'line' }>,
    deadline: Deadline,
  ): Promise<Acquisition> {
    const holding = holdingOf(account);
    switch (admission.kind) {
      case 'probe':
        return { kind: 'acquired', cuts: admission.save.pace?.cuts ?? null };
      case 'slots': {
        const { slotsAtMs, cuts } = admission;
        const [first, ...others] = slotsAtMs.map((atMs) => ({ atMs, cuts }));
        holding.keepSlots(others);
        return await usedAt(account, first ?? { atMs: deadline.now(), cuts }, deadline);
      }
      case 'line': {
        const { placesAtMs, because } = admission;
        const [first, ...others] = placesAtMs.map((atMs) => ({ atMs, because }));
        holding.keepPlaces(others, deadline.now());
        return refused(account, because, first?.atMs ?? deadline.now());
      }
    }
  }

  function among(account: string, { pace }: AccountState, because: Blocked, deadline: Deadline): Acquisition {
    const firstMs = amongLine(pace, 0, deadline.now());
    return refused(account, because, firstMs, amongLine(pace, 1, deadline.now()) - firstMs);
  }

  async function record(account: string, call: MadeCall, deadline: Deadline): Promise<void> {
    const { customer, ...made } = call;
    const caller = createHash('sha256').update(customer).digest('hex').slice(0, 8);
    const isUnpacedAnswer = call.cuts === null && call.result.kind !== 'unknown';
    const answered = holdingOf(account).answersBefore(isUnpacedAnswer, deadline.now());
    let current: Versioned<AccountState> = await recent(account, deadline);
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const next = afterResult(current.record, { ...made, caller, answered }, policy, deadline.now());
      if (next === current.record || (await write(account, next, current.version, deadline))) return;
      current = await read(account, deadline);
    }
  }

  return {
    ...createAccountNames(),
    anticipate({ account }, deadline) {
      if (known.has(account)) return;
      // In place of an earlier invocation's read, which ended with it.
      const reading = read(account, deadline).catch(() => null);
      anticipated.set(account, reading);
    },
    expect(calls) {
      expected = Math.max(1, calls);
    },
    async tryAcquire({ account }, version, deadline) {
      const patientUntilMs = deadline.now() + (lane === 'promotion' ? PROMOTION_PATIENCE_MS : 0);
      for (;;) {
        const acquisition = await ask(account, version, deadline);
        if (acquisition.kind === 'acquired') return acquisition;
        const waitMs = Math.min(PROMOTION_LOOKS_EVERY_MS, acquisition.untilMs - deadline.now());
        const isTooLong = acquisition.untilMs > patientUntilMs || deadline.now() + waitMs > patientUntilMs;
        if (isTooLong || remainingMs(deadline) - waitMs < TIME.leastForAttempt) return acquisition;
        await wait(waitMs, deadline);
      }
    },
    onResult: ({ account }, call, deadline) => record(account, call, deadline).catch(() => {}),
  };
}

function refused(
  account: string,
  because: Blocked,
  untilMs: number,
  spreadMs = 0,
): Extract<Acquisition, { kind: 'refused' }> {
  return {
    kind: 'refused',
    ...explain(REASONS[because], account),
    untilMs: Math.round(untilMs),
    spreadMs: Math.round(spreadMs),
  };
}

const REASONS = {
  failing: 'apiDown',
  limited: 'apiLimits',
  credentials: 'credentialsRefused',
} as const satisfies Record<Blocked, Reason>;
