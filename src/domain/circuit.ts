import { type PostResult, saysNotNow } from './post-result.ts';

/** Why nobody calls the points API on an account for a while. */
export interface OpenCircuit {
  /** `failing`: its calls come to nothing. `limited`: it said "not now". `credentials`: it refuses them. */
  readonly because: 'failing' | 'limited' | 'credentials';
  readonly lengthMs: number;
  /** From then on one call asks whether it is over. */
  readonly untilMs: number;
  /** One call is asking: what it comes to decides. */
  readonly asked: boolean;
  /** The credentials that were refused, by their version; null when the pause is for all. */
  readonly version: string | null;
}

/** How an account's calls fare, as all containers together know it. */
export interface Circuit {
  /** Goes up by one with every call that came to nothing, and halves with every answer. */
  readonly failures: number;
  readonly open: OpenCircuit | null;
}

/** When an account's calls pause, and for how long. */
export interface CircuitPolicy {
  /** So many calls in a row have to come to nothing; one that is told "not now" pauses the account by itself. */
  readonly afterTroubles: number;
  /** Doubles with every further trouble, up to the longest. */
  readonly firstMs: number;
  readonly maxMs: number;
}

export type Acquired =
  | { readonly kind: 'acquired' }
  /** One call may ask; `halfOpen` has to be saved before the call, so that it stays the only one. */
  | { readonly kind: 'probe'; readonly halfOpen: Circuit }
  | { readonly kind: 'refused'; readonly open: OpenCircuit };

export const CLOSED: Circuit = { failures: 0, open: null };

/** Longer than all the calls of one attempt: when who asks has died, another one asks after this. */
const PROBE_MS = 60_000;

/** A changed secret opens the account at once; this is for what was put right at the API. */
const REFUSED_MS = 300_000;

/** Whether the account may be called with the credentials of this version. */
export function tryAcquire(circuit: Circuit, version: string, nowMs: number): Acquired {
  const { open } = circuit;
  if (open === null || (open.version !== null && open.version !== version)) return { kind: 'acquired' };
  if (nowMs < open.untilMs) return { kind: 'refused', open };
  return { kind: 'probe', halfOpen: { ...circuit, open: { ...open, untilMs: nowMs + PROBE_MS, asked: true } } };
}

/** What a call's result says of its account. The same object when that is nothing new. */
export function onResult(
  circuit: Circuit,
  { result, version }: { readonly result: PostResult; readonly version: string },
  policy: CircuitPolicy,
  nowMs: number,
): Circuit {
  if (result.kind === 'credentialsRefused') {
    return { ...circuit, open: { ...pausing('credentials', REFUSED_MS, nowMs), version } };
  }
  if (result.kind !== 'unknown') return afterAnswer(circuit, version);

  const retryAfterMs = result.retryAfterMs ?? 0;
  if (isUnderWay(circuit.open, nowMs)) {
    // The call began before the pause: it tells nothing new, unless the API asks for a longer one.
    const asksForMore = nowMs + retryAfterMs > circuit.open.untilMs;
    return asksForMore ? { ...circuit, open: pausing('limited', retryAfterMs, nowMs) } : circuit;
  }
  const notNow = saysNotNow(result);
  const failures = circuit.failures + 1;
  const further = notNow ? failures : failures - policy.afterTroubles + 1;
  if (further < 1 && !isAsked(circuit.open)) return { ...circuit, failures };
  const lengthMs = Math.max(retryAfterMs, doubled(policy, Math.max(further, 1)));
  return { failures, open: pausing(notNow ? 'limited' : 'failing', lengthMs, nowMs) };
}

/**
 * The API answered. Troubles only halve, so that an account that runs into its limit again and again pauses for longer and
 * longer, until its calls fit. A call that began before the API said "not now" does not end that pause.
 */
function afterAnswer(circuit: Circuit, version: string): Circuit {
  const { failures, open } = circuit;
  if (failures === 0 && open === null) return circuit;
  const ofOthers = open !== null && open.version !== null && open.version !== version;
  if (ofOthers || (open?.because === 'limited' && !open.asked)) return circuit;
  return { failures: Math.floor(failures / 2), open: null };
}

function pausing(because: OpenCircuit['because'], lengthMs: number, nowMs: number): OpenCircuit {
  return { because, lengthMs, untilMs: nowMs + lengthMs, asked: false, version: null };
}

/** Whoever calls asks for all; a pause of credentials that were refused is no matter of others. */
function isAsked(open: OpenCircuit | null): boolean {
  return open !== null && open.version === null;
}

/** Everybody waits, and nobody asks yet. */
function isUnderWay(open: OpenCircuit | null, nowMs: number): open is OpenCircuit {
  return open !== null && open.version === null && !open.asked && nowMs < open.untilMs;
}

function doubled({ firstMs, maxMs }: CircuitPolicy, times: number): number {
  return Math.min(maxMs, firstMs * 2 ** (times - 1));
}
