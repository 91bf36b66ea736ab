import type { PonteConfig } from '../../../src/config/define-config.ts';
import { parseOrderId } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { explainOrder } from '../../../src/explain/explain-order.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { DeliveryRow, OrderRow } from '../../api.ts';
import type { Context } from '../context.ts';

/** An order by its name, as it is now; null where there is none of this name. */
export async function orderRow(
  { connection }: Context,
  config: Pick<PonteConfig, 'stores' | 'settling'>,
  named: { readonly store: string | null; readonly order: string | null },
  lastDelivery: DeliveryRow | null,
  { now, signal }: Deadline,
): Promise<OrderRow | null> {
  const order = parseOrderId(named.order ?? '');
  if (named.store === null || order === undefined) return null;
  const found = await connection.ledger.load({ store: named.store, order }, signal, 'eventual');
  return found && rowOfRecord(found.record, config, lastDelivery, now());
}

function rowOfRecord(
  record: OrderRecord,
  { stores, settling }: Pick<PonteConfig, 'stores' | 'settling'>,
  lastDelivery: DeliveryRow | null,
  nowMs: number,
): OrderRow {
  const store = stores.find(({ id }) => id === record.key.store) ?? null;
  const said = explainOrder({ record, store, retry: settling.retry, nowMs, personal: false });
  const { target, posted, confirmed, because, until } = said.settlement;
  return {
    store: said.store,
    order: said.order,
    platform: said.platform,
    lastDelivery,
    target,
    posted,
    confirmed,
    because,
    until,
  };
}
