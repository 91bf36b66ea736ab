/**
 * The store of records cannot be reached, or refuses for a while: the same call may do well later. Any other error of a ledger
 * is about what it holds.
 */
export class LedgerUnreachable extends Error {
  constructor(cause: unknown) {
    super('the ledger cannot be reached', { cause });
    // Logs tell names only, and what is behind it is what helps.
    this.name = cause instanceof Error ? cause.name : 'LedgerUnreachable';
  }
}
