import { afterCall, type Call, type Circuit, type CircuitPolicy, CLOSED, circuitState, probing } from './circuit.ts';
import { hasResumed, joinLine, type Lane, notNow, type Pace, paceAt, paused, reserve } from './pace.ts';
import { saysNotNow } from './post-result.ts';

/** What all containers know of one account of the loyalty API. */
export interface AccountState {
  readonly circuit: Circuit;
  /** `null` while the account was never told "not now". */
  readonly pace: Pace | null;
}

export interface AccountPolicy extends CircuitPolicy {
  /** Most calls a second, in all; `null` where only the API limits them. */
  readonly callsPerSecond: number | null;
}

/** Asks to call. */
export interface Ask {
  /** Of the credentials. */
  readonly version: string;
  readonly lane: Lane;
  /** How many slots to reserve, at most. */
  readonly slots: number;
  /** How many places to take in the line where no slot is free. */
  readonly places: number;
}

export type Admission =
  /** Nothing limits the account. */
  | { readonly kind: 'free' }
  /** This call may be the probe. `save` has to be stored before it. */
  | { readonly kind: 'probe'; readonly save: AccountState }
  /** `save` has to be stored before the first slot is used. */
  | {
      readonly kind: 'slots';
      readonly save: AccountState;
      readonly slotsAtMs: readonly number[];
      readonly cuts: number;
    }
  /** `save` has to be stored before the first place is given. */
  | {
      readonly kind: 'line';
      readonly save: AccountState;
      readonly placesAtMs: readonly number[];
      readonly because: Blocked;
    }
  /** Come back at about `untilMs`. */
  | { readonly kind: 'closed'; readonly untilMs: number; readonly because: Blocked };

/** Why calls have to wait. */
export type Blocked = 'failing' | 'limited' | 'credentials';

export const UNTOUCHED: AccountState = { circuit: CLOSED, pace: null };

/** As long as a probe takes: those who come back wait for its result. */
const PROBE_TAKES_MS = 1_000;

/** Whether the account may be called now, and what has to be stored first. */
export function admit(state: AccountState, ask: Ask, policy: AccountPolicy, nowMs: number): Admission {
  const { circuit } = state;
  switch (circuitState(circuit, ask.version, nowMs)) {
    case 'halfOpen':
      return { kind: 'probe', save: { ...state, circuit: probing(circuit, nowMs) } };
    case 'probing':
      return waits(state, ask, nowMs + PROBE_TAKES_MS, nowMs);
    case 'pausing':
      return waits(state, ask, circuit.open?.untilMs ?? nowMs, nowMs);
    case 'closed':
      return paced(state, ask, policy, nowMs);
  }
}

/** What waits for an outage or a pause comes back in a line, too. What waits for credentials does so when they are tried again. */
function waits(state: AccountState, ask: Ask, fromMs: number, nowMs: number): Admission {
  const because = state.circuit.open?.because ?? 'limited';
  if (because === 'credentials' || state.pace === null) return { kind: 'closed', untilMs: fromMs, because };
  return lined(state, state.pace, ask, fromMs, because, nowMs);
}

function paced(state: AccountState, ask: Ask, { callsPerSecond }: AccountPolicy, nowMs: number): Admission {
  const known = state.pace !== null && hasResumed(state.pace, nowMs) ? null : state.pace;
  const pace = callsPerSecond === null ? known : (known ?? paceAt(callsPerSecond, nowMs));
  if (pace === null) return { kind: 'free' };
  const reserved = reserve(pace, ask.lane, ask.slots, callsPerSecond ?? Number.POSITIVE_INFINITY, nowMs);
  if (reserved === null) return lined(state, pace, ask, nowMs, 'limited', nowMs);
  const { slotsAtMs } = reserved;
  return { kind: 'slots', save: { ...state, pace: reserved.pace }, slotsAtMs, cuts: pace.cuts };
}

/** Promotions take no place: they go on when all orders have gone. */
function lined(state: AccountState, pace: Pace, ask: Ask, fromMs: number, because: Blocked, nowMs: number): Admission {
  if (ask.lane === 'promotion') {
    return { kind: 'closed', untilMs: Math.max(fromMs, pace.freeAtMs, pace.lineEndsAtMs), because };
  }
  const line = joinLine(pace, ask.places, fromMs, nowMs);
  if (line === null) return { kind: 'closed', untilMs: fromMs, because };
  return { kind: 'line', save: { ...state, pace: line.pace }, placesAtMs: line.placesAtMs, because };
}

/** A call that was made, and by which pace. */
export interface PacedCall extends Call {
  /** `cuts` of the pace that gave its slot; `null` for an unpaced call. */
  readonly cuts: number | null;
  /** How many calls this container got answered in the second before it. */
  readonly answered: number;
}

/** The account after a call. Returns the same object when nothing changes. */
export function afterResult(state: AccountState, call: PacedCall, policy: AccountPolicy, nowMs: number): AccountState {
  const circuit = afterCall(state.circuit, call, policy, nowMs);
  const isLimited = call.result.kind === 'unknown' && saysNotNow(call.result);
  const told = isLimited ? notNow(state.pace, call, nowMs) : state.pace;
  const beginsOutage = circuit !== state.circuit && circuit.open?.because === 'failing' && !circuit.open.asked;
  const pace = beginsOutage ? paused(told, nowMs) : told;
  return circuit === state.circuit && pace === state.pace ? state : { circuit, pace };
}
