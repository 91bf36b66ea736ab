import { expect, test } from 'vitest';
import { floodTable } from '../../../tools/cost/flood-table.ts';

/** Half a processor's memory, so that a millisecond measured is two billed. */
const measured = {
  memoryMb: 884.5,
  refusals: [
    { what: 'unsigned', durationMs: 1, logBytes: 600 },
    { what: 'badly signed', durationMs: 2.1, logBytes: 700 },
  ],
} as const;

const table = floodTable(measured, { shopify: 100, woocommerce: 100 });
const section = (what: string) =>
  table.slice(table.indexOf(`### A flood: 50 calls a second that are ${what}`)).split('###')[1];

test('an unsigned flood costs requests, two milliseconds each, and log lines', () => {
  // 50 × 30 × 86,400 s = 129.6 million; × 2 ms × 884.5 MB = 223,886 GB-s; × (600 + 145) bytes = 96.55 GB.
  expect(section('unsigned')).toContain('| HTTP API | 129.60 | M requests | 1 | 129.60 |');
  expect(section('unsigned')).toContain('| Lambda, requests | 129.60 | M | 0.2 | 25.92 |');
  expect(section('unsigned')).toContain('| Lambda, time | 0.22 | M GB-s | 13.3334 | 2.99 |');
  expect(section('unsigned')).toContain('| Secrets Manager, reads | 0.00 | M | 5 | 0.00 |');
  expect(section('unsigned')).toContain('| CloudWatch Logs | 96.55 | GB | 0.5 | 48.28 |');
  expect(section('unsigned')).toContain('| **in all** | | | | **206.78** |');
});

test('a badly signed one costs a read of the secret every two seconds of each container, too, and waiting for it', () => {
  // 4.2 ms are billed as 5; ten containers × 1,296,000 times two seconds = 12.96 million reads;
  // ten × 43,200 minutes × 5 × 2 s × 884.5 MB = 3,731,484 GB-s; × 845 bytes = 109.51 GB.
  expect(section('badly signed')).toContain('| Lambda, time | 0.56 | M GB-s | 13.3334 | 7.46 |');
  expect(section('badly signed')).toContain('| Lambda, waiting for a secret | 3.73 | M GB-s | 13.3334 | 49.75 |');
  expect(section('badly signed')).toContain('| Secrets Manager, reads | 12.96 | M | 5 | 64.80 |');
  expect(section('badly signed')).toContain('| **in all** | | | | **332.29** |');
});

test('more than the limits let through costs no more', () => {
  expect(table).toContain("| 50 | 207 | 332 |  |\n| 100 | 414 | 550 | one route's limit |\n");
  expect(table).toContain('| 200 | 827 | 986 | the limits of both routes |\n');
});
