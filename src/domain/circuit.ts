import { type PostResult, saysNotNow } from './post-result.ts';

/** An open circuit: nobody calls the loyalty API on its account until `untilMs`. */
export interface OpenCircuit {
  /** `failing`: calls get no usable answer. `limited`: the API asked for a long pause. `credentials`: it refuses them. */
  readonly because: 'failing' | 'limited' | 'credentials';
  readonly lengthMs: number;
  /** From then on a probe decides; after a pause that the API asked for, calls simply go on. */
  readonly untilMs: number;
  /** A probe is under way. */
  readonly asked: boolean;
  /** Version of the credentials that were refused; `null` when the circuit is open for all credentials. */
  readonly version: string | null;
}

/** An account's circuit breaker, shared by all containers. */
export interface Circuit {
  /** Whose calls got no usable answer, one after the other, with no answer to anybody between them. Each is named once. */
  readonly failing: readonly string[];
  readonly open: OpenCircuit | null;
}

/** When a circuit opens, and for how long. */
export interface CircuitPolicy {
  /** So many customers in a row at whom the API fails open the circuit: at one of them, it may be the customer. */
  readonly failureThreshold: number;
  readonly firstMs: number;
  readonly maxMs: number;
}

/** A call that was made. */
export interface Call {
  readonly result: PostResult;
  /** Of the credentials that it was made with. */
  readonly version: string;
  /** Names whose call it was; no personal data. */
  readonly caller: string;
  /** An earlier call for the same entry got no usable answer either, so that this one says nothing of other entries. */
  readonly isRetry: boolean;
}

/** `probing`: nobody else calls until the probe's result is known. */
export type CircuitState = 'closed' | 'pausing' | 'probing' | 'halfOpen';

export const CLOSED: Circuit = { failing: [], open: null };

/** Longer than all the calls of one attempt. After it a new probe may be sent: the worker of the last one has died. */
const PROBE_MS = 60_000;
/** A changed secret closes the circuit at once. This delay is for credentials that were put right at the API. */
const REFUSED_MS = 300_000;
/** So that an outage is noticed to be over within half of its own length. */
const GROWTH = 1.5;
/** A shorter `Retry-After` is of the rate, which the pace keeps. */
const LONG_RETRY_AFTER_MS = 5_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;

/** What the circuit is to calls with the credentials of this version. */
export function circuitState({ open }: Circuit, version: string, nowMs: number): CircuitState {
  if (open === null || (open.version !== null && open.version !== version)) return 'closed';
  if (isPausing(open, nowMs)) return open.asked ? 'probing' : 'pausing';
  return open.because === 'limited' ? 'closed' : 'halfOpen';
}

/**
 * An end that is further ahead than the pause is long was written by a clock that is ahead. It counts as over: a probe is
 * all that this can cost.
 */
function isPausing({ untilMs, lengthMs, asked }: OpenCircuit, nowMs: number): boolean {
  return nowMs < untilMs && untilMs - nowMs <= (asked ? PROBE_MS : lengthMs);
}

/** The circuit while a probe is under way. It has to be saved before the probe's call, so that it stays the only one. */
export function probing(circuit: Circuit, nowMs: number): Circuit {
  const { open } = circuit;
  return open === null ? circuit : { ...circuit, open: { ...open, untilMs: nowMs + PROBE_MS, asked: true } };
}

/** The circuit after a call. Returns the same object when nothing changes. */
export function afterCall(circuit: Circuit, call: Call, policy: CircuitPolicy, nowMs: number): Circuit {
  const { result, version } = call;
  if (result.kind === 'credentialsRefused') {
    return { ...circuit, open: { ...openFor('credentials', REFUSED_MS, nowMs), version } };
  }
  if (result.kind !== 'unknown') return afterAnswer(circuit, version, nowMs);
  const retryAfterMs = Math.min(result.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  if (retryAfterMs >= LONG_RETRY_AFTER_MS) return afterLongPause(circuit, retryAfterMs, nowMs);
  return saysNotNow(result) ? afterAnswer(circuit, version, nowMs) : afterFailure(circuit, call, policy, nowMs);
}

/** The API answered. An answer to a call that began before a pause that the API asked for does not end it. */
function afterAnswer(circuit: Circuit, version: string, nowMs: number): Circuit {
  const { failing, open } = circuit;
  if (failing.length === 0 && open === null) return circuit;
  const isOfOtherVersion = open !== null && open.version !== null && open.version !== version;
  const staysOpen = isOfOtherVersion || (open?.because === 'limited' && isPausing(open, nowMs));
  if (staysOpen) return failing.length === 0 ? circuit : { ...circuit, failing: [] };
  return CLOSED;
}

function afterLongPause(circuit: Circuit, lengthMs: number, nowMs: number): Circuit {
  const { open } = circuit;
  const isLonger = open?.version !== null || !isPausing(open, nowMs) || open.asked || nowMs + lengthMs > open.untilMs;
  return isLonger ? { failing: [], open: openFor('limited', lengthMs, nowMs) } : circuit;
}

function afterFailure(circuit: Circuit, call: Call, policy: CircuitPolicy, nowMs: number): Circuit {
  const { failing, open } = circuit;
  const isForAll = open !== null && open.version === null && open.because !== 'limited';
  if (isForAll) {
    // The call began before the circuit opened.
    if (!open.asked && isPausing(open, nowMs)) return circuit;
    // The entry of this probe may be why it failed: the next one decides.
    if (call.isRetry) return { ...circuit, open: { ...open, untilMs: nowMs, asked: false } };
    return { ...circuit, open: openFor('failing', Math.min(policy.maxMs, open.lengthMs * GROWTH), nowMs) };
  }
  if (call.isRetry || failing.includes(call.caller)) return circuit;
  const all = [...failing, call.caller];
  if (all.length < policy.failureThreshold) return { ...circuit, failing: all };
  return { failing: [], open: openFor('failing', policy.firstMs, nowMs) };
}

function openFor(because: OpenCircuit['because'], lengthMs: number, nowMs: number): OpenCircuit {
  return { because, lengthMs, untilMs: nowMs + lengthMs, asked: false, version: null };
}
