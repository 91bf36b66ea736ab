import type { BonifiqCredentials } from './loyalty-api.ts';
import type { StoreApiCredentials } from './store-api.ts';

/** One store's secret, exactly as stored: nothing is trimmed or decoded. */
export interface StoreSecrets {
  /** `null` when this part of the secret is unusable. Deliveries can still be verified and recorded; entries wait. */
  readonly bonifiq: BonifiqCredentials | null;
  /** Newest first, at least one. During a rotation the platform may sign with either. */
  readonly webhookSecrets: readonly string[];
  /** Changes when, and only when, the BonifiQ credentials do; equal for stores with equal credentials. Not a secret. */
  readonly version: string;
  /** By which customers are found without their ids standing in the ledger's index; absent in secrets of older versions. */
  readonly customerKey?: string;
  /** With which the store's own API is read; absent where nobody gave them, or where they are unusable. */
  readonly storeApi?: StoreApiCredentials;
}

/** What was read of stores' secrets before, without a call. */
export interface KnownSecrets {
  /** `null` before the store's secret was read. */
  known(store: string): StoreSecrets | null;
}

export type SecretsResult =
  | { readonly kind: 'read'; readonly secrets: StoreSecrets }
  /** Secrets Manager refused or failed. `because`: the name of its error, such as `ResourceNotFoundException`. */
  | { readonly kind: 'unavailable'; readonly because: string }
  | { readonly kind: 'invalid'; readonly reasons: readonly string[] };

/** Reads the secrets of stores. Expected failures are values; none quotes a secret. */
export interface StoreSecretsReader {
  read(store: string, signal: AbortSignal): Promise<SecretsResult>;
  /** Reads past the cache, after a 401; at most once per store in 30 s. */
  reread(store: string, signal: AbortSignal): Promise<SecretsResult>;
  /**
   * After a failing signature: secrets that were asked for at `sinceMs` or later, by the reader's own clock, or why there are none.
   * May wait for seconds. Older ones only where too much is asked for at the moment.
   */
  readSince(store: string, sinceMs: number, signal: AbortSignal): Promise<SecretsResult>;
}

/** Why there are no secrets, for a log line: names of errors and fields, never a value. */
export function whyUnread(result: Exclude<SecretsResult, { kind: 'read' }>): string {
  return result.kind === 'invalid' ? result.reasons.join('; ') : result.because;
}
