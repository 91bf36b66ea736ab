/** What is known of an entry's earlier attempts. */
export type PriorAttempts = 'none' | 'unknown' | 'refusedOnly';

/** The result of an attempt. */
export type PostResult =
  | {
      readonly kind: 'applied';
      readonly balance: number | null;
      readonly warning: 'apiWarning' | 'keyUsedByOther' | null;
      readonly code: ReplyCode;
    }
  | { readonly kind: 'alreadyApplied'; readonly balance: number | null; readonly code: ReplyCode }
  | { readonly kind: 'unknown'; readonly retryAfterMs: number | null; readonly code: ReplyCode }
  | { readonly kind: 'credentialsRefused'; readonly code: ReplyCode }
  | { readonly kind: 'customerUnknown'; readonly code: ReplyCode }
  /** A removal of more points than the customer has. `balance`: what there is; `null` where it was not asked for. */
  | { readonly kind: 'insufficientBalance'; readonly balance: number | null; readonly code: ReplyCode }
  | { readonly kind: 'needsChecking'; readonly code: ReplyCode }
  | { readonly kind: 'refused'; readonly code: ReplyCode };

/** How the API named its answer. */
export interface ReplyCode {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly codeName: string | null;
  readonly errorCode: number | null;
  /** May hold personal data: stored in the ledger, never in logs or outcomes. */
  readonly message: string | null;
}

export function isAnswered({ status }: Pick<ReplyCode, 'status'>): boolean {
  return status !== 0;
}

/** Whether the API asked to be called later: 429, or a `Retry-After`. */
export function saysNotNow(result: Extract<PostResult, { kind: 'unknown' }>): boolean {
  return result.code.status === 429 || result.retryAfterMs !== null;
}
