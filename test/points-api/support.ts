import type { ChangeKey } from '../../src/points/change-key.ts';
import {
  defaultInsufficientBalance,
  defaultUnknownCustomer,
  defaultUsedKey,
} from '../../src/points-api/default-matches.ts';
import type { BonifiqCredentials, PointsChange, Reply } from '../../src/points-api/points-api.ts';
import type { PriorAttempts } from '../../src/points-api/reply-result.ts';
import { readReply } from '../../src/points-api/reply-table.ts';

export const credentials: BonifiqCredentials = { username: 'APIUSER-loja', password: 'sandbox-pass:wörd' };

/** A change with everything but what the test is about filled in. */
export function changeOf(about: Partial<Omit<PointsChange, 'changeKey'>> & { changeKey?: string }): PointsChange {
  const { customer = 'ana@example.com', points = 10, changeKey = 'ADD-ana@example.com-10-123', ...rest } = about;
  return { customer, points, reason: 'Order 123', customerReason: null, ...rest, changeKey: changeKey as ChangeKey };
}

/** What the reply means for an entry, by the default matches. */
export function meaning(reply: Reply, prior: PriorAttempts = 'none', removal = false) {
  return readReply(reply, {
    prior,
    removal,
    usedKey: defaultUsedKey,
    unknownCustomer: defaultUnknownCustomer,
    insufficientBalance: defaultInsufficientBalance,
  });
}

export const never = new AbortController().signal;
