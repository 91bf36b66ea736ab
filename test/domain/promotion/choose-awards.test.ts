import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AudienceRow } from '../../../src/domain/promotion/audience-row.ts';
import { awardChooser } from '../../../src/domain/promotion/choose-awards.ts';
import type { PinnedPromotion } from '../../../src/domain/promotion/run.ts';
import { pinnedWith } from '../../support/pinning.ts';
import { row } from '../../support/reading-audiences.ts';

const NOON_MS = Date.parse('2026-12-24T12:00:00Z');

/** What each row comes to, one after the other. */
function chosen(rows: readonly AudienceRow[], pinned: Partial<PinnedPromotion> = {}, atMs = NOON_MS) {
  const seen = new Set<string>();
  const choose = awardChooser(pinnedWith(pinned), atMs, { add: (customer) => seen.size < seen.add(customer).size });
  return rows.map(choose);
}
const one = (text: string, rest: object, pinned: Partial<PinnedPromotion>, atMs = NOON_MS) =>
  chosen([row(1, text, rest)], pinned, atMs)[0];

describe('a customer as the store names its customers', () => {
  test.each([
    ['email', ' Ana.Souza@Example.COM ', 'ana.souza@example.com'],
    ['document', '123.456.789-09', '12345678909'],
    ['document', ' 12.345.678/0001-95', '12345678000195'],
    ['document', '00012', '00012'],
    ['platformId', ' 820982911946154508 ', '820982911946154508'],
  ] as const)('by %s: %j', (customerBy, text, customer) => {
    expect(one(text, {}, { customerBy })).toStrictEqual({
      kind: 'award',
      award: { line: 1, customer, points: 100, text: null },
    });
  });

  const noEmail = 'the customer is no e-mail address';
  const noDocument = 'the customer is no document: digits only, with their usual punctuation';
  const noNumber = "the customer is no number of the platform's";
  test.each([
    ['email', 'ana', noEmail],
    ['email', 'ana souza@example.com', noEmail],
    ['email', '12345678909', noEmail],
    ['document', 'ana@example.com', noDocument],
    ['document', '123a', noDocument],
    ['document', '1'.repeat(21), noDocument],
    ['platformId', '0', noNumber],
    ['platformId', '01', noNumber],
    ['platformId', '1.5', noNumber],
    ['platformId', '-1', noNumber],
    ['platformId', 'gid://shopify/Customer/1', noNumber],
  ] as const)('by %s, %j is bad, and is not quoted', (customerBy, text, because) => {
    expect(one(text, {}, { customerBy })).toStrictEqual({ kind: 'bad', line: 1, because });
  });

  test('a row that could not be read is bad as it was', () => {
    expect(chosen([{ line: 3, fault: 'has no customer' }])).toStrictEqual([
      { kind: 'bad', line: 3, because: 'has no customer' },
    ]);
  });
});

describe('points of the audience', () => {
  const pointsOf = (points: string | null) => one('ana@example.com', { points }, { points: 'audience' });
  const noNumber = 'the points are no whole number without a sign';
  const tooMany = 'the API takes at most 2147483647 points';

  test.each([
    ['1', 1],
    [' 250 ', 250],
    ['007', 7],
    ['2147483647', 2_147_483_647],
  ])('%j are %i', (text, points) => {
    expect(pointsOf(text)).toMatchObject({ kind: 'award', award: { points } });
  });

  test.each([
    [null, 'there are no points'],
    ['', 'there are no points'],
    ['  ', 'there are no points'],
    ['0', 'the points are zero'],
    ['000', 'the points are zero'],
    ['-5', noNumber],
    ['+5', noNumber],
    ['1.0', noNumber],
    ['10,5', noNumber],
    ['1.000', noNumber],
    ['1e3', noNumber],
    ['0x10', noNumber],
    ['١٠', noNumber],
    ['ten', noNumber],
    ['2147483648', tooMany],
    ['9007199254740993', tooMany],
    ['9'.repeat(400), tooMany],
  ])('%j are none: %s', (text, because) => {
    expect(pointsOf(text)).toStrictEqual({ kind: 'bad', line: 1, because });
  });

  test('what the promotion says counts, where it says a number', () => {
    expect(one('ana@example.com', { points: '7' }, { points: 30 })).toMatchObject({ award: { points: 30 } });
  });

  test('are taken back with a sign, however they are said', () => {
    expect(one('ana@example.com', {}, { points: 30, takesBack: true })).toMatchObject({ award: { points: -30 } });
    const fromAudience = { points: 'audience', takesBack: true } as const;
    expect(one('ana@example.com', { points: '7' }, fromAudience)).toMatchObject({ award: { points: -7 } });
    expect(one('ana@example.com', { points: '-7' }, fromAudience)).toMatchObject({ because: noNumber });
  });
});

