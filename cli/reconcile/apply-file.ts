import { platforms } from '../../src/lambda/platforms.ts';
import type { OrdersPage } from '../../src/ports/store-api.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { type ComparedOrder, comparePage } from '../../src/reconciliation/compare-page.ts';
import { recordPage } from '../../src/reconciliation/record-page.ts';
import type { Repair } from '../../src/reconciliation/repair.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';
import { counted } from '../counted.ts';
import { Failure } from '../failure.ts';
import { complain, print, shown, signed } from '../terminal.ts';
import { type Applied, type Applying, applyToOrder } from './apply-repairs.ts';
import { openCustomers } from './compare-customers.ts';
import { pagesOf } from './pages.ts';
import { roomInQueue } from './queue-room.ts';
import { readStore } from './read-store.ts';
import { readRepairs } from './repair-file.ts';

interface Options {
  readonly store: string;
  readonly file: string;
  readonly zone?: string;
  readonly rate: number;
  readonly json: boolean;
}

/**
 * `ponte reconcile --apply <file>`: does what the lines of the file say, and nothing else. Each is compared again first; one that does
 * not apply any more is told and left. To call it twice does nothing twice.
 */
export async function applyFile(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const lines = readRepairs(options.file);
  const readable = await readStore(connection, options.store, deadline);
  const records = lines.filter((line) => line.do === 'record');
  const others = lines.filter((line) => line.do === 'postAgain' || line.do === 'claim');
  const foreign = records.find(({ order }) => order?.split('/')[0] !== readable.store.id);
  if (foreign) throw new Failure(`${foreign.order} is of another store; nothing was done.`);
  const counts: Record<Applied['kind'], number> = { done: 0, already: 0, skipped: 0 };
  const tell = (line: Repair, applied: Applied) => {
    counts[applied.kind] += 1;
    tellLine(line, applied, options.json);
  };

  const { zone, rate } = options;
  if (others.length > 0) {
    const customers = await openCustomers(connection, readable, { zone, rate }, deadline);
    const applying = { connection, readable, customers, deadline };
    for (const line of others) {
      await roomInQueue(connection, deadline);
      tell(line, await applyToOrder(applying, line));
    }
  }
  await recordLines({ connection, readable, deadline }, records, tell);

  if (counts.skipped > 0) process.exitCode = 1;
  if (options.json) return;
  const left = lines.length - records.length - others.length;
  print(
    `${counted(lines.length, 'line', 'lines')}: ${counts.done} done, ${counts.already} done already, ${counts.skipped} do not apply any more, ${left} left as they are.`,
  );
}

type Recording = Pick<Applying, 'connection' | 'readable' | 'deadline'>;

/** Reads the shop's orders again from the first line's change on: what is recorded is what the shop says now. */
async function recordLines(
  { connection, readable, deadline }: Recording,
  lines: readonly Repair[],
  tell: (line: Repair, applied: Applied) => void,
): Promise<void> {
  const waiting = new Map<string, Repair>();
  for (const line of lines) {
    if (line.order !== null && !waiting.has(line.order)) waiting.set(line.order, line);
    else tell(line, { kind: 'already' });
  }
  if (waiting.size === 0) return;
  // Pages begin behind an instant, of a clock of whole seconds.
  const sinceMs = Math.min(...lines.map(({ at }) => Date.parse(at))) - 1_000;
  for await (const page of pagesOf(readable, { sinceMs }, deadline)) {
    const all = { ledger: readable.ledger, platforms };
    const { orders } = await comparePage(all, readable.store, page, Number.POSITIVE_INFINITY, deadline);
    const taken = new Map<ComparedOrder, Repair>();
    for (const order of orders) {
      const name = `${order.planned.key.store}/${order.planned.key.order}`;
      const line = waiting.get(name);
      if (line === undefined) continue;
      waiting.delete(name);
      if (order.news === 'nothing') tell(line, { kind: 'already' });
      else if (order.points === line.points) taken.set(order, line);
      else tell(line, { kind: 'skipped', because: `it would be ${signed(order.points)} by now` });
    }
    if (taken.size > 0) await recordTaken({ connection, readable, deadline }, page, taken);
    for (const line of taken.values()) tell(line, { kind: 'done' });
    if (waiting.size === 0) return;
  }
  for (const line of waiting.values())
    tell(line, { kind: 'skipped', because: 'the shop does not list the order any more' });
}

async function recordTaken(
  { connection, readable, deadline }: Recording,
  page: OrdersPage,
  taken: ReadonlyMap<ComparedOrder, Repair>,
) {
  const emit = (event: PonteEvent) => {
    if (event.kind === 'warning') complain(event.message);
  };
  await roomInQueue(connection, deadline);
  const dependencies = { ledger: readable.ledger, queue: connection.queue, platforms, emit };
  const only = { ...page, orders: [...taken.keys()].map(({ fetched }) => fetched) };
  const window = { storeUntilMs: Number.POSITIVE_INFINITY, parkAfterMs: Number.POSITIVE_INFINITY };
  const done = await recordPage(dependencies, readable.store, only, window, deadline);
  if (done === null) throw new Failure('The ledger did not take an order. Call it again: what is done stays as it is.');
}

function tellLine(line: Repair, applied: Applied, json: boolean): void {
  const because = applied.kind === 'skipped' ? applied.because : null;
  if (json) print(JSON.stringify({ ...line, result: applied.kind, because }));
  else {
    const what = { done: DONE[line.do], already: 'done already', skipped: `left: ${because ?? ''}` }[applied.kind];
    print(shown`${line.order}  ${signed(line.points)}  ${line.finding}: ${what}`);
  }
}

const DONE: Readonly<Record<Repair['do'], string>> = {
  record: 'recorded',
  postAgain: 'is posted again',
  claim: 'counts for the order; what follows is posted',
  leave: 'left',
};
