/**
 * Remembers which credentials the API refused, so that a wrong password costs one call and not one for every order.
 * A changed secret opens the account at once; otherwise one call in five minutes asks again.
 */
export interface RefusedCredentials {
  isRefused(account: string, version: string, nowMs: number): boolean;
  refuse(account: string, version: string, nowMs: number): void;
}

const ASK_AGAIN_AFTER_MS = 300_000;

export function createRefusedCredentials(): RefusedCredentials {
  const refused = new Map<string, { version: string; atMs: number }>();
  return {
    isRefused(account, version, nowMs) {
      const last = refused.get(account);
      return last !== undefined && last.version === version && nowMs - last.atMs < ASK_AGAIN_AFTER_MS;
    },
    refuse(account, version, atMs) {
      refused.set(account, { version, atMs });
    },
  };
}
