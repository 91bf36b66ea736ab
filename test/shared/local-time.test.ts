import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { instantOf, isTimeZone } from '../../src/shared/local-time.ts';

const utc = (text: string) => Date.parse(text);

describe('a local time is the instant at which the clocks of its zone show it', () => {
  test.each([
    ['2026-12-01', 'America/Sao_Paulo', '2026-12-01T03:00:00Z'],
    ['2026-11-27T18:30', 'America/Sao_Paulo', '2026-11-27T21:30:00Z'],
    ['2026-01-15', 'Europe/Amsterdam', '2026-01-14T23:00:00Z'],
    ['2026-07-15', 'Europe/Amsterdam', '2026-07-14T22:00:00Z'],
    ['2026-03-29', 'Europe/Amsterdam', '2026-03-28T23:00:00Z'],
    ['2026-03-29T01:59', 'Europe/Amsterdam', '2026-03-29T00:59:00Z'],
    ['2026-03-29T03:00', 'Europe/Amsterdam', '2026-03-29T01:00:00Z'],
    ['2026-10-25T03:00', 'Europe/Amsterdam', '2026-10-25T02:00:00Z'],
    ['2026-06-01T12:00', 'Asia/Kolkata', '2026-06-01T06:30:00Z'],
    ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00Z'],
    ['2026-06-01', 'Pacific/Pago_Pago', '2026-06-01T11:00:00Z'],
    ['2028-02-29', 'UTC', '2028-02-29T00:00:00Z'],
    ['0050-01-01', 'UTC', '0050-01-01T00:00:00Z'],
  ])('%s in %s', (localTime, zone, instant) => {
    expect(instantOf(localTime, zone)).toBe(utc(instant));
  });

  // Clocks went from 23:59:59 to 01:00 on 4 November 2018 in São Paulo.
  test('a day whose midnight is skipped begins with its first instant', () => {
    expect(instantOf('2018-11-04', 'America/Sao_Paulo')).toBe(utc('2018-11-04T03:00:00Z'));
  });

  test.each([
    ['2026-10-25T02:30', 'Europe/Amsterdam', '2026-10-25T00:30:00Z'],
    ['2019-02-16T23:30', 'America/Sao_Paulo', '2019-02-17T01:30:00Z'],
  ])('%s comes twice in %s, and means the first', (localTime, zone, instant) => {
    expect(instantOf(localTime, zone)).toBe(utc(instant));
  });
});

describe('what no calendar and no clock shows is no time', () => {
  test.each([
    ['2026-03-29T02:30', 'Europe/Amsterdam'],
    ['2026-03-08T02:30', 'America/New_York'],
    ['2018-11-04T00:00', 'America/Sao_Paulo'],
    ['2018-11-04T00:30', 'America/Sao_Paulo'],
    // Samoa went from 29 to 31 December 2011.
    ['2011-12-30', 'Pacific/Apia'],
    ['2011-12-30T12:00', 'Pacific/Apia'],
    ['2026-02-29', 'UTC'],
    ['2026-02-30', 'UTC'],
    ['2026-13-01', 'UTC'],
    ['2026-00-01', 'UTC'],
    ['2026-01-00', 'UTC'],
    ['2026-01-01T24:00', 'UTC'],
    ['2026-01-01T12:60', 'UTC'],
    ['2026-1-1', 'UTC'],
    ['2026-01-01T12:00:00', 'UTC'],
    ['2026-01-01T12:00Z', 'UTC'],
    ['01/12/2026', 'UTC'],
    ['', 'UTC'],
  ])('%s in %s', (localTime, zone) => {
    expect(instantOf(localTime, zone)).toBeUndefined();
  });
});

describe('the zone of the machine', () => {
  const own = process.env.TZ;
  afterEach(() => {
    if (own === undefined) delete process.env.TZ;
    else process.env.TZ = own;
  });

  test.each(['UTC', 'Europe/Amsterdam', 'America/Sao_Paulo', 'Asia/Tokyo'])('%s changes nothing', (machine) => {
    process.env.TZ = machine;
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(machine);
    expect(instantOf('2026-10-25T02:30', 'Europe/Amsterdam')).toBe(utc('2026-10-25T00:30:00Z'));
    expect(instantOf('2026-03-29T02:30', 'Europe/Amsterdam')).toBeUndefined();
    expect(instantOf('2026-12-01', 'America/Sao_Paulo')).toBe(utc('2026-12-01T03:00:00Z'));
  });
});

test('every instant there is shows the time it came from', () => {
  const zones = fc.constantFrom('America/Sao_Paulo', 'Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe');
  const times = fc.date({ min: new Date('2010-01-01Z'), max: new Date('2035-01-01Z'), noInvalidDate: true });
  fc.assert(
    fc.property(times, zones, (date, zone) => {
      const localTime = date.toISOString().slice(0, 16);
      const instant = instantOf(localTime, zone);
      if (instant === undefined) return;
      const shown = new Date(instant).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
      expect(shown).toBe(`${localTime}:00`);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['America/Sao_Paulo', true],
  ['UTC', true],
  ['Brazil', false],
  ['America/Sao Paulo', false],
  ['', false],
])('%j is a time zone: %s', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});
