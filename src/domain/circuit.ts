import { type ReplyResult, saysNotNow } from './post-result.ts';

/** Why nobody calls the points API on an account for a while. */
export interface Pause {
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
export interface AccountHealth {
  /** Goes up by one with every call that came to nothing, and halves with every answer. */
  readonly troubles: number;
  readonly pause: Pause | null;
}

/** When an account's calls pause, and for how long. */
export interface PausePolicy {
  /** So many calls in a row have to come to nothing; one that is told "not now" pauses the account by itself. */
  readonly afterTroubles: number;
  /** Doubles with every further trouble, up to the longest. */
  readonly firstMs: number;
  readonly longestMs: number;
}

export type Leave =
  | { readonly kind: 'call' }
  /** One call may ask; `asking` has to be saved before it, so that it stays the only one. */
  | { readonly kind: 'ask'; readonly asking: AccountHealth }
  | { readonly kind: 'wait'; readonly pause: Pause };

export const HEALTHY: AccountHealth = { troubles: 0, pause: null };

/** Longer than all the calls of one attempt: when who asks has died, another one asks after this. */
const ASKING_MS = 60_000;

/** A changed secret opens the account at once; this is for what was put right at the API. */
const REFUSED_MS = 300_000;

/** Whether the account may be called with the credentials of this version. */
export function leaveToCall(health: AccountHealth, version: string, nowMs: number): Leave {
  const { pause } = health;
  if (pause === null || (pause.version !== null && pause.version !== version)) return { kind: 'call' };
  if (nowMs < pause.untilMs) return { kind: 'wait', pause };
  return { kind: 'ask', asking: { ...health, pause: { ...pause, untilMs: nowMs + ASKING_MS, asked: true } } };
}

/** What a call's result says of its account. The same object when that is nothing new. */
export function afterCall(
  health: AccountHealth,
  { result, version }: { readonly result: ReplyResult; readonly version: string },
  policy: PausePolicy,
  nowMs: number,
): AccountHealth {
  if (result.kind === 'credentialsRefused') {
    return { ...health, pause: { ...pausing('credentials', REFUSED_MS, nowMs), version } };
  }
  if (result.kind !== 'unknown') return afterAnswer(health, version);

  const retryAfterMs = result.retryAfterMs ?? 0;
  if (isUnderWay(health.pause, nowMs)) {
    // The call began before the pause: it tells nothing new, unless the API asks for a longer one.
    const asksForMore = nowMs + retryAfterMs > health.pause.untilMs;
    return asksForMore ? { ...health, pause: pausing('limited', retryAfterMs, nowMs) } : health;
  }
  const notNow = saysNotNow(result);
  const troubles = health.troubles + 1;
  const further = notNow ? troubles : troubles - policy.afterTroubles + 1;
  if (further < 1 && !isAsked(health.pause)) return { ...health, troubles };
  const lengthMs = Math.max(retryAfterMs, doubled(policy, Math.max(further, 1)));
  return { troubles, pause: pausing(notNow ? 'limited' : 'failing', lengthMs, nowMs) };
}

/**
 * The API answered. Troubles only halve, so that an account that runs into its limit again and again pauses for longer and
 * longer, until its calls fit. A call that began before the API said "not now" does not end that pause.
 */
function afterAnswer(health: AccountHealth, version: string): AccountHealth {
  const { troubles, pause } = health;
  if (troubles === 0 && pause === null) return health;
  const ofOthers = pause !== null && pause.version !== null && pause.version !== version;
  if (ofOthers || (pause?.because === 'limited' && !pause.asked)) return health;
  return { troubles: Math.floor(troubles / 2), pause: null };
}

function pausing(because: Pause['because'], lengthMs: number, nowMs: number): Pause {
  return { because, lengthMs, untilMs: nowMs + lengthMs, asked: false, version: null };
}

/** Whoever calls asks for all; a pause of credentials that were refused is no matter of others. */
function isAsked(pause: Pause | null): boolean {
  return pause !== null && pause.version === null;
}

/** Everybody waits, and nobody asks yet. */
function isUnderWay(pause: Pause | null, nowMs: number): pause is Pause {
  return pause !== null && pause.version === null && !pause.asked && nowMs < pause.untilMs;
}

function doubled({ firstMs, longestMs }: PausePolicy, times: number): number {
  return Math.min(longestMs, firstMs * 2 ** (times - 1));
}
