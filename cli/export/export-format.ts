export const EXPORT_FORMATS = ['jsonl', 'csv', 'orders'] as const;

/** Entries, a line each; or whole orders, as `ponte simulate --ledger` reads them. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
