import type { ChangeKey } from '../domain/change-key.ts';

/** What BonifiQ's private API asks for on every call: "API Token" and "API Key" of a private credential. */
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

/** What came back of one HTTP call, before anything is made of it. */
export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | null; readonly body: string }
  | { readonly kind: 'unanswered'; readonly why: 'timeout' | 'network' };

/** The points API as settling needs it. Never rejects: every failure is a `Reply`. */
export interface LoyaltyApi {
  change(change: PointsChange, credentials: BonifiqCredentials, signal: AbortSignal): Promise<Reply>;
  /** Reads a customer's balance. */
  balance(customer: string, credentials: BonifiqCredentials, signal: AbortSignal): Promise<Reply>;
  createCustomer(customer: string, credentials: BonifiqCredentials, signal: AbortSignal): Promise<Reply>;
}
