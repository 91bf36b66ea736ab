/** BonifiQ's own scale: 0, 1 and 2 of its replies' `Severity`. */
export type Severity = 'success' | 'warning' | 'error';

/** What becomes of the work. `refused`: it was not proven to be a store's. `unrecorded`: its sender must send it again. */
export type Disposition = 'done' | 'deferred' | 'parked' | 'refused' | 'unrecorded';

export type OutcomeKind = keyof typeof outcomeTable;

interface OutcomeRow {
  readonly severity: Severity;
  readonly disposition: Disposition;
  readonly httpStatus: number;
  readonly logLevel: 'info' | 'warn' | 'error';
}

/**
 * All that an outcome decides. A delivery that was proven genuine is never answered with a 4xx:
 * Shopify deletes and WooCommerce disables subscriptions that fail, and WooCommerce never sends again.
 * @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries and WooCommerce's `class-wc-webhook.php`
 */
export const outcomeTable = {
  applied: { severity: 'success', disposition: 'done', httpStatus: 200, logLevel: 'info' },
  alreadyApplied: { severity: 'success', disposition: 'done', httpStatus: 200, logLevel: 'info' },
  nothingToDo: { severity: 'success', disposition: 'done', httpStatus: 200, logLevel: 'info' },
  appliedWithWarning: { severity: 'warning', disposition: 'done', httpStatus: 200, logLevel: 'warn' },
  skipped: { severity: 'warning', disposition: 'done', httpStatus: 200, logLevel: 'warn' },
  deferred: { severity: 'warning', disposition: 'deferred', httpStatus: 202, logLevel: 'warn' },
  parked: { severity: 'error', disposition: 'parked', httpStatus: 200, logLevel: 'error' },
  signatureRefused: { severity: 'error', disposition: 'refused', httpStatus: 401, logLevel: 'error' },
  unknownStore: { severity: 'error', disposition: 'refused', httpStatus: 404, logLevel: 'error' },
  tooLarge: { severity: 'error', disposition: 'refused', httpStatus: 413, logLevel: 'error' },
  notRecorded: { severity: 'error', disposition: 'unrecorded', httpStatus: 503, logLevel: 'error' },
} as const satisfies Record<string, OutcomeRow>;
