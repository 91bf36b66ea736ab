import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastTime, nextTimes, scheduleFault } from '../../deploy/schedule-times.ts';

/** A Thursday. */
const CHRISTMAS_EVE = '2026-12-24T00:00:00Z';

const next = (expression: string, timeZone: string, after: string, count: number) =>
  nextTimes(expression, timeZone, Date.parse(after), count).map((atMs) => new Date(atMs).toISOString());
const last = (expression: string, timeZone: string, before: string) => {
  const atMs = lastTime(expression, timeZone, Date.parse(before));
  return atMs === null ? null : new Date(atMs).toISOString();
};

describe('the next times', () => {
  // Worked out by hand, on a calendar.
  test.each([
    ['cron(0 9 * * ? *)', '2026-12-24T09:00:00.000Z', '2026-12-25T09:00:00.000Z'],
    ['cron(1/10 9 * * ? *)', '2026-12-24T09:01:00.000Z', '2026-12-24T09:11:00.000Z'],
    ['cron(0 9-17/8 * * ? *)', '2026-12-24T09:00:00.000Z', '2026-12-24T17:00:00.000Z'],
    ['cron(0 9 ? * 2 *)', '2026-12-28T09:00:00.000Z', '2027-01-04T09:00:00.000Z'],
    ['cron(0 9 ? * MON *)', '2026-12-28T09:00:00.000Z', '2027-01-04T09:00:00.000Z'],
    ['cron(0 9 ? * 1 *)', '2026-12-27T09:00:00.000Z', '2027-01-03T09:00:00.000Z'],
    ['cron(0 9 ? * L *)', '2026-12-26T09:00:00.000Z', '2027-01-02T09:00:00.000Z'],
    ['cron(0 9 ? * FRI-SAT *)', '2026-12-25T09:00:00.000Z', '2026-12-26T09:00:00.000Z'],
    ['cron(0 9 ? * 6L *)', '2026-12-25T09:00:00.000Z', '2027-01-29T09:00:00.000Z'],
    ['cron(0 9 ? * FRI#3 *)', '2027-01-15T09:00:00.000Z', '2027-02-19T09:00:00.000Z'],
    ['cron(0 9 L * ? *)', '2026-12-31T09:00:00.000Z', '2027-01-31T09:00:00.000Z'],
    ['cron(0 9 LW JAN,FEB ? *)', '2027-01-29T09:00:00.000Z', '2027-02-26T09:00:00.000Z'],
    // A Saturday and a Sunday.
    ['cron(0 9 15W MAY,AUG ? *)', '2027-05-14T09:00:00.000Z', '2027-08-16T09:00:00.000Z'],
    ['cron(0 9 29 2 ? *)', '2028-02-29T09:00:00.000Z', '2032-02-29T09:00:00.000Z'],
    ['cron(0 9 1 1 ? 2027/5)', '2027-01-01T09:00:00.000Z', '2032-01-01T09:00:00.000Z'],
  ])('of %s', (expression, first, second) => {
    expect(next(expression, 'UTC', CHRISTMAS_EVE, 2)).toEqual([first, second]);
  });

  test.each([
    ['America/Sao_Paulo', '2026-12-24T12:00:00.000Z'],
    ['Asia/Kathmandu', '2026-12-24T03:15:00.000Z'],
    // It is the 24th there already, past nine.
    ['Pacific/Kiritimati', '2026-12-24T19:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-12-24T20:00:00.000Z'],
  ])('are those of the wall clock in %s', (timeZone, first) => {
    expect(next('cron(0 9 * * ? *)', timeZone, CHRISTMAS_EVE, 1)).toEqual([first]);
  });

  test('are over when the years are', () => {
    expect(next('cron(0 9 1 1 ? 2026-2027)', 'UTC', CHRISTMAS_EVE, 5)).toEqual(['2027-01-01T09:00:00.000Z']);
  });

  test('come after the instant, not at it', () => {
    expect(next('cron(0 9 * * ? *)', 'UTC', '2026-12-24T09:00:00Z', 1)).toEqual(['2026-12-25T09:00:00.000Z']);
  });

  test('of a single time are that, until it is over', () => {
    const at = 'at(2026-12-24T09:00:30)';
    expect(next(at, 'America/Sao_Paulo', CHRISTMAS_EVE, 5)).toEqual(['2026-12-24T12:00:30.000Z']);
    expect(next(at, 'America/Sao_Paulo', '2026-12-24T12:00:30Z', 5)).toEqual([]);
  });

  test('of a rate nobody knows', () => {
    expect(next('rate(7 days)', 'UTC', CHRISTMAS_EVE, 5)).toEqual([]);
  });
});

