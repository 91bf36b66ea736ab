/** Decides whether a points API account may be called with the credentials at hand. One per container. */
export interface AccountGate {
  /** Why the account is closed, or `null` when it is open. */
  closedBecause(account: string, version: string, nowMs: number): string | null;
  /** The API refused these credentials. */
  refuse(version: string, nowMs: number): void;
}

/** A changed secret opens an account at once; otherwise one call in this time asks whether the API still refuses. */
const ASK_AGAIN_AFTER_MS = 300_000;

/**
 * Closes an account whose credentials the API refuses, so that a wrong password costs one call and not one for every order,
 * and one whose credentials belong to another account as well: their stores would share change keys without knowing it.
 */
export function createAccountGate(): AccountGate {
  const refusedAtMs = new Map<string, number>();
  const owners = new Map<string, string>();
  return {
    closedBecause(account, version, nowMs) {
      const owner = owners.get(version) ?? account;
      owners.set(version, owner);
      if (owner !== account) {
        return `its credentials are those of account "${owner}", too; give their stores the same account`;
      }
      const atMs = refusedAtMs.get(version);
      const isRefused = atMs !== undefined && nowMs - atMs < ASK_AGAIN_AFTER_MS;
      return isRefused ? `the points API refuses the credentials of account "${account}"` : null;
    },
    refuse(version, nowMs) {
      refusedAtMs.set(version, nowMs);
    },
  };
}
