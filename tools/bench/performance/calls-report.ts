import type { CountedDeliveries } from './calls.ts';
import { table } from './markdown.ts';

export function callsTable({ dynamoDb, deliveries }: CountedDeliveries): string {
  const rows = deliveries.map(({ platform, what, outcome, calls, readUnits, writeUnits, ledgerBytes, logBytes }) => [
    `${platform}, ${what}`,
    `\`${outcome}\``,
    Object.entries(calls)
      .map(([name, count]) => (count === 1 ? name : `${count} ${name}`))
      .join(', ') || 'none',
    String(readUnits),
    String(writeUnits),
    String(ledgerBytes),
    String(logBytes),
  ]);
  const head = ['delivery', 'outcome', 'calls', 'read units', 'write units', 'bytes of the ledger', 'log bytes'];
  return `Units as ${dynamoDb} counts them, index included.\n\n${table(head, rows)}`;
}
