import { expect, test } from 'vitest';
import type { Change } from '../../../sandbox/book.ts';
import type { ExpectedOrder } from './expected-order.ts';
import { judge, type LedgerEntry } from './verdict.ts';

const ANA = 'ana@example.com';

function change(changeKey: string, points: number, customer = ANA): Change {
  return { kind: 'change', customer, points, changeKey, reason: 'made up', customerReason: null, atMs: 0 };
}

function entry(changeKey: string, points: number, other: Partial<LedgerEntry> = {}): LedgerEntry {
  return { changeKey: changeKey as LedgerEntry['changeKey'], points, state: 'applied', warning: null, ...other };
}

/** A ledger that says what the API did, each key once. */
function sameInLedger(changes: readonly Change[]): LedgerEntry[] {
  return [...new Set(changes.map(({ changeKey }) => changeKey))].map((key) =>
    entry(key, changes.find(({ changeKey }) => changeKey === key)?.points ?? 0),
  );
}

const expected: readonly ExpectedOrder[] = [
  { order: '1.301', points: 60, customers: new Set([ANA]) },
  { order: '5001', points: 0, customers: new Set([ANA, 'bia%x@example.com']) },
  { order: '5002', points: 0, customers: new Set() },
];

const right: readonly Change[] = [
  change('ADD-ana@example.com-80-1.301', 80),
  change('ADD-bia%25x@example.com-120-5001', 120, 'bia%x@example.com'),
  change('REMOVE-ana@example.com-20-1.301-2', -20),
  change('REMOVE-bia%25x@example.com-120-5001-2', -120, 'bia%x@example.com'),
];

const inLedger = sameInLedger(right);

test('what is right is right', () => {
  expect(
    judge(expected, right, [...sameInLedger(right), entry('ADD-ana@example.com-5-5002', 5, { state: 'withdrawn' })]),
  ).toEqual({
    orders: 3,
    awarded: 1,
    expectedPoints: 60,
    points: 60,
    changes: 4,
    faults: [],
  });
});

test.each<[string, readonly Change[], readonly string[]]>([
  ['a change that is missing', right.slice(0, 3), ['order 5001: 120 points, and not 0']],
  [
    'points that somebody changed',
    right.with(0, change('ADD-ana@example.com-80-1.301', 81)),
    ['order 1.301: 61 points, and not 60'],
  ],
  [
    'an award under a second key',
    [...right, change('ADD-ana@example.com-80-1.301-3', 80)],
    ['order 1.301: 140 points, and not 60'],
  ],
  [
    'one key twice',
    [...right, change('ADD-ana@example.com-80-1.301', 80)],
    ['order 1.301: 140 points, and not 60', 'order 1.301: a change key was applied twice'],
  ],
  [
    'one key twice, and taken back',
    [
      ...right.slice(0, 3),
      change('REMOVE-ana@example.com-20-1.301-2', -20),
      change('ADD-ana@example.com-20-1.301-3', 20),
      ...right.slice(3),
    ],
    ['order 1.301: a change key was applied twice'],
  ],
  [
    'points taken back before they were given',
    [right[2] ?? change('', 0), ...right.slice(0, 2), ...right.slice(3)],
    ['order 1.301: more was taken back than given'],
  ],
  [
    'points taken back from somebody else',
    right.with(3, change('REMOVE-ana@example.com-120-5001-2', -120)),
    ['order 5001: points of several customers'],
  ],
  [
    'points of somebody whom no body names',
    right.map((one) => (one.changeKey.includes('1.301') ? { ...one, customer: 'eve@example.com' } : one)),
    ['order 1.301: points of a customer it does not name'],
  ],
  [
    'points of an order that nobody sent',
    [...right, change('ADD-ana@example.com-5-5003', 5)],
    ['order 5003: nobody sent it, and it has points'],
  ],
  ['nothing at all', [], ['order 1.301: 0 points, and not 60']],
])('%s is found', (_what, changes, faults) => {
  expect(judge(expected, changes, sameInLedger(changes)).faults).toEqual(faults);
});

test.each<[string, readonly LedgerEntry[], readonly string[]]>([
  [
    'a change that the ledger does not know',
    inLedger.slice(1),
    ['order 1.301: no points in the ledger, and 80 at the API'],
  ],
  [
    'a change that the API never made',
    [...inLedger, entry('ADD-ana@example.com-7-5002', 7)],
    ['order 5002: 7 points in the ledger, and no at the API'],
  ],
  [
    'other points in the ledger',
    inLedger.with(0, entry('ADD-ana@example.com-80-1.301', 70)),
    ['order 1.301: 70 points in the ledger, and 80 at the API'],
  ],
  [
    'a call that left no mark',
    inLedger.with(0, entry('ADD-ana@example.com-80-1.301', 80, { warning: 'keyUsedByOther' })),
    ['order 1.301: an entry with the warning keyUsedByOther'],
  ],
  [
    'an entry that still waits',
    [...inLedger, entry('ADD-ana@example.com-7-5002', 7, { state: 'pending' })],
    ['order 5002: an entry is pending'],
  ],
])('%s is found in the ledger', (_what, entries, faults) => {
  expect(judge(expected, right, entries).faults).toEqual(faults);
});
