import { createBonifiqHistory, createBonifiqHistoryClient } from '../../src/bonifiq/history.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { customerNow } from '../../src/domain/plan-entries.ts';
import type { Store } from '../../src/domain/store.ts';
import { byId } from '../../src/shared/by-id.ts';
import { counted } from '../counted.ts';
import { type Found, fine, unknown, warning } from './finding.ts';
import type { Subject } from './subject.ts';
import { unexplainedGrants } from './unexplained-grants.ts';

const ATTEMPT_MS = 10_000;
const DAYS = 60;
const SINCE_MS = DAYS * 86_400_000;
/** Of each account. */
const SAMPLE = 10;
/** Enough for a sample; a whole ledger may have millions. */
const MOST_ORDERS = 2_000;
/** Birthdays and sign-ups give some customers points near an order, too. */
const TELLING_SHARE = 0.5;
const LEAST_CUSTOMERS = 3;

interface Sampled {
  readonly store: Store;
  readonly customer: string;
  readonly orders: OrderRecord[];
}

/**
 * Whether BonifiQ gives points for the same purchases by itself. Its own integration with a shop, or its objective of a purchase,
 * shares no key with Ponte's changes.
 * @see https://suporte.bonifiq.com.br/support/solutions/articles/150000002842-objetivo-fazer-uma-compra-
 */
export async function checkDoubleAwards(subject: Subject): Promise<readonly Found[]> {
  const { connection } = subject;
  const { stores } = await connection.config();
  const sampled = await sample(subject, stores);
  const found: Found[] = [];
  for (const account of new Set(stores.map((store) => store.account))) {
    found.push(
      await ofAccount(
        subject,
        account,
        sampled.filter(({ store }) => store.account === account),
      ),
    );
  }
  return found;
}

async function ofAccount(subject: Subject, account: string, sampled: readonly Sampled[]): Promise<Found> {
  const of = `account "${account}"`;
  if (sampled.length === 0) return fine(`${of}: no order of the last ${DAYS} days has points yet`);
  const grants = await Promise.all(sampled.map((one) => grantsOf(subject, one)));
  const read = grants.filter((count) => count !== null);
  if (read.length === 0) {
    const next = 'See what is said of the credentials.';
    return unknown(`${of}: no history could be read`, 'BonifiQ did not show it', next);
  }
  const with_ = read.filter((count) => count > 0).length;
  if (read.length < LEAST_CUSTOMERS || with_ < TELLING_SHARE * read.length) {
    return fine(
      `${of}: Ponte's points, and hardly others, in ${counted(read.length, 'history', 'histories')} of its customers`,
    );
  }
  return warning(
    `${of}: ${with_} of ${read.length} customers got points near an order that are not Ponte's`,
    "BonifiQ's own objective for purchases, or its integration with the shop, may give points for the same orders",
    'Look at such a customer in BonifiQ, and switch the objective off: docs/deploying.md.',
  );
}

/** How many grants of a customer nobody can explain; null where the history cannot be read. */
async function grantsOf(
  { connection, deadline }: Subject,
  { store, customer, orders }: Sampled,
): Promise<number | null> {
  const { bonifiqBaseUrl: baseUrl } = connection;
  const secret = await connection.secrets.read(store.id, deadline.signal);
  const credentials = secret.kind === 'read' ? secret.secrets.bonifiq : null;
  if (baseUrl === null || credentials === null) return null;
  const client = createBonifiqHistoryClient({ baseUrl, attemptTimeoutMs: ATTEMPT_MS });
  const history = createBonifiqHistory(client, { instantOf: inUtc });
  const result = await history.history(customer, connection.now() - SINCE_MS, { credentials }, deadline.signal);
  return result.kind === 'read' ? unexplainedGrants(orders, result.items).length : null;
}

async function sample({ connection, deadline }: Subject, stores: readonly Store[]): Promise<readonly Sampled[]> {
  const configured = byId(stores);
  const customers = new Map<string, Sampled>();
  const counts = new Map<string, number>();
  let looked = 0;
  for await (const one of connection.orderScan.all(deadline.signal)) {
    looked += 1;
    if (looked > MOST_ORDERS) break;
    if (one.kind !== 'order') continue;
    const store = configured.get(one.record.key.store);
    const customer = customerNow(one.record);
    if (store === undefined || customer === null || !isAwardedSince(one.record, connection.now() - SINCE_MS)) continue;
    const name = `${store.account}\n${customer}`;
    const known = customers.get(name);
    const count = counts.get(store.account) ?? 0;
    if (known !== undefined) known.orders.push(one.record);
    else if (count < SAMPLE) {
      customers.set(name, { store, customer, orders: [one.record] });
      counts.set(store.account, count + 1);
    }
  }
  return [...customers.values()];
}

function isAwardedSince({ entries }: OrderRecord, sinceMs: number): boolean {
  return entries.some(
    ({ state, points, firstAttemptAtMs }) => state === 'applied' && points > 0 && (firstAttemptAtMs ?? 0) >= sinceMs,
  );
}

/** A time that says no zone is a few hours off, which is little beside the days that are looked at. */
function inUtc(time: string): number {
  return Date.parse(`${time}Z`);
}
