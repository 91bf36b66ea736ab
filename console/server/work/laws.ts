import type { Connection } from '../../../cli/connection.ts';
import type { OrderKey, OrderRecord } from '../../../src/domain/order-record.ts';
import { explainOrder } from '../../../src/explain/explain-order.ts';
import type { OrderExplanation } from '../../../src/explain/explanation.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { LawBroken, Laws } from '../../api-work.ts';
import { type WaitingOrders, waitingOrders } from './waiting-orders.ts';

/** What waits for so long after its time waits unseen, whatever lists it. */
const TOO_LONG_MS = 3_600_000;
const MOST = 200;
const AT_ONCE = 10;

type Judged = LawBroken | 'holds' | 'waits' | 'withoutCustomer';

/**
 * Whether two laws hold: posted is the target, or the rest waits where everybody sees it. Looks at the orders that are named and at those
 * that the indexes list; never at the whole table.
 */
export async function checkLaws(
  connection: Pick<Connection, 'ledger' | 'parkedStore' | 'config'>,
  named: readonly OrderKey[],
  deadline: Deadline,
): Promise<Laws> {
  const { stores, settling } = await connection.config();
  const judge = async (key: OrderKey, waiting: WaitingOrders): Promise<Judged> => {
    const record = await loaded(connection, key, deadline);
    if (record === null) return 'holds';
    if (record === 'illegible') return brokenBy(key, 'illegible', 'this version cannot read its item');
    const store = stores.find(({ id }) => id === key.store) ?? null;
    const nowMs = deadline.now();
    const said = explainOrder({ record, store, retry: settling.retry, nowMs, personal: false });
    return judged(key, record, said.settlement, waiting, nowMs);
  };
  const before = await waitingOrders(connection, MOST, deadline);
  const keys = [...new Map([...named, ...before.keys].map((key) => [`${key.store}/${key.order}`, key])).values()];
  const results = await inTurns(keys, (key) => judge(key, before));
  const suspects = results.flatMap((result) =>
    typeof result === 'string' ? [] : [{ store: result.store, order: result.order }],
  );
  // An order may have moved on between the index and its record.
  const after = suspects.length === 0 ? before : await waitingOrders(connection, MOST, deadline);
  const again = keys.filter((key) => suspects.some(({ store, order }) => store === key.store && order === key.order));
  const broken = (await inTurns(again, (key) => judge(key, after))).filter((one) => typeof one !== 'string');
  return {
    at: new Date(deadline.now()).toISOString(),
    isGreen: broken.length === 0 && after.illegible === 0,
    checked: keys.length,
    isMore: before.isMore,
    broken,
    waiting: results.filter((one) => one === 'waits').length,
    withoutCustomer: results.filter((one) => one === 'withoutCustomer').length,
  };
}

/** Items that cannot be read are a `TypeError`; what cannot be reached is not. */
async function loaded(
  { ledger }: Pick<Connection, 'ledger'>,
  key: OrderKey,
  { signal }: Deadline,
): Promise<OrderRecord | 'illegible' | null> {
  try {
    return (await ledger.load(key, signal))?.record ?? null;
  } catch (error) {
    if (error instanceof TypeError) return 'illegible';
    throw error;
  }
}

function judged(
  key: OrderKey,
  record: OrderRecord,
  { because, until, target, posted }: OrderExplanation['settlement'],
  waiting: WaitingOrders,
  nowMs: number,
): Judged {
  if (because === 'right' || because === 'customerErased' || because === 'inShadow') return 'holds';
  // Told by its deliveries; the next body that names a customer ends it.
  if (because === 'noCustomer') return 'withoutCustomer';
  if (because === 'notPlanned')
    return brokenBy(key, 'unequal', 'nothing is planned for the difference', { target, posted });
  const isListed =
    waiting.isMore || waiting.keys.some(({ store, order }) => store === key.store && order === key.order);
  if (!isListed) return brokenBy(key, 'unseen', 'it waits, and no index lists it', { target, posted });
  const sinceMs = until === null ? readySinceMs(record, nowMs) : Date.parse(until);
  const isForAPerson = because === 'person' || because === 'uncollected' || because === 'shadow';
  if (!isForAPerson && nowMs - sinceMs > TOO_LONG_MS) {
    return brokenBy(key, 'unseen', 'it could have been posted more than an hour ago', { target, posted });
  }
  return 'waits';
}

function readySinceMs({ entries }: OrderRecord, nowMs: number): number {
  return entries.find(({ state }) => state === 'pending')?.notBeforeMs ?? nowMs;
}

function brokenBy(
  { store, order }: OrderKey,
  law: LawBroken['law'],
  because: string,
  points: { readonly target: number; readonly posted: number } | null = null,
): LawBroken {
  return { store, order, law, target: points?.target ?? null, posted: points?.posted ?? null, because };
}

async function inTurns<In, Out>(all: readonly In[], each: (one: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(start, start + AT_ONCE).map(each))));
  }
  return done;
}
