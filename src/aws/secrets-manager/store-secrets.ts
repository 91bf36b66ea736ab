import { setTimeout as sleep } from 'node:timers/promises';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  type KnownSecrets,
  type SecretsResult,
  type StoreSecrets,
  type StoreSecretsReader,
  whyUnread,
} from '../../ports/secrets-reader.ts';
import type { Emit } from '../../ports/telemetry.ts';
import { fetchSecret } from './fetch-secret.ts';
import { createRereadLimit } from './reread-limit.ts';
import { isShort } from './secret-shape.ts';
import { type SingleFlight, startSingleFlight } from './single-flight.ts';
import { createWebhookSecretOwners } from './webhook-secret-owners.ts';

export interface StoreSecretsOptions {
  readonly client: SecretsManagerClient;
  /** The secret's name is `prefix` + store id. */
  readonly prefix: string;
  readonly clock: () => number;
  readonly emit: Emit;
  /** A signal that aborts after this many milliseconds; `AbortSignal.timeout` where not given. */
  readonly timeout?: (ms: number) => AbortSignal;
  /** Resolves after so many milliseconds, or once the signal aborts; by the machine's timers where none is given. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const cachedForMs = 5 * 60_000;
/** Whoever sends requests that cannot be verified has nothing read more often. */
const failedForMs = 60_000;
const rereadEveryMs = 30_000;
/** The longest that a delivery waits for a refresh while a cached value is at hand. */
const refreshTimeoutMs = 1_000;
/** A request that is given up sooner says more of who gave it up than of the service. */
const leastToFailMs = 900;

interface Cached {
  readonly secrets: StoreSecrets;
  readonly askedAtMs: number;
  readonly freshUntilMs: number;
}

interface Failed {
  readonly result: Exclude<SecretsResult, { kind: 'read' }>;
  readonly atMs: number;
}

/**
 * Reads stores' secrets from Secrets Manager: one request per store at a time. Good values are cached for five minutes, and
 * longer while a refresh fails; failures are remembered for one minute.
 */
export function createStoreSecrets({
  client,
  prefix,
  clock,
  emit,
  timeout = (ms) => AbortSignal.timeout(ms),
  wait = waitByTheMachine,
}: StoreSecretsOptions): StoreSecretsReader & KnownSecrets {
  const cache = new Map<string, Cached>();
  const failures = new Map<string, Failed>();
  const flights = new Map<string, SingleFlight<SecretsResult>>();
  const rereadAtMs = new Map<string, number>();
  const warnedAboutLength = new Set<string>();
  const owners = createWebhookSecretOwners();
  const limit = createRereadLimit(clock);

  async function ask(store: string, signal: AbortSignal): Promise<SecretsResult> {
    const askedAtMs = clock();
    const result = await askFor(store, askedAtMs, signal);
    const isGivenUp = signal.aborted && clock() - askedAtMs < leastToFailMs;
    if (result.kind === 'read') failures.delete(store);
    else if (!isGivenUp) failures.set(store, { result, atMs: clock() });
    return result;
  }

  /** What is known of a failure without asking again. */
  function failed(store: string): Failed['result'] | null {
    const known = failures.get(store);
    const isOver = known === undefined || known.atMs > clock() || clock() - known.atMs >= failedForMs;
    return isOver ? null : known.result;
  }

  async function askFor(store: string, askedAtMs: number, signal: AbortSignal): Promise<SecretsResult> {
    const parsed = await fetchSecret(client, prefix + store, signal);
    if (parsed.kind !== 'parsed') return parsed;
    const secrets = withCredentials(parsed.secrets, cache.get(store)?.secrets);
    if (parsed.faults.length > 0) {
      emit({ kind: 'secretTrouble', trouble: 'noCredentials', store, because: parsed.faults.join('; ') });
    }
    const owner = owners.claim(store, secrets.webhookSecrets);
    if (owner !== null)
      return { kind: 'invalid', reasons: [`webhookSecrets: one of them is also a secret of store ${owner}`] };
    if (secrets.webhookSecrets.some(isShort) && !warnedAboutLength.has(store)) {
      warnedAboutLength.add(store);
      emit({ kind: 'secretTrouble', trouble: 'shortWebhookSecret', store, because: null });
    }
    cache.set(store, { secrets, askedAtMs, freshUntilMs: clock() + cachedForMs });
    return { kind: 'read', secrets };
  }

  /** Joins the request under way, if any. */
  async function fly(store: string, signal: AbortSignal): Promise<SecretsResult> {
    const underWay = flights.get(store);
    const flight =
      underWay === undefined || underWay.abandoned ? startSingleFlight((abandoned) => ask(store, abandoned)) : underWay;
    flights.set(store, flight);
    const result = await flight.join(signal);
    // A caller that gives up leaves the request to those who still wait.
    if ((result !== null || flight.abandoned) && flights.get(store) === flight) flights.delete(store);
    return result ?? { kind: 'unavailable', because: 'Aborted' };
  }

  async function refresh(store: string, signal: AbortSignal): Promise<SecretsResult> {
    const good = cache.get(store);
    if (good === undefined) return fly(store, signal);
    const result = await fly(store, AbortSignal.any([signal, timeout(refreshTimeoutMs)]));
    if (result.kind === 'read') return result;
    emit({ kind: 'secretTrouble', trouble: 'refreshFailed', store, because: whyUnread(result) });
    return { kind: 'read', secrets: good.secrets };
  }

  async function read(store: string, signal: AbortSignal): Promise<SecretsResult> {
    const good = cache.get(store);
    if (good !== undefined && clock() < good.freshUntilMs) return { kind: 'read', secrets: good.secrets };
    const known = failed(store);
    if (known === null) return refresh(store, signal);
    return good === undefined ? known : { kind: 'read', secrets: good.secrets };
  }

  /** A good value that was asked for since then. */
  function goodSince(store: string, sinceMs: number): SecretsResult | null {
    const good = cache.get(store);
    const isNewEnough = good !== undefined && good.askedAtMs >= sinceMs && good.askedAtMs <= clock();
    return isNewEnough ? { kind: 'read', secrets: good.secrets } : null;
  }

  return {
    read,
    known: (store) => cache.get(store)?.secrets ?? null,
    async reread(store, signal) {
      const lastMs = rereadAtMs.get(store);
      if (lastMs !== undefined && clock() - lastMs < rereadEveryMs) return read(store, signal);
      rereadAtMs.set(store, clock());
      return failed(store) === null ? refresh(store, signal) : read(store, signal);
    },
    async readSince(store, sinceMs, signal) {
      const known = goodSince(store, sinceMs) ?? failed(store);
      if (known !== null) return known;
      const waitMs = limit.waitMs(store);
      if (waitMs > 0) {
        if (!limit.mayWait(waitMs)) return read(store, signal);
        await wait(waitMs, signal);
        // Of those who waited, the first one asks.
        const asked = goodSince(store, sinceMs) ?? failed(store);
        if (asked !== null) return asked;
      }
      limit.asked(store);
      const result = await fly(store, signal);
      // A request that was under way already may be older.
      return result.kind === 'read' && goodSince(store, sinceMs) === null ? fly(store, signal) : result;
    },
  };
}

async function waitByTheMachine(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}

/** Keeps the last good credentials while those of a new secret are unusable. Its webhook secrets count at once. */
function withCredentials(read: StoreSecrets, good: StoreSecrets | undefined): StoreSecrets {
  if (read.bonifiq !== null || good === undefined) return read;
  return { ...read, bonifiq: good.bonifiq, version: good.version };
}
