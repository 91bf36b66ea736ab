import type { ChangeKey } from '../domain/change-key.ts';
import type { PostResult, PriorAttempts } from '../domain/post-result.ts';
import type { Store } from '../domain/store.ts';

/** The "API Token" and "API Key" of a private credential, for BonifiQ's Basic authentication. */
export interface BonifiqCredentials {
  readonly username: string;
  readonly password: string;
}

/** One change of one customer's balance. `points` carries the sign; zero is never sent. */
export interface PointsChange {
  readonly customer: string;
  readonly points: number;
  readonly changeKey: ChangeKey;
  readonly reason: string;
  readonly customerReason: string | null;
}

/** The account that is called: its credentials, and how else than usual to recognise three errors of its API. */
export interface LoyaltyAccount {
  readonly credentials: BonifiqCredentials;
  readonly wording: Pick<Store, 'usedKey' | 'unknownCustomer' | 'insufficientBalance'>;
}

/** One change of a balance as the customer's history shows it. It names no change key, and perhaps no order. */
export interface HistoryItem {
  readonly atMs: number;
  /** Negative for a removal. */
  readonly points: number;
  /** What the shopper reads. */
  readonly title: string | null;
  readonly isCanceled: boolean;
  /** Where the API says that it made the change by itself: for a purchase, for one that was taken back, or for something else. */
  readonly byItself?: 'purchase' | 'purchaseBack' | 'other';
}

export type HistoryResult =
  | { readonly kind: 'read'; readonly items: readonly HistoryItem[] }
  /** `because` quotes nothing that was answered. */
  | { readonly kind: 'unread'; readonly because: string };

/** The loyalty API as recovery needs it. Never rejects. */
export interface LoyaltyHistory {
  /** All changes of a customer's balance since an instant, whoever made them, in no order. */
  history(
    customer: string,
    sinceMs: number,
    account: Pick<LoyaltyAccount, 'credentials'>,
    signal: AbortSignal,
  ): Promise<HistoryResult>;
}

/** The loyalty API as posting needs it. Never rejects: every failure is a result. */
export interface LoyaltyApi {
  /** `prior`: what is known of earlier attempts with this change's key. */
  change(change: PointsChange, prior: PriorAttempts, account: LoyaltyAccount, signal: AbortSignal): Promise<PostResult>;
  createCustomer(customer: string, account: LoyaltyAccount, signal: AbortSignal): Promise<PostResult>;
  /** A customer's balance in points; `null` when it cannot be read. */
  balance(customer: string, account: LoyaltyAccount, signal: AbortSignal): Promise<number | null>;
}
