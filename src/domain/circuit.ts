import { type PostResult, saysNotNow } from './post-result.ts';

/** An open circuit: nobody calls the loyalty API on its account until `untilMs`. */
export interface OpenCircuit {
  /** `failing`: calls get no usable answer. `limited`: the API asked for a pause. `credentials`: it refuses them. */
  readonly because: 'failing' | 'limited' | 'credentials';
  readonly lengthMs: number;
  /** From then on the circuit is half-open: one probe decides. */
  readonly untilMs: number;
  /** A probe is under way. */
  readonly asked: boolean;
  /** Version of the credentials that were refused; `null` when the circuit is open for all credentials. */
  readonly version: string | null;
}

/** An account's circuit breaker, shared by all containers. */
export interface Circuit {
  /** Incremented by every call without a usable answer, halved by every answer. */
  readonly failures: number;
  readonly open: OpenCircuit | null;
}

/** When a circuit opens, and for how long. */
export interface CircuitPolicy {
  /** Failed calls in a row that open the circuit. A single "not now" opens it, too. */
  readonly failureThreshold: number;
  /** Doubles with every further failure, up to `maxMs`. */
  readonly firstMs: number;
  readonly maxMs: number;
}

export type Acquired =
  | { readonly kind: 'acquired' }
  /** This call may be the probe. `halfOpen` has to be saved before the call, so that it stays the only one. */
  | { readonly kind: 'probe'; readonly halfOpen: Circuit }
  | { readonly kind: 'refused'; readonly open: OpenCircuit };

export const CLOSED: Circuit = { failures: 0, open: null };

/** Longer than all the calls of one attempt. After it a new probe may be sent: the worker of the last one has died. */
const PROBE_MS = 60_000;

/** A changed secret closes the circuit at once. This delay is for credentials that were put right at the API. */
const REFUSED_MS = 300_000;

/** Whether the account may be called with the credentials of this version. */
export function tryAcquire(circuit: Circuit, version: string, nowMs: number): Acquired {
  const { open } = circuit;
  if (open === null || (open.version !== null && open.version !== version)) return { kind: 'acquired' };
  if (nowMs < open.untilMs) return { kind: 'refused', open };
  return { kind: 'probe', halfOpen: { ...circuit, open: { ...open, untilMs: nowMs + PROBE_MS, asked: true } } };
}

/** The circuit after a call's result. Returns the same object when nothing changes. */
export function onResult(
  circuit: Circuit,
  { result, version }: { readonly result: PostResult; readonly version: string },
  policy: CircuitPolicy,
  nowMs: number,
): Circuit {
  if (result.kind === 'credentialsRefused') {
    return { ...circuit, open: { ...openFor('credentials', REFUSED_MS, nowMs), version } };
  }
  if (result.kind !== 'unknown') return afterAnswer(circuit, version);

  const retryAfterMs = result.retryAfterMs ?? 0;
  if (isStillOpen(circuit.open, nowMs)) {
    // The call began before the circuit opened. Only a longer `Retry-After` is news.
    const asksForMore = nowMs + retryAfterMs > circuit.open.untilMs;
    return asksForMore ? { ...circuit, open: openFor('limited', retryAfterMs, nowMs) } : circuit;
  }
  const notNow = saysNotNow(result);
  const failures = circuit.failures + 1;
  const further = notNow ? failures : failures - policy.failureThreshold + 1;
  if (further < 1 && !isForAll(circuit.open)) return { ...circuit, failures };
  const lengthMs = Math.max(retryAfterMs, backoffMs(policy, Math.max(further, 1)));
  return { failures, open: openFor(notNow ? 'limited' : 'failing', lengthMs, nowMs) };
}

/**
 * The API answered. The failures only halve, so that the circuit of an account that keeps meeting its limit stays open longer
 * each time, until its calls fit. An answer to a call that began before a "not now" does not close the circuit.
 */
function afterAnswer(circuit: Circuit, version: string): Circuit {
  const { failures, open } = circuit;
  if (failures === 0 && open === null) return circuit;
  const isOfOtherVersion = open !== null && open.version !== null && open.version !== version;
  if (isOfOtherVersion || (open?.because === 'limited' && !open.asked)) return circuit;
  return { failures: Math.floor(failures / 2), open: null };
}

function openFor(because: OpenCircuit['because'], lengthMs: number, nowMs: number): OpenCircuit {
  return { because, lengthMs, untilMs: nowMs + lengthMs, asked: false, version: null };
}

/** False for refused credentials: that circuit is open for one version only. */
function isForAll(open: OpenCircuit | null): open is OpenCircuit {
  return open !== null && open.version === null;
}

function isStillOpen(open: OpenCircuit | null, nowMs: number): open is OpenCircuit {
  return isForAll(open) && !open.asked && nowMs < open.untilMs;
}

function backoffMs({ firstMs, maxMs }: CircuitPolicy, times: number): number {
  return Math.min(maxMs, firstMs * 2 ** (times - 1));
}
