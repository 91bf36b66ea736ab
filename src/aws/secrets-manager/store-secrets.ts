import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  type SecretsResult,
  type StoreSecrets,
  type StoreSecretsReader,
  whyUnread,
} from '../../ports/secrets-reader.ts';
import type { Emit } from '../../ports/telemetry.ts';
import { parseSecret } from './secret-shape.ts';
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
}

const cachedForMs = 5 * 60_000;
const rereadEveryMs = 30_000;
/** The longest that a delivery waits for a refresh while a cached value is at hand. */
const refreshTimeoutMs = 1_000;
const shortWebhookSecret = 16;

interface Cached {
  readonly secrets: StoreSecrets;
  readonly freshUntilMs: number;
}

/**
 * Reads stores' secrets from Secrets Manager: one request per store at a time. Good values are cached for five minutes, and
 * longer while a refresh fails; failures are never cached. Only `AWSCURRENT` counts, because `AWSPREVIOUS` stays valid until
 * the next rotation. `webhookSecrets` lists both secrets of an overlap.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function createStoreSecrets({
  client,
  prefix,
  clock,
  emit,
  timeout = (ms) => AbortSignal.timeout(ms),
}: StoreSecretsOptions): StoreSecretsReader {
  const cache = new Map<string, Cached>();
  const flights = new Map<string, SingleFlight<SecretsResult>>();
  const rereadAtMs = new Map<string, number>();
  const warnedAboutLength = new Set<string>();
  const owners = createWebhookSecretOwners();

  async function ask(store: string, signal: AbortSignal): Promise<SecretsResult> {
    const answer = await fetchText(client, prefix + store, signal);
    if (answer.kind === 'unavailable') return answer;
    const parsed = parseSecret(answer.text);
    if (parsed.kind === 'invalid') return parsed;
    const secrets = withCredentials(parsed.secrets, cache.get(store)?.secrets);
    if (parsed.faults.length > 0) {
      emit({ kind: 'secretTrouble', trouble: 'noCredentials', store, because: parsed.faults.join('; ') });
    }
    const owner = owners.claim(store, secrets.webhookSecrets);
    if (owner !== null)
      return { kind: 'invalid', reasons: [`webhookSecrets: one of them is also a secret of store ${owner}`] };
    if (secrets.webhookSecrets.some(({ length }) => length < shortWebhookSecret) && !warnedAboutLength.has(store)) {
      warnedAboutLength.add(store);
      emit({ kind: 'secretTrouble', trouble: 'shortWebhookSecret', store, because: null });
    }
    cache.set(store, { secrets, freshUntilMs: clock() + cachedForMs });
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
    // So that not every delivery asks again while the service is down.
    cache.set(store, { ...good, freshUntilMs: Math.max(good.freshUntilMs, clock() + rereadEveryMs) });
    return { kind: 'read', secrets: good.secrets };
  }

  async function read(store: string, signal: AbortSignal): Promise<SecretsResult> {
    const good = cache.get(store);
    return good !== undefined && clock() < good.freshUntilMs
      ? { kind: 'read', secrets: good.secrets }
      : refresh(store, signal);
  }

  return {
    read,
    async reread(store, signal) {
      const lastMs = rereadAtMs.get(store);
      if (lastMs !== undefined && clock() - lastMs < rereadEveryMs) return read(store, signal);
      rereadAtMs.set(store, clock());
      return refresh(store, signal);
    },
  };
}

/** Keeps the last good credentials while those of a new secret are unusable. Its webhook secrets count at once. */
function withCredentials(read: StoreSecrets, good: StoreSecrets | undefined): StoreSecrets {
  if (read.bonifiq !== null || good === undefined) return read;
  return { ...read, bonifiq: good.bonifiq, version: good.version };
}

type Answer =
  | { readonly kind: 'text'; readonly text: string | undefined }
  | Extract<SecretsResult, { kind: 'unavailable' }>;

async function fetchText(client: SecretsManagerClient, secretId: string, abortSignal: AbortSignal): Promise<Answer> {
  try {
    const command = new GetSecretValueCommand({ SecretId: secretId, VersionStage: 'AWSCURRENT' });
    return { kind: 'text', text: (await client.send(command, { abortSignal })).SecretString };
  } catch (error) {
    return { kind: 'unavailable', because: error instanceof Error ? error.name : 'UnknownError' };
  }
}
