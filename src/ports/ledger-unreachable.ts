/**
 * The ledger cannot be reached, or refuses for a while: the same call may succeed later. Any other error of a ledger is about
 * what it holds.
 */
export class LedgerUnreachable extends Error {
  constructor(cause: unknown) {
    super('the ledger cannot be reached', { cause });
    // Logs have names only, and the cause's name is the one that helps.
    this.name = cause instanceof Error ? cause.name : 'LedgerUnreachable';
  }
}
