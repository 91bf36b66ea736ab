import { once } from 'node:events';
import { parseRecordPk } from '../src/aws/dynamodb/item-keys.ts';
import type { RecordKey } from '../src/domain/record.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { type Named, whom } from './erasure/whom.ts';
import { exportEntries } from './export/export-entries.ts';
import type { ExportFormat } from './export/export-format.ts';
import { describeFailure, Failure } from './failure.ts';
import { complain, shown } from './terminal.ts';

interface Choice {
  readonly sinceMs?: number;
  readonly store?: string;
  readonly customer?: readonly string[];
  readonly request?: string;
  readonly withCustomers: boolean;
  readonly format: ExportFormat;
  readonly after?: string;
}

const TOLD_EVERY_MS = 5_000;

/** `ponte export` */
export async function exportLedger(connection: Connection, choice: Choice, deadline: Deadline): Promise<void> {
  const { sinceMs = 0, store, customer, request, withCustomers, format } = choice;
  const named: Named | null =
    customer === undefined && request === undefined
      ? null
      : {
          ids: customer ?? [],
          ...(request !== undefined && { request }),
          ...(store !== undefined && { store: [store] }),
        };
  const about = named && (await whom(connection, named, deadline));
  const after = choice.after === undefined ? null : keyOf(choice.after);

  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  let toldAtMs = deadline.now();
  const tell = (rows: number, lastId: string) => {
    if (process.stderr.isTTY !== true || deadline.now() - toldAtMs < TOLD_EVERY_MS) return;
    toldAtMs = deadline.now();
    complain(`Rows: ${rows}, up to ${lastId}`);
  };
  const { stdout } = process;
  // Whoever reads may go away; what was not written is told below.
  stdout.on('error', interrupt);
  const exported = await exportEntries(
    connection.ledgerScan,
    stdout,
    { sinceMs, store, about, withCustomers, format, after },
    AbortSignal.any([deadline.signal, interrupted.signal]),
    tell,
  );
  if (stdout.writableNeedDrain && !stdout.destroyed) await once(stdout, 'drain').catch(() => {});

  const { rows, lastId, illegible, interruptedBy } = exported;
  for (const pk of illegible) complain(`${pk}: this Ponte cannot read the item`);
  if (illegible.length > 0) process.exitCode = 1;
  if (interruptedBy === null) return complain(`Rows: ${rows}.`);
  process.exitCode = 1;
  complain(interrupted.signal.aborted ? 'Interrupted.' : describeFailure(interruptedBy));
  const from = lastId ?? choice.after;
  complain(from === undefined ? shown`Rows: ${rows}; begin again.` : shown`Rows: ${rows}; go on with --after ${from}`);
}

/** Reads what an interrupted export has told. */
function keyOf(id: string): RecordKey {
  const [, store = '', name = ''] = /^(.+)\/([^/]+)$/.exec(id) ?? [];
  const key = parseRecordPk(`ORDER#${store}#${name}`) ?? parseRecordPk(`AWARD#${store}#${name}`);
  if (key === undefined)
    throw new Failure(`${id} is no order or award; write it as it was told, such as my-shop/5001.`);
  return key;
}
