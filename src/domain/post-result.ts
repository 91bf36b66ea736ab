/** What is known of an entry's earlier attempts when a reply comes. */
export type PriorAttempts = 'none' | 'unknown' | 'refusedOnly';

/** What an attempt came to; `readReply` in `src/bonifiq/` makes it of a reply. */
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
  /** A removal of more points than the customer has; `balance` is what there is, where somebody asked. */
  | { readonly kind: 'insufficientBalance'; readonly balance: number | null; readonly code: ReplyCode }
  | { readonly kind: 'needsChecking'; readonly code: ReplyCode }
  | { readonly kind: 'refused'; readonly code: ReplyCode };

/** How the API named its answer: for the ledger and, but for `message`, for logs. */
export interface ReplyCode {
  /** 0 when nothing was answered. */
  readonly status: number;
  readonly codeName: string | null;
  readonly errorCode: number | null;
  /** May hold personal data: the ledger keeps it, logs and outcomes never do. */
  readonly message: string | null;
}

/** Whether an answer came at all. */
export function isAnswered({ status }: ReplyCode): boolean {
  return status !== 0;
}

/** Whether an answer that proves nothing asked to be left alone for a while. */
export function saysNotNow(result: Extract<PostResult, { kind: 'unknown' }>): boolean {
  return result.code.status === 429 || result.retryAfterMs !== null;
}
