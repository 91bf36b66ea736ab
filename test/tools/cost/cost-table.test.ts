import { expect, test } from 'vitest';
import { costTable } from '../../../tools/cost/cost-table.ts';

const moment = { what: 'paid', outcome: 'applied', readUnits: 0.5, writeUnits: 4, loyaltyApi: 1, logBytes: 753 };

/** One delivery for a sale, another for a refund, which one order in twenty has; half a processor's memory. */
const life = {
  platform: 'Shopify',
  memoryMb: 884.5,
  initMs: 500,
  sale: [{ ...moment, durationMs: 5 }],
  refund: [{ ...moment, what: 'refunded', durationMs: 25 }],
} as const;

const table = costTable(life);
const section = (what: string) => table.slice(table.indexOf(`### Shopify: ${what}`)).split('###')[1];

test('a million orders: counted units, and time at the share of a processor that the memory gives', () => {
  // 1.05 deliveries. Sale: (5 + 5 of the init) ÷ ½ + 200 = 220 ms; refund: (25 + 5) ÷ ½ + 200 = 260 ms.
  // (220 + 260 ÷ 20) ms × 884.5 ÷ 1,024 MB = 0.2013 GB-s. Logs: 1.05 × (753 + 145) = 943 bytes.
  const priced = section('a million orders');
  expect(priced).toContain('| HTTP API | 1.05 | M requests | 1 | 1.05 |');
  expect(priced).toContain('| Lambda, requests | 1.05 | M | 0.2 | 0.21 |');
  expect(priced).toContain('| Lambda, time | 0.20 | M GB-s | 13.3334 | 2.68 |');
  expect(priced).toContain('| DynamoDB, writes | 4.20 | M units | 0.625 | 2.63 |');
  expect(priced).toContain('| DynamoDB, reads | 0.53 | M units | 0.125 | 0.07 |');
  expect(priced).toContain('| CloudWatch Logs | 0.94 | GB | 0.5 | 0.47 |');
  expect(priced).toContain('| transfer out | 1.57 | GB | 0.09 | 0.14 |');
  expect(priced).toContain('| **in all** | | | | **7.26** |');
});

test('what would cost less, each by itself and all together', () => {
  const cheaper = section('what would cost less');
  // 512 ÷ 1,769 of a processor: 10 ms are 34.6, 30 are 103.7; (234.6 + 303.7 ÷ 20) ms × ½ GB = 0.1249 GB-s, 1.665 dollars.
  expect(cheaper).toContain('| 512 MB | 6.24 | 1.02 |');
  // The requests, and 145 bytes of each in the access log: 0.152 GB.
  expect(cheaper).toContain('| a function URL | 6.13 | 1.13 |');
  expect(cheaper).toContain('| both | 5.11 | 2.14 |');
});