describe('birthdays', () => {
  const birthdays = { audience: { kind: 'birthdays', file: 'birthdays.csv' } } as const;
  const kindOn = (birthday: string | null, at: string, timeZone: string) =>
    one('ana@example.com', { birthday }, { ...birthdays, timeZone }, Date.parse(at))?.kind;

  test.each([
    // The day begins at 03:00 UTC in São Paulo, at 15:00 UTC of the day before in Tokyo, at 10:00 UTC in Honolulu.
    ['America/Sao_Paulo', '2026-12-24T02:59:59Z', '12-23'],
    ['America/Sao_Paulo', '2026-12-24T03:00:00Z', '12-24'],
    ['Asia/Tokyo', '2026-12-23T14:59:59Z', '12-23'],
    ['Asia/Tokyo', '2026-12-23T15:00:00Z', '12-24'],
    ['Pacific/Honolulu', '2026-01-01T09:59:59Z', '12-31'],
    ['Pacific/Honolulu', '2026-01-01T10:00:00Z', '01-01'],
    // Clocks are put forward at 01:00 UTC.
    ['Europe/Amsterdam', '2026-03-28T22:59:59Z', '03-28'],
    ['Europe/Amsterdam', '2026-03-28T23:00:00Z', '03-29'],
    ['Europe/Amsterdam', '2026-03-29T21:59:59Z', '03-29'],
    ['Europe/Amsterdam', '2026-03-29T22:00:00Z', '03-30'],
  ])('in %s at %s it is the day of %s', (timeZone, at, day) => {
    const days = ['12-23', '12-24', '12-31', '01-01', '03-28', '03-29', '03-30'];
    expect(days.filter((birthday) => kindOn(birthday, at, timeZone) === 'award')).toEqual([day]);
    expect(kindOn(`1987-${day}`, at, timeZone)).toBe('award');
  });

  test.each([
    ['2027-02-28T12:00:00Z', 'award', 'award', 'otherDay'],
    ['2027-03-01T12:00:00Z', 'otherDay', 'otherDay', 'award'],
    ['2028-02-28T12:00:00Z', 'award', 'otherDay', 'otherDay'],
    ['2028-02-29T12:00:00Z', 'otherDay', 'award', 'otherDay'],
    ['2100-02-28T12:00:00Z', 'award', 'award', 'otherDay'],
    ['2000-02-28T12:00:00Z', 'award', 'otherDay', 'otherDay'],
  ])('on %s: born on 02-28 %s, on 02-29 %s, on 03-01 %s', (at, february28, february29, march1) => {
    expect(['02-28', '02-29', '03-01'].map((birthday) => kindOn(birthday, at, 'UTC'))).toEqual([
      february28,
      february29,
      march1,
    ]);
    expect(kindOn('1996-02-29', at, 'UTC')).toBe(february29);
  });

  test.each([null, '', 'today', '24/12/1990', '1990-12-32', '1990-13-01', '1990-00-10', '12-00', '1990-02-30'])(
    '%j is no date',
    (birthday) => {
      expect(one('ana@example.com', { birthday }, birthdays)).toStrictEqual({
        kind: 'bad',
        line: 1,
        because: 'the birthday is no date: write it as 1990-12-31 or 12-31',
      });
    },
  );

  test.each(['1999-02-29', '1900-02-29', '04-31', '1990-12-24T00:00', '90-12-24', '1990-1-1', '1990-12-24 (?)'])(
    '%j is none, either',
    (birthday) => {
      expect(kindOn(birthday, '2026-12-24T12:00:00Z', 'UTC')).toBe('bad');
    },
  );

  test('each has exactly one day in a year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1970, max: 2150 }),
        fc.integer({ min: 0, max: 365 }),
        fc.constantFrom('UTC', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
        (year, day, timeZone) => {
          const birthday = new Date(Date.UTC(2000, 0, 1 + day)).toISOString().slice(5, 10);
          const noons = Array.from({ length: 371 }, (_, index) => Date.UTC(year, 0, index - 2, 12));
          const days = noons.filter((atMs) => {
            const local = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric' }).format(atMs);
            if (local !== String(year)) return false;
            const choose = awardChooser(pinnedWith({ ...birthdays, timeZone }), atMs, { add: () => true });
            return choose(row(1, 'ana@example.com', { birthday })).kind === 'award';
          });
          expect(days).toHaveLength(1);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('several rows of one customer', () => {
  test('the first that can be used counts', () => {
    const rows = [
      row(1, 'ana@example.com', { points: 'many' }),
      row(2, 'ANA@example.com ', { points: '10' }),
      row(3, 'bea@example.com', { points: '20' }),
      row(4, 'ana@example.com', { points: '99' }),
      row(5, 'ana@example.com', { points: '0' }),
    ];
    expect(chosen(rows, { points: 'audience' })).toMatchObject([
      { kind: 'bad', line: 1 },
      { kind: 'award', award: { line: 2, customer: 'ana@example.com', points: 10 } },
      { kind: 'award', award: { line: 3, points: 20 } },
      { kind: 'duplicate', line: 4 },
      { kind: 'bad', line: 5 },
    ]);
  });

  test('a birthday on another day takes nothing from the one of today', () => {
    const birthdays = { audience: { kind: 'birthdays', file: 'birthdays.csv' } } as const;
    const rows = ['12-23', '12-24', '12-24'].map((birthday, index) => row(index + 1, 'ana@example.com', { birthday }));
    expect(chosen(rows, birthdays).map(({ kind }) => kind)).toEqual(['otherDay', 'award', 'duplicate']);
  });
});

describe('texts', () => {
  test.each([
    [null, null],
    ['  ', null],
    [' Gold member ', 'Gold member'],
    ['é'.repeat(255), 'é'.repeat(255)],
  ])('%j', (written, text) => {
    expect(one('ana@example.com', { text: written }, {})).toMatchObject({ award: { text } });
  });

  test('of more than 255 characters are bad, and leave the customer to a later row', () => {
    const rows = [row(1, 'ana@example.com', { text: 'a'.repeat(256) }), row(2, 'ana@example.com')];
    expect(chosen(rows)).toMatchObject([
      { kind: 'bad', because: 'the text has more than 255 characters' },
      { kind: 'award' },
    ]);
  });
});
