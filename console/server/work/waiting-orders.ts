import type { Connection } from '../../../cli/connection.ts';
import type { OrderKey } from '../../../src/domain/order-record.ts';
import { isOrder } from '../../../src/domain/record.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';

/** Orders that the ledger's indexes list. */
export interface WaitingOrders {
  readonly keys: readonly OrderKey[];
  /** More are listed than were asked for. */
  readonly isMore: boolean;
  /** Items that this version cannot read. */
  readonly illegible: number;
}

/** Later than anything waits until, and exact as a number. */
const ALL_MS = 8_640_000_000_000_000;

/** The orders that wait for their time or for a person, by the indexes of both: `most` of each. */
export async function waitingOrders(
  { ledger, parkedStore }: Pick<Connection, 'ledger' | 'parkedStore'>,
  most: number,
  { now, signal }: Deadline,
): Promise<WaitingOrders> {
  const pending = new Map<string, OrderKey>();
  let illegible = 0;
  let page: string | null = null;
  do {
    const read = await ledger.ready(ALL_MS, page, signal);
    illegible += read.unreadable;
    for (const key of read.keys) if ('order' in key) pending.set(nameOf(key), key);
    page = read.next;
  } while (page !== null && pending.size < most);
  const parked = new Map<string, OrderKey>();
  let isMore = page !== null;
  for await (const one of parkedStore.list(now(), signal)) {
    if (one.kind === 'illegible') illegible += 1;
    if (!('record' in one) || one.kind === 'occurrence' || !isOrder(one.record)) continue;
    isMore ||= parked.size === most;
    if (parked.size === most) break;
    parked.set(nameOf(one.record.key), one.record.key);
  }
  return { keys: [...new Map([...pending, ...parked]).values()], isMore, illegible };
}

function nameOf({ store, order }: OrderKey): string {
  return `${store}/${order}`;
}
