import type { TransactionStatus } from './order-facts.ts';

/** A final status beats `pending`; among final ones `success` wins. */
const RANK: Record<TransactionStatus, number> = { other: 0, pending: 1, error: 2, failure: 3, success: 4 };

/** Of two reports of one transaction, the status with the higher rank. */
export function furtherStatus(one: TransactionStatus, other: TransactionStatus): TransactionStatus {
  // Stryker disable next-line EqualityOperator: statuses of equal rank are the same status
  return RANK[other] > RANK[one] ? other : one;
}

/** True for money that went back or is on its way. */
export function isMoneyBack(status: TransactionStatus): boolean {
  return status === 'success' || status === 'pending';
}
