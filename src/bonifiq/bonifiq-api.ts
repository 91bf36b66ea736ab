import type { LoyaltyAccount, LoyaltyApi } from '../ports/loyalty-api.ts';
import type { BonifiqClient } from './client.ts';
import { matchesOf } from './matches-of.ts';
import { type ReplyContext, readBalance, readReply } from './read-reply.ts';

/** BonifiQ as the loyalty API: makes the calls and reads the replies. */
export function createBonifiqApi(client: BonifiqClient): LoyaltyApi {
  return {
    async change(change, prior, { credentials, wording }, signal) {
      const reply = await client.change(change, credentials, signal);
      return readReply(reply, { ...matchesOf(wording), prior, removal: change.points < 0 });
    },
    async createCustomer(customer, account, signal) {
      return readReply(await client.createCustomer(customer, account.credentials, signal), creation(account));
    },
    async balance(customer, { credentials }, signal) {
      return readBalance(await client.balance(customer, credentials, signal));
    },
  };
}

/** Creating a customer has no change key: `refusedOnly` keeps an error from being read as a used key. */
function creation({ wording }: LoyaltyAccount): ReplyContext {
  return { ...matchesOf(wording), prior: 'refusedOnly', removal: false };
}