describe('where clocks are put forward', () => {
  test.each([
    // 02:00 to 03:00.
    ['America/New_York', 'cron(30 2 * * ? *)', '2026-03-07T12:00:00Z', ['2026-03-09T06:30:00.000Z']],
    [
      'America/New_York',
      'cron(30 * * * ? *)',
      '2026-03-08T06:00:00Z',
      ['2026-03-08T06:30:00.000Z', '2026-03-08T07:30:00.000Z'],
    ],
    ['Europe/Amsterdam', 'cron(30 2 * * ? *)', '2026-03-28T12:00:00Z', ['2026-03-30T00:30:00.000Z']],
    // Midnight to 01:00.
    [
      'America/Santiago',
      'cron(0 0 * * ? *)',
      '2026-09-05T00:00:00Z',
      ['2026-09-05T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ],
    // 02:00 to 02:30.
    ['Australia/Lord_Howe', 'cron(15 2 * * ? *)', '2026-10-03T00:00:00Z', ['2026-10-04T15:15:00.000Z']],
  ])('in %s, %s leaves out what the clocks skip', (timeZone, expression, after, times) => {
    expect(next(expression, timeZone, after, times.length)).toEqual(times);
  });

  test('a single time that is skipped cannot be meant', () => {
    const at = 'at(2026-03-08T02:30:00)';
    expect(scheduleFault(at, 'America/New_York')).toBe('there is no 2026-03-08T02:30 in America/New_York');
    expect(scheduleFault(at, 'America/Sao_Paulo')).toBeNull();
  });

  test('the last time is one that was', () => {
    expect(last('cron(30 2 * * ? *)', 'America/New_York', '2026-03-08T12:00:00Z')).toBe('2026-03-07T07:30:00.000Z');
  });
});

describe('where clocks are put back', () => {
  test.each([
    // 02:00 to 01:00.
    [
      'America/New_York',
      'cron(30 1 * * ? *)',
      '2026-11-01T00:00:00Z',
      ['2026-11-01T05:30:00.000Z', '2026-11-02T06:30:00.000Z'],
    ],
    [
      'America/New_York',
      'cron(30 * * * ? *)',
      '2026-11-01T05:00:00Z',
      ['2026-11-01T05:30:00.000Z', '2026-11-01T07:30:00.000Z'],
    ],
    ['America/New_York', 'cron(30 * * * ? *)', '2026-11-01T06:15:00Z', ['2026-11-01T07:30:00.000Z']],
    // 03:00 to 02:00.
    [
      'Europe/Amsterdam',
      'cron(30 2 * * ? *)',
      '2026-10-24T12:00:00Z',
      ['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'],
    ],
    ['America/New_York', 'at(2026-11-01T01:30:00)', '2026-11-01T00:00:00Z', ['2026-11-01T05:30:00.000Z']],
  ])('in %s, %s fires once, the first time', (timeZone, expression, after, times) => {
    expect(next(expression, timeZone, after, times.length)).toEqual(times);
  });

  test('the last time is the first of two, in the second hour, too', () => {
    expect(last('cron(30 * * * ? *)', 'America/New_York', '2026-11-01T06:45:00Z')).toBe('2026-11-01T05:30:00.000Z');
  });
});

describe('the last time', () => {
  test.each([
    ['cron(0 9 ? * MON *)', '2026-12-28T09:00:00Z', '2026-12-21T09:00:00.000Z'],
    ['cron(0 9 ? * MON *)', '2026-12-28T09:00:01Z', '2026-12-28T09:00:00.000Z'],
    ['cron(0 9 29 2 ? *)', '2026-12-28T00:00:00Z', '2024-02-29T09:00:00.000Z'],
    ['cron(0 9 1 1 ? 2030)', '2026-12-28T00:00:00Z', null],
    ['at(2026-12-24T09:00:00)', '2026-12-24T09:00:00Z', null],
    ['at(2026-12-24T09:00:00)', '2026-12-24T09:00:01Z', '2026-12-24T09:00:00.000Z'],
    ['rate(7 days)', '2026-12-28T00:00:00Z', null],
  ])('of %s before %s', (expression, before, time) => {
    expect(last(expression, 'UTC', before)).toBe(time);
  });

  const zones = ['UTC', 'America/Sao_Paulo', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];
  const crons = ['cron(0/30 * * * ? *)', 'cron(15 1,2 * * ? *)', 'cron(0 0 L * ? *)', 'cron(0 12 ? * MON#2 *)'];
  const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) });

  test('before a moment after a next time is that next time', () =>
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...crons), moments, (timeZone, expression, afterMs) => {
        const [first = Number.NaN, second = Number.NaN] = nextTimes(expression, timeZone, afterMs, 2);
        expect(first).toBeGreaterThan(afterMs);
        expect(lastTime(expression, timeZone, first + 1)).toBe(first);
        expect(lastTime(expression, timeZone, second)).toBe(first);
      }),
    ));
});

