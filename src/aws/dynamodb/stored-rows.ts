import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { type Entry, heldInShadow } from '../../domain/entry.ts';
import type { CollectedRefund, ListedRefund, TransactionStatus } from '../../domain/order-facts.ts';
import type { OrderRecord } from '../../domain/order-record.ts';
import { columnOf } from './column-of.ts';
import { entryRow } from './stored-entry.ts';
import { transactionStatus } from './stored-fields.ts';
import { listedRefund, refundRow } from './stored-refund.ts';

/** What grows with an order's refunds. */
export interface Rows {
  readonly refunds: readonly CollectedRefund[];
  readonly listed: readonly ListedRefund[];
  readonly statuses: readonly (readonly [id: string, TransactionStatus])[];
  /** The first entries of the order, all of them final. */
  readonly entries: readonly Entry[];
}

export const storedRows = z.strictObject({
  refunds: z._default(columnOf(refundRow), () => []),
  listed: z._default(columnOf(listedRefund), () => []),
  statuses: z._default(columnOf(z.tuple([z.string(), transactionStatus])), () => []),
  entries: z._default(columnOf(entryRow), () => []),
});

/** Rows as `storedRows` reads them, without the kinds of which there are none. */
export function writtenRows(rows: Rows): object {
  // Most orders have none.
  if (Object.values(rows).every(({ length }) => length === 0)) return {};
  const written = z.encode(storedRows as z.ZodMiniType<Rows, object>, rows);
  return Object.fromEntries(Object.entries(written).filter(([kind]) => rows[kind as keyof Rows].length > 0));
}

/** All rows of an order. An entry that is applied, withdrawn or in shadow never changes, unless the hold may withdraw it. */
export function rowsOf({ facts, entries }: Pick<OrderRecord, 'facts' | 'entries'>): Rows {
  const held = heldInShadow(entries);
  const open = entries.findIndex((entry) => !FINAL.has(entry.state) || entry === held);
  return {
    refunds: Object.values(facts.collectedRefunds),
    listed: facts.listedRefunds?.value ?? [],
    statuses: Object.entries(facts.transactionStatuses),
    entries: open === -1 ? entries : entries.slice(0, open),
  };
}

const FINAL: ReadonlySet<Entry['state']> = new Set(['applied', 'withdrawn', 'shadow']);

/** Rows that were written one after the other. Of two with the same id, the later counts. */
export function together(parts: readonly Rows[]): Rows {
  return {
    refunds: [...new Map(parts.flatMap(({ refunds }) => refunds.map((refund) => [refund.id, refund]))).values()],
    listed: parts.flatMap(({ listed }) => listed),
    statuses: [...new Map(parts.flatMap(({ statuses }) => statuses))],
    entries: parts.flatMap(({ entries }) => entries),
  };
}

/** What has to be written after `written` to make `rows`; `null` where something of it is no more. */
export function beyond(written: Rows, rows: Rows): Rows | null {
  const refunds = changed(byId(written.refunds), byId(rows.refunds));
  const statuses = changed(new Map(written.statuses), new Map(rows.statuses));
  const listed = following(written.listed, rows.listed);
  const entries = following(written.entries, rows.entries);
  if (refunds === null || statuses === null || listed === null || entries === null) return null;
  return { refunds: refunds.map(([, refund]) => refund), statuses, listed, entries };
}

function byId(refunds: readonly CollectedRefund[]): Map<string, CollectedRefund> {
  return new Map(refunds.map((refund) => [refund.id, refund]));
}

function changed<Value>(
  written: ReadonlyMap<string, Value>,
  now: ReadonlyMap<string, Value>,
): (readonly [string, Value])[] | null {
  for (const id of written.keys()) if (!now.has(id)) return null;
  return [...now].filter(([id, value]) => !isDeepStrictEqual(value, written.get(id)));
}

function following<Row>(written: readonly Row[], now: readonly Row[]): readonly Row[] | null {
  return isDeepStrictEqual(written, now.slice(0, written.length)) ? now.slice(written.length) : null;
}
