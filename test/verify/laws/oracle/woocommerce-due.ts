import type { WooCommerceStore } from '../../../../src/domain/store.ts';
import { type Json, text } from './json.ts';

/** "`cancelled`, `failed`, `pending`, `on-hold`, and those that deposit plugins use (`partially-paid`, `partial-payment`, `deposit-paid` and their like …) → not due" */
const NOT_DUE: ReadonlySet<string> = new Set([
  'cancelled',
  'failed',
  'pending',
  'on-hold',
  'partially-paid',
  'partial-payment',
  'deposit-paid',
  'partial',
  'partial-paid',
  'partial-pend',
  'partial-comp',
  'deposit',
  'deposit-payment',
  'pending-deposit',
  'scheduled-payment',
]);

/** "status `completed`, or a paid status (default `processing`) with `date_paid_gmt` … Any other unknown status with `date_paid_gmt` stays due." */
export function isEntitledUnder(
  order: Json,
  { paidStatuses, notPaidStatuses }: Pick<WooCommerceStore, 'paidStatuses' | 'notPaidStatuses'>,
): boolean {
  const status = text(order, 'status') ?? '';
  if (status === 'completed') return true;
  if (status === 'refunded' || (text(order, 'date_paid_gmt') ?? '') === '') return false;
  // "the store's `notPaidStatuses` adds more, and `paidStatuses` wins"
  return paidStatuses.includes(status) || !(NOT_DUE.has(status) || notPaidStatuses.includes(status));
}

/** "A sub-order (`parent_id` > 0) of a marketplace plugin earns only where the store says `subOrders: 'earn'`: its parent holds the same goods." */
export const isSubOrder = (order: Json): boolean => Number(text(order, 'parent_id') ?? '0') > 0;