describe('a schedule is refused', () => {
  test.each([
    ['every day at nine', /write it as EventBridge Scheduler does/],
    ['at(2026-12-24)', /write it as EventBridge Scheduler does/],
    ['rate(0 days)', /write it as EventBridge Scheduler does/],
    ['at(2026-02-30T09:00:00)', /^there is no 2026-02-30T09:00 in UTC$/],
    ['at(2026-12-24T24:00:00)', /^there is no 2026-12-24T24:00 in UTC$/],
    ['rate(1 days)', /^write "rate\(1 day\)"$/],
    ['rate(7 day)', /^write "rate\(7 days\)"$/],
    ['cron(0 9 * * ?)', /with six fields/],
    ['cron(0 0 9 * * ? *)', /with six fields/],
    ['cron(0 9 * * * *)', /one of day-of-month and day-of-week has to be "\?"/],
    ['cron(0 9 1 * MON *)', /has to be "\?"/],
    ['cron(0 9 ? * ? *)', /and only one/],
    ['cron(60 9 * * ? *)', /^minutes: "60" cannot be read; write 0 to 59$/],
    ['cron(? 9 * * ? *)', /^minutes: "\?"/],
    ['cron(0 24 * * ? *)', /^hours: "24"/],
    ['cron(0 22-2 * * ? *)', /^hours: "22-2"/],
    ['cron(0 9/0 * * ? *)', /^hours: "9\/0"/],
    ['cron(/5 9 * * ? *)', /^minutes: "\/5"/],
    ['cron(5/60 9 * * ? *)', /^minutes: "5\/60"/],
    ['cron(0 24/2 * * ? *)', /^hours: "24\/2"/],
    ['cron(0 1/24 * * ? *)', /^hours: "1\/24"/],
    ['cron(0 9, * * ? *)', /^hours: "9,"/],
    ['cron(0 9 0 * ? *)', /^day-of-month: "0"/],
    ['cron(0 9 32W * ? *)', /^day-of-month: "32W"/],
    ['cron(0 9 1,L * ? *)', /^day-of-month: "1,L"/],
    ['cron(0 9 L-2 * ? *)', /^day-of-month: "L-2"/],
    ['cron(0 9 1 13 ? *)', /^month: "13"/],
    ['cron(0 9 1 Dec ? *)', /^month: "Dec" cannot be read; write 1 to 12 or JAN to DEC$/],
    ['cron(0 9 ? * 0 *)', /^day-of-week: "0" .* 1 is Sunday/],
    ['cron(0 9 ? * 8 *)', /^day-of-week: "8"/],
    ['cron(0 9 ? * SAT-SUN *)', /^day-of-week: "SAT-SUN"/],
    ['cron(0 9 ? * 6#6 *)', /^day-of-week: "6#6"/],
    ['cron(0 9 ? * 3#1,6#3 *)', /^day-of-week: "3#1,6#3"/],
    ['cron(0 9 1 1 ? 26)', /^year: "26" cannot be read; write 1970 to 2199$/],
    ['cron(0 9 30 2 ? *)', /^there is no such day, ever$/],
  ])('%s', (expression, fault) => {
    expect(scheduleFault(expression, 'UTC')).toMatch(fault);
  });

  test('that asks for nothing but an hour that the clocks skip', () => {
    expect(scheduleFault('cron(30 2 8 3 ? 2026)', 'America/New_York')).toBe('there is no such day, ever');
  });
});

test.each([
  'at(2020-01-01T00:00:00)',
  'rate(1 minute)',
  'rate(12 hours)',
  'cron(0 9 * * ? *)',
  'cron(0/15,50 9-17/2 1-15,20 JAN-MAR,12 ? 2026-2030)',
  'cron(*/5 * ? * 2-6 *)',
  'cron(0 9 ? * FRIL 2020)',
  'cron(59 23 31W * ? 1970/10)',
])('a schedule is taken: %s', (expression) => {
  expect(scheduleFault(expression, 'America/Sao_Paulo')).toBeNull();
});
