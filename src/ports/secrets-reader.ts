import type { BonifiqCredentials } from './loyalty-api.ts';

/** What one store's secret holds, exactly as stored: nothing is trimmed or decoded. */
export interface StoreSecrets {
  /** Null when this half of the secret is unusable: deliveries can still be verified and recorded, and entries wait. */
  readonly bonifiq: BonifiqCredentials | null;
  /** Newest first, at least one: during a rotation the platform may sign with either. */
  readonly webhookSecrets: readonly string[];
  /** Changes when, and only when, the BonifiQ credentials do; equal for stores with equal credentials. Not a secret. */
  readonly version: string;
  /** Keys that are not of this module, such as credentials of the store's own platform API. Secret. */
  readonly others: Readonly<Record<string, unknown>>;
}

export type SecretsResult =
  | { readonly kind: 'read'; readonly secrets: StoreSecrets }
  /** Secrets Manager gave nothing; `because` is the name of its error, such as `ResourceNotFoundException`. */
  | { readonly kind: 'unavailable'; readonly because: string }
  | { readonly kind: 'invalid'; readonly reasons: readonly string[] };

/** The secrets of each store. Expected failures are values; none quotes a secret. */
export interface StoreSecretsReader {
  read(store: string, signal: AbortSignal): Promise<SecretsResult>;
  /** After a 401 or a failing signature: past the cache, at most once per store in 30 s. */
  reread(store: string, signal: AbortSignal): Promise<SecretsResult>;
}

/** Why there are no secrets, for a log line: names of errors and places, never a value. */
export function whyUnread(result: Exclude<SecretsResult, { kind: 'read' }>): string {
  return result.kind === 'invalid' ? result.reasons.join('; ') : result.because;
}
