import { PassThrough, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type ExportChoice, exportEntries } from '../../../cli/export/export-entries.ts';
import { parseRecordPk, recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import type { ChangeKey } from '../../../src/domain/change-key.ts';
import type { LedgerRecord } from '../../../src/domain/record.ts';
import type { LedgerScan } from '../../../src/ports/ledger-scan.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const { signal } = new AbortController();
const ALL: ExportChoice = {
  sinceMs: 0,
  store: undefined,
  about: null,
  withCustomers: false,
  format: 'jsonl',
  after: null,
};
const orders = Array.from({ length: 9 }, (_, index) => recordWith(orderKey(index + 1), [pendingEntry()]));

/** A table in the order of this list; `before` runs before each record is read. */
function scanOf(records: readonly (LedgerRecord | null)[], before: (at: number) => void = () => {}): LedgerScan {
  return {
    async *records(after) {
      const from = after === null ? 0 : records.findIndex((one) => one && recordPk(one.key) === recordPk(after)) + 1;
      for (const [at, record] of records.entries()) {
        if (at < from) continue;
        before(at);
        yield { pk: record === null ? 'ORDER#acme#99' : recordPk(record.key), record };
      }
    },
    items: () => {
      throw new Error('nobody asks for it');
    },
    removePage: () => Promise.reject(new Error('nobody asks for it')),
  };
}

async function exported(scan: LedgerScan, choice = ALL) {
  const out = new PassThrough();
  const chunks: string[] = [];
  out.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const result = await exportEntries(scan, out, choice, signal);
  await turn();
  return {
    ...result,
    orders: chunks
      .join('')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).record),
  };
}

describe('as CSV', () => {
  const texts = async (choice: Partial<ExportChoice>, record: LedgerRecord) => {
    const out = new PassThrough();
    const chunks: string[] = [];
    out.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    await exportEntries(scanOf([record]), out, { ...ALL, format: 'csv', ...choice }, signal);
    await turn();
    return chunks.join('').split('\n');
  };
  const hostile = recordWith(orderKey(1), [
    pendingEntry({ reason: '=HYPERLINK("x"), a' }),
    pendingEntry({ number: 2, points: -10, reason: '-1+1' }),
  ]);

  test('begins with the names of the columns, and makes no formula of a text', async () => {
    const [names, first = '', second = '', end] = await texts({}, hostile);
    expect(names?.split(',').slice(0, 5)).toEqual(['store', 'kind', 'record', 'entry', 'points']);
    expect(first).toMatch(/^acme,order,1,1,10,pending,,[^,]+,"'=HYPERLINK\(""x""\), a",1970-/);
    expect(second).toMatch(/^acme,order,1,2,-10,pending,,[^,]+,'-1\+1,1970-/);
    expect(end).toBe('');
  });

  test('goes on without the names', async () => {
    const [first = ''] = await texts({ after: { ...orderKey(7) } }, hostile);
    expect(first).toMatch(/^acme,order,1,1,10,/);
  });
});

describe('an export', () => {
  test('writes a line for each entry, and tells what it cannot read', async () => {
    const { rows, illegible, interruptedBy, orders: written } = await exported(scanOf([...orders, null]));
    expect([rows, illegible, interruptedBy]).toEqual([9, ['ORDER#acme#99'], null]);
    expect(written).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('may be of one store, of one person, or of what was planned since', async () => {
    const other = { ...recordWith(orderKey(2), [pendingEntry()]), key: { ...orderKey(2), store: 'other' } };
    const later = recordWith(orderKey(3), [
      pendingEntry({ plannedAtMs: 5, changeKey: 'ADD-bia@example.com-10-3' as ChangeKey }),
    ]);
    const scan = scanOf([recordWith(orderKey(1), [pendingEntry()]), other, later]);
    expect((await exported(scan, { ...ALL, store: 'acme' })).orders).toEqual(['1', '3']);
    expect((await exported(scan, { ...ALL, sinceMs: 5 })).orders).toEqual(['3']);
    const person = { emails: ['bia@example.com'], numbers: [] };
    const about = { person, orders: new Set<string>(), stores: null };
    expect((await exported(scan, { ...ALL, about })).orders).toEqual(['3']);
  });

  test('that breaks off anywhere goes on after the last that was written: nothing is twice or missing', async () => {
    for (const at of orders.keys()) {
      const breaking = scanOf(orders, (index) => {
        if (index === at) throw new Error('the table is away');
      });
      const first = await exported(breaking);
      expect(first.interruptedBy).toEqual(new Error('the table is away'));
      const after = first.lastId === null ? null : (parseRecordPk(`ORDER#${first.lastId.replace('/', '#')}`) ?? null);
      const second = await exported(scanOf(orders), { ...ALL, after });
      expect([...first.orders, ...second.orders]).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    }
  });

  test('waits for a reader that is slow', async () => {
    let waiting = 0;
    let most = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        most = Math.max(most, waiting);
        waiting = 0;
        setTimeout(done, 1);
      },
    });
    await exportEntries(
      scanOf(orders, () => {
        waiting += 1;
      }),
      slow,
      ALL,
      signal,
    );
    expect(most).toBeLessThanOrEqual(2);
  });

  test('ends when it is interrupted while it waits', async () => {
    const stop = new AbortController();
    const never = new Writable({ highWaterMark: 1, write: () => undefined });
    const result = exportEntries(scanOf(orders), never, ALL, stop.signal);
    await turn();
    stop.abort(new Error('interrupted'));
    expect(await result).toMatchObject({ lastId: null, interruptedBy: expect.anything() });
  });
});
