import type { OrderRow, Severity } from '../../api.ts';

/** Whether an order's points are as they have to be, wait by themselves, or wait for a person. As the laws judge it. */
export function settledSeverity(because: OrderRow['because']): Severity {
  switch (because) {
    case 'right':
    case 'customerErased':
    case 'inShadow':
      return 'success';
    case 'person':
    case 'uncollected':
      return 'error';
    default:
      return 'warning';
  }
}
