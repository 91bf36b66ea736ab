import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type EntryRow, entryRows, personalEntryRows } from '../../src/domain/entry-row.ts';
import { concernOf, type Erasure } from '../../src/domain/erasure/erase-record.ts';
import { type CustomerId, customerId } from '../../src/domain/order-facts.ts';
import { isOrder, type LedgerRecord, nameOf, type RecordKey } from '../../src/domain/record.ts';
import type { LedgerScan } from '../../src/ports/ledger-scan.ts';
import { escapeControls } from '../../src/shared/escape-controls.ts';
import { csvLine } from './csv-line.ts';
import type { ExportFormat } from './export-format.ts';
import { orderLine } from './order-line.ts';

export interface ExportChoice {
  readonly sinceMs: number;
  /** Only this store's. */
  readonly store: string | undefined;
  /** Only records that have to do with this person; `null` for all. */
  readonly about: Erasure | null;
  readonly withCustomers: boolean;
  /** CSV begins with the names of its columns, unless it goes on after a record. */
  readonly format: ExportFormat;
  /** Goes on after this record. */
  readonly after: RecordKey | null;
}

/** How far an export came. */
export interface Exported {
  readonly rows: number;
  /** `my-shop/5001`: all before it and itself are written; `null` before the first. */
  readonly lastId: string | null;
  /** Keys of records that this version cannot read. */
  readonly illegible: readonly string[];
  /** Why it ended before the end; `null` at the end. */
  readonly interruptedBy: unknown;
}

/**
 * Writes every entry of the ledger as a line, or every order. One page of the table is in memory, and what the reader of `out` has not taken
 * yet of one record. Never rejects: whoever calls can go on after the last record that was written.
 */
export async function exportEntries(
  scan: LedgerScan,
  out: Writable,
  choice: ExportChoice,
  signal: AbortSignal,
  told: (rows: number, lastId: string) => void = () => {},
): Promise<Exported> {
  let rows = 0;
  let lastId: string | null = null;
  const illegible: string[] = [];
  const named = choice.withCustomers ? (customer: CustomerId) => customer : digests();
  try {
    for await (const { pk, record } of scan.records(choice.after, signal)) {
      signal.throwIfAborted();
      if (record === null) {
        illegible.push(pk);
        continue;
      }
      const made = rowsOf(record, choice);
      const lines =
        choice.format === 'orders'
          ? linesOf(record, made, choice, named)
          : made.map((row) => lineOf(row, choice.format));
      const [first] = made;
      if (first !== undefined && choice.format === 'csv' && choice.after === null && rows === 0) {
        await write(out, `${csvLine(Object.keys(first))}\n`, signal);
      }
      if (lines.length > 0) await write(out, `${lines.join('\n')}\n`, signal);
      rows += lines.length;
      lastId = `${record.key.store}/${nameOf(record.key)}`;
      told(rows, lastId);
    }
    return { rows, lastId, illegible, interruptedBy: null };
  } catch (error) {
    return { rows, lastId, illegible, interruptedBy: error };
  }
}

/** One customer's orders still belong together; nobody can tell whose they are, as nobody keeps the key. */
function digests(): (customer: CustomerId) => CustomerId {
  const key = randomBytes(32);
  return (customer) => customerId(`customer:${createHmac('sha256', key).update(customer).digest('hex').slice(0, 32)}`);
}

/** Of an order that the choice takes; one without an entry says why there is none. */
function linesOf(
  record: LedgerRecord,
  made: readonly EntryRow[],
  { sinceMs, store, about }: ExportChoice,
  named: (customer: CustomerId) => CustomerId,
): readonly string[] {
  if (!isOrder(record) || (made.length === 0 && (sinceMs > 0 || record.entries.length > 0))) return [];
  if (store !== undefined && record.key.store !== store) return [];
  if (about !== null && concernOf(about, record) === 'none') return [];
  return [orderLine(record, named)];
}

function rowsOf(record: LedgerRecord, { sinceMs, store, about, withCustomers }: ExportChoice): readonly EntryRow[] {
  if (store !== undefined && record.key.store !== store) return [];
  if (about !== null && concernOf(about, record) === 'none') return [];
  return withCustomers ? personalEntryRows(record, sinceMs) : entryRows(record, sinceMs);
}

function lineOf(row: EntryRow, format: ExportFormat): string {
  return escapeControls(format === 'csv' ? csvLine(Object.values(row)) : JSON.stringify(row));
}

async function write(out: Writable, text: string, signal: AbortSignal): Promise<void> {
  if (out.errored !== null) throw out.errored;
  if (!out.write(text)) await once(out, 'drain', { signal });
}
