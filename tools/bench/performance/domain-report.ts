import type { DomainRow } from './domain.ts';
import { spread, table } from './markdown.ts';

export function domainTable(rows: readonly DomainRow[]): string {
  return table(
    ['an order of', 'bytes of the body', 'JSON ms', 'facts ms', 'points ms', 'points, µs a refund or line'],
    rows.map(({ lines, refunds, bytes, parseMs, readMs, pointsMs }) => [
      refunds > 0 ? counted(refunds, 'refund') : counted(lines, 'line'),
      bytes.toLocaleString('en'),
      spread(parseMs, 2),
      spread(readMs, 2),
      spread(pointsMs, 2),
      ((pointsMs.median * 1_000) / lines).toFixed(0),
    ]),
  );
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
