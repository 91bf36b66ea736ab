import type { StoreSecrets } from '../aws/secrets-manager/secret-shape.ts';

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
