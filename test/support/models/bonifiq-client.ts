import type { SandboxCore } from '../../../sandbox/sandbox-core.ts';
import type { Effect } from '../../../sandbox/wire.ts';
import type { BonifiqClient, Reply } from '../../../src/bonifiq/client.ts';
import type { BonifiqHistoryClient } from '../../../src/bonifiq/history.ts';
import { historyRequest } from '../../../src/bonifiq/history-request.ts';
import { type ApiRequest, balanceRequest, changeRequest, upsertRequest } from '../../../src/bonifiq/requests.ts';
import type { BonifiqCredentials } from '../../../src/ports/loyalty-api.ts';
import { readRetryAfter } from '../../../src/shared/retry-after.ts';

/** A model of the HTTP client: the same requests, handed to the sandbox's state machine without a network. */
export function createModelBonifiqClient(
  sandbox: SandboxCore,
  now: () => number,
): BonifiqClient & BonifiqHistoryClient {
  async function send(
    { method, path, body }: ApiRequest,
    { username, password }: BonifiqCredentials,
    signal: AbortSignal,
  ): Promise<Reply> {
    if (signal.aborted) return { kind: 'unanswered', why: 'timeout' };
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const effects = sandbox.handle({
      method,
      path,
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });
    return toReply(effects.at(-1), now);
  }
  return {
    change: (change, credentials, signal) => send(changeRequest(change), credentials, signal),
    balance: (customer, credentials, signal) => send(balanceRequest(customer), credentials, signal),
    createCustomer: (customer, credentials, signal) => send(upsertRequest(customer), credentials, signal),
    history: (customer, page, credentials, signal) => send(historyRequest(customer, page), credentials, signal),
  };
}

function toReply(effect: Effect | undefined, now: () => number): Reply {
  if (effect?.kind === 'hang') return { kind: 'unanswered', why: 'timeout' };
  if (effect?.kind !== 'answer') return { kind: 'unanswered', why: 'network' };
  const retryAfterMs = readRetryAfter(effect.headers['Retry-After'], now());
  return { kind: 'answered', status: effect.status, retryAfterMs, body: effect.body };
}
