import { expect, test } from 'vitest';
import { chart } from '../../../../tools/bench/performance/chart.ts';
import type { ColdStart } from '../../../../tools/bench/performance/cold.ts';
import { coldRows, coldTables } from '../../../../tools/bench/performance/cold-report.ts';
import { timeRows, timeTable } from '../../../../tools/bench/performance/time-report.ts';
import { warmRows, warmTable } from '../../../../tools/bench/performance/warm-report.ts';

const start = (readyMs: number, firstMs: number, cpuMs: number): ColdStart => ({
  readyMs,
  firstMs,
  cpuMs,
  residentMb: 64,
});
const starts = new Map([
  ['bare', [start(40, 10, 40), start(48, 12, 42)]],
  ['shopify', [start(120, 80, 160), start(140, 100, 168)]],
  ['shopify, before', [start(200, 200, 320), start(240, 240, 336)]],
]);
const cold = coldRows(starts, new Map([['shopify', 2_048]]));

test('a cold start is compared to the others of its rounds, as far as they ran', () => {
  const [bare, shopify] = cold;
  expect(bare?.ratios).toEqual({ bare: null, floor: null, peer: null, before: null });
  // 200 to 50 and 240 to 60; 160 to 40 and 168 to 42; 200 to 400 and 240 to 480.
  expect(shopify?.ratios).toMatchObject({ bare: { median: 4 }, floor: null, before: { median: 0.5 } });
  expect(shopify?.cpuRatios).toMatchObject({ bare: { median: 4 }, before: { median: 0.5 } });
  expect(shopify).toMatchObject({ coldMs: { median: 220 }, bundleBytes: 2_048 });
});

test('its tables have a column for whatever was measured beside it', () => {
  const lines = coldTables(cold).split('\n');
  expect(lines).toContain('| function | bundle KB | ready | first delivery | together | × bare | of before |');
  expect(lines).toContain(
    '| shopify | 2 | 130.0 ± 10.0 | 90.0 ± 10.0 | 220.0 ± 20.0 | 4.00 (4.00–4.00) | 0.50 (0.50–0.50) |',
  );
  expect(lines).toContain('| shopify | 164.0 ± 4.0 | 4.00 (4.00–4.00) | 0.50 (0.50–0.50) | 64 |');
});

const warm = warmRows(
  new Map([
    ['bare', { blocks: [{ cpuMs: 0.5, tookMs: 1 }], residentMb: [50], logBytes: 0 }],
    ['shopify', { blocks: [{ cpuMs: 4, tookMs: 9 }], residentMb: [90], logBytes: 350.4 }],
  ]),
);

test('a warm delivery of 4 ms leaves room for 250 a second on one core', () => {
  expect(warmTable(warm).split('\n').at(-1)).toBe(
    '| shopify | 4.00 ± 0.00 | 8.00 (8.00–8.00) | 250 | 9.0 ± 0.0 | 90 | 350 |',
  );
});

const parts = {
  node: 40,
  runtimeClient: 10,
  compile: 10,
  run: { zod: 5, 'own code': 15 },
  toReady: 2,
  connections: 6,
  calls: { GetItem: 3 },
  before: { GetItem: 4 },
  after: 5,
  together: 100,
};

test('the parts of a cold start have their share, and the largest of the bundle comes first', () => {
  const lines = timeTable(timeRows([parts])).split('\n');
  expect(lines).toContain('| Node starts | 40.0 ± 0.0 | 40 % |');
  expect(lines.indexOf('| it runs: own code | 15.0 ± 0.0 | 15 % |')).toBe(
    lines.indexOf('| it runs: zod | 5.0 ± 0.0 | 5 % |') - 1,
  );
  expect(lines.slice(-5)).toEqual([
    '| connecting to the services | 6.0 ± 0.0 | 6 % |',
    '| code before GetItem | 4.0 ± 0.0 | 4 % |',
    '| **GetItem** | 3.0 ± 0.0 | 3 % |',
    '| code after the last call | 5.0 ± 0.0 | 5 % |',
    '| together | 100.0 ± 0.0 | 100 % |',
  ]);
});

test('a call that only one of three starts made is left out', () => {
  const rare = { ...parts, calls: { GetItem: 3, PutItem: 1 } };
  expect(timeTable(timeRows([parts, rare, parts]))).not.toContain('PutItem');
});

test('the chart has a bar as long as its share of the longest', () => {
  const drawn = chart({ cold });
  const widths = [...drawn.matchAll(/width="([\d.]+)" height="16"/g)].map(([, width]) => Number(width));
  // 860 less 110 for names and 190 for labels; the longest took 440 ms, and 44, 11, 130 and 90 are parts of that.
  expect(widths).toEqual([56, 14, 165.5, 114.5, 280, 280]);
  expect(drawn).toContain('>220 ms, 4.0 × bare<');
  expect(drawn).not.toContain('A warm delivery');
});

test('it is one XML document that draws both, and escapes what it is given', () => {
  const [first, ...others] = cold;
  if (first === undefined) throw new Error('no row');
  const drawn = chart({ cold: [{ ...first, name: 'a<b>&c' }, ...others], warm });
  expect(drawn).toContain('>a&lt;b&gt;&amp;c<');
  expect(drawn).toContain('A warm delivery');
  expect(drawn.match(/<svg /g)).toHaveLength(1);
  expect(drawn.trimEnd().endsWith('</svg>')).toBe(true);
});
