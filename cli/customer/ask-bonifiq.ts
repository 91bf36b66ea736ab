import { createBonifiqApi } from '../../src/bonifiq/bonifiq-api.ts';
import { createBonifiqClient } from '../../src/bonifiq/client.ts';
import { createBonifiqHistory, createBonifiqHistoryClient } from '../../src/bonifiq/history.ts';
import type { CustomerId } from '../../src/domain/order-facts.ts';
import type { Store } from '../../src/domain/store.ts';
import type { HistoryResult } from '../../src/ports/loyalty-api.ts';
import { whyUnread } from '../../src/ports/secrets-reader.ts';
import type { Connection } from '../connection.ts';
import { inZone } from '../reclaim.ts';

/** What BonifiQ says of a customer. */
export interface Asked {
  readonly history: HistoryResult;
  /** Null where it was not read. */
  readonly balance: number | null;
}

const TIMEOUT_MS = 30_000;

/** Balance and history, with the credentials of the store. Never rejects: what is not read says why. */
export async function askBonifiq(
  { secrets, bonifiqBaseUrl: baseUrl }: Pick<Connection, 'secrets' | 'bonifiqBaseUrl'>,
  store: Store,
  customer: CustomerId,
  zone: string | undefined,
  signal: AbortSignal,
): Promise<Asked> {
  const unread = (because: string): Asked => ({ history: { kind: 'unread', because }, balance: null });
  if (baseUrl === null) return unread('say in BONIFIQ_BASE_URL which points API the stage calls');
  const read = await secrets.read(store.id, signal);
  if (read.kind !== 'read') return unread(`its secret: ${whyUnread(read)}`);
  const { bonifiq: credentials } = read.secrets;
  if (credentials === null) return unread('its secret holds no usable bonifiq credentials');
  const options = { baseUrl, attemptTimeoutMs: TIMEOUT_MS };
  const { history } = createBonifiqHistory(createBonifiqHistoryClient(options), {
    instantOf: (time) => inZone(time, zone),
  });
  const { balance } = createBonifiqApi(createBonifiqClient(options));
  return {
    history: await history(customer, 0, { credentials }, signal),
    balance: await balance(customer, { credentials, wording: store }, signal),
  };
}
