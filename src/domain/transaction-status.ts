import type { TransactionStatus } from './order-facts.ts';

/** A final status beats `pending`; between final ones, money that went back is believed. */
const RANK: Record<TransactionStatus, number> = { other: 0, pending: 1, error: 2, failure: 3, success: 4 };

/** Of two reports of one transaction, the one that says more. */
export function furtherStatus(one: TransactionStatus, other: TransactionStatus): TransactionStatus {
  // Stryker disable next-line EqualityOperator: statuses of equal rank are the same status
  return RANK[other] > RANK[one] ? other : one;
}

/** True for money that is back or on its way back; a failure gives it up again. */
export function isMoneyBack(status: TransactionStatus): boolean {
  return status === 'success' || status === 'pending';
}
