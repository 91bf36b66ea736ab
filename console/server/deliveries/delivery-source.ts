import type { LoggedDelivery } from '../../../local/deliveries/delivery-log.ts';
import type { OrderKey } from '../../../src/domain/order-record.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { Changed, Deliveries, DeliveryRow, LogLine } from '../../api.ts';

/** Which deliveries are asked for; what is left out is any. */
export interface DeliveryFilter {
  readonly store?: string | undefined;
  readonly topic?: string | undefined;
  readonly outcome?: string | undefined;
  readonly severity?: readonly DeliveryRow['severity'][] | undefined;
  readonly order?: string | undefined;
  /** Words that are all in what the row says, whatever their case. */
  readonly search?: string | undefined;
  /** Orders of the customer whom the search names, as `store/order`: their deliveries are found, too. */
  readonly ofCustomer?: ReadonlySet<string> | undefined;
}

export interface FoundDelivery {
  readonly row: DeliveryRow;
  /** Null where bodies are not kept. */
  readonly logged: LoggedDelivery | null;
  readonly log: readonly LogLine[];
}

/** Entries that a function has told to be applied, each with the instant. */
export interface Told {
  readonly at: string;
  readonly entries: DeliveryRow['entries'];
}

/** What has come since a cursor. */
export interface News {
  readonly cursor: string;
  /** The oldest first. */
  readonly deliveries: readonly DeliveryRow[];
  readonly changed: readonly Changed[];
}

/** The deliveries of a platform, wherever they are kept. */
export interface DeliverySource {
  page(
    filter: DeliveryFilter,
    page: { readonly before: string | null; readonly limit: number },
    deadline: Deadline,
  ): Promise<Deliveries>;
  /** Null where there is none of this id, or none is kept any more. */
  find(id: string, deadline: Deadline): Promise<FoundDelivery | null>;
  /** Those that named an order, the oldest first; `settled`: what was told of it from the queue. */
  ofOrder(
    key: OrderKey,
    sinceMs: number,
    deadline: Deadline,
  ): Promise<{ readonly deliveries: readonly DeliveryRow[]; readonly settled: readonly Told[] }>;
  /** With `null`, from now on. */
  since(cursor: string | null, deadline: Deadline): Promise<News>;
}

/** Whether a row is asked for. */
export function fits(row: DeliveryRow, filter: DeliveryFilter): boolean {
  const { store, topic, outcome, severity, order, search = '', ofCustomer } = filter;
  const isNamed =
    (store === undefined || row.store === store) &&
    (topic === undefined || row.topic === topic) &&
    (outcome === undefined || row.outcome === outcome) &&
    (severity === undefined || severity.includes(row.severity)) &&
    (order === undefined || row.order === order);
  if (!isNamed || search === '') return isNamed;
  if (ofCustomer?.has(`${row.store}/${row.order}`)) return true;
  const { topic: named, orderName, reason, message, at } = row;
  const said = [row.store, named, row.order, orderName, row.outcome, reason, message, at].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** The sum of what was applied at once. */
export function appliedPoints(entries: DeliveryRow['entries']): number {
  return entries.filter(({ outcome }) => outcome === 'applied').reduce((sum, { points }) => sum + points, 0);
}
