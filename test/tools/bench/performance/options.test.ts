import { expect, test } from 'vitest';
import { type BenchArguments, readBenchOptions } from '../../../../tools/bench/performance/options.ts';

const given: BenchArguments = { positionals: [], seed: '1', latency: '0', quick: false, write: false };

function optionsOf(changes: Partial<BenchArguments>) {
  const read = readBenchOptions({ ...given, ...changes });
  if ('faults' in read) throw new Error(read.faults.join('; '));
  return read.options;
}

function faultsOf(changes: Partial<BenchArguments>) {
  const read = readBenchOptions({ ...given, ...changes });
  return 'faults' in read ? read.faults : [];
}

test('without arguments all sections and all functions are measured', () => {
  const { sections, competitors, latencyMs, before } = optionsOf({});
  expect(sections).toEqual(['cold', 'warm', 'time', 'domain', 'calls']);
  expect(competitors).toHaveLength(9);
  expect([latencyMs, before]).toEqual([0, null]);
});

test('sections are measured in their own order, and the bare function runs beside whatever is named', () => {
  const { sections, competitors } = optionsOf({ positionals: ['warm', 'cold'], only: 'shopify,floor' });
  expect(sections).toEqual(['cold', 'warm']);
  expect(competitors).toEqual(['bare', 'floor', 'shopify']);
});

test('a quick run has fewer rounds, unless a number is given', () => {
  expect(optionsOf({ quick: true }).rounds).toBeLessThan(optionsOf({}).rounds);
  expect(optionsOf({ quick: true, rounds: '9' }).rounds).toBe(9);
});

test('all faults are told at once', () => {
  expect(
    faultsOf({ positionals: ['hot'], only: 'shopify,nobody', rounds: '0', processes: '1.5', latency: 'x', seed: '' }),
  ).toEqual([
    'there is no section "hot": cold, warm, time, domain, calls',
    expect.stringMatching(/^there is no function "nobody": bare, floor, peer, shopify/),
    '--rounds takes a whole number from 1, and not "0"',
    '--processes takes a whole number from 1, and not "1.5"',
    '--seed takes a whole number from 0, and not ""',
    '--latency takes a whole number from 0, and not "x"',
  ]);
});

test.each([
  [{ quick: true }, /--quick/],
  [{ only: 'shopify' }, /--only/],
  [{ before: 'somewhere' }, /--before/],
  [{ latency: '5' }, /--latency/],
])('what is written is the whole of what is: %o', (changes, fault) => {
  expect(faultsOf({ ...changes, write: true })).toEqual([expect.stringMatching(fault)]);
});
