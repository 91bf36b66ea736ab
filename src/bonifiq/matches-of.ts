import type { ErrorMatch } from '../domain/store.ts';
import type { LoyaltyAccount } from '../ports/loyalty-api.ts';
import { defaultInsufficientBalance, defaultUnknownCustomer, defaultUsedKey } from './default-matches.ts';

/** How errors of an account's API are recognised: by the default matches and by its store's own. */
export function matchesOf(wording: LoyaltyAccount['wording']): LoyaltyAccount['wording'] {
  return {
    usedKey: both(defaultUsedKey, wording.usedKey),
    unknownCustomer: both(defaultUnknownCustomer, wording.unknownCustomer),
    insufficientBalance: both(defaultInsufficientBalance, wording.insufficientBalance),
  };
}

function both(one: ErrorMatch, other: ErrorMatch): ErrorMatch {
  return {
    codeNames: [...one.codeNames, ...other.codeNames],
    errorCodes: [...one.errorCodes, ...other.errorCodes],
    messages: [...one.messages, ...other.messages],
  };
}
