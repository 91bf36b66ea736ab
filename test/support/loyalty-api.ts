import type { Reply } from '../../src/bonifiq/client.ts';
import { matchesOf } from '../../src/bonifiq/matches-of.ts';
import { readReply } from '../../src/bonifiq/read-reply.ts';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import type { PriorAttempts } from '../../src/domain/post-result.ts';
import type { BonifiqCredentials, PointsChange } from '../../src/ports/loyalty-api.ts';

export const credentials: BonifiqCredentials = { username: 'APIUSER-loja', password: 'sandbox-pass:wörd' };

/** A change with everything but what the test is about filled in. */
export function changeOf(about: Partial<Omit<PointsChange, 'changeKey'>> & { changeKey?: string }): PointsChange {
  const { customer = 'ana@example.com', points = 10, changeKey = 'ADD-ana@example.com-10-123', ...rest } = about;
  return { customer, points, reason: 'Order 123', customerReason: null, ...rest, changeKey: changeKey as ChangeKey };
}

const none = { codeNames: [], errorCodes: [], messages: [] };

/** What the reply means for an entry, by the default matches. */
export function meaning(reply: Reply, prior: PriorAttempts = 'none', removal = false) {
  return readReply(reply, {
    prior,
    removal,
    ...matchesOf({ usedKey: none, unknownCustomer: none, insufficientBalance: none }),
  });
}

export const never = new AbortController().signal;
