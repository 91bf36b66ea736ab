import { describe, expect, test } from 'vitest';
import type { ConfigInput } from '../../src/config/config-schema.ts';
import { ConfigError, defineConfig } from '../../src/config/define-config.ts';
import { shopifyInput, without } from '../support/config-inputs.ts';

/** A promotion with nothing but what must be given. Untyped: tests break it in every way. */
const christmas = {
  id: 'christmas',
  store: 'my-shopify',
  points: 50,
  schedule: 'at(2026-12-24T09:00:00)',
  audience: { file: 'vip.csv' },
  maximumPoints: 10_000,
};

/** As JavaScript would call it: nothing that the compiler refuses is out of reach. */
const define = (...promotions: unknown[]) =>
  defineConfig({ stores: [shopifyInput], promotions } as ConfigInput).promotions;

function faultsOf(...promotions: unknown[]): readonly string[] {
  try {
    define(...promotions);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}
const faultsWith = (fields: object) => faultsOf({ ...christmas, ...fields });
const faultsWithCustomers = (...customers: unknown[]) => faultsWith({ audience: { customers } });

describe('a promotion', () => {
  test('needs nothing but what must be given', () => {
    expect(define(christmas)).toStrictEqual([
      {
        id: 'christmas',
        store: 'my-shopify',
        points: 50,
        takesBack: false,
        reason: 'Promotion {promotion}, {date}',
        customerReason: null,
        schedule: 'at(2026-12-24T09:00:00)',
        timeZone: 'America/Sao_Paulo',
        untilMs: null,
        audience: { kind: 'file', file: 'vip.csv' },
        maximumPoints: 10_000,
      },
    ]);
  });

  test('is none when none is written', () => {
    expect(define()).toEqual([]);
    expect(defineConfig({ stores: [shopifyInput] } as ConfigInput).promotions).toEqual([]);
  });

  test('is as written, where more is said', () => {
    const said = {
      points: 'audience',
      takesBack: true,
      reason: 'Back, {text}',
      customerReason: 'We take {points} points',
      schedule: 'cron(0 9 * * ? *)',
      timeZone: 'Europe/Amsterdam',
      until: '2026-12-31T18:00',
      audience: { file: '2026/lists/vip_1.jsonl.gz' },
    };
    expect(define({ ...christmas, ...said })).toMatchObject([
      {
        points: 'audience',
        takesBack: true,
        reason: 'Back, {text}',
        customerReason: 'We take {points} points',
        schedule: 'cron(0 9 * * ? *)',
        timeZone: 'Europe/Amsterdam',
        untilMs: Date.parse('2026-12-31T17:00:00Z'),
        audience: { kind: 'file', file: '2026/lists/vip_1.jsonl.gz' },
      },
    ]);
  });

  test('ends by the clock of its store, where it has no time zone of its own', () => {
    expect(define({ ...christmas, until: '2026-12-31' })).toMatchObject([
      { untilMs: Date.parse('2026-12-31T03:00:00Z') },
    ]);
  });

  test('may have birthdays or a list for an audience', () => {
    expect(define({ ...christmas, audience: { birthdays: 'birthdays.csv' } })).toMatchObject([
      { audience: { kind: 'birthdays', file: 'birthdays.csv' } },
    ]);
    const customers = ['ana@example.com', { customer: 'bea@example.com', text: 'Hi' }];
    expect(define({ ...christmas, audience: { customers } })[0]?.audience).toStrictEqual({
      kind: 'list',
      customers: [
        { customer: 'ana@example.com', points: null, text: null },
        { customer: 'bea@example.com', points: null, text: 'Hi' },
      ],
    });
    const own = { customers: [{ customer: 'ana@example.com', points: 7 }] };
    expect(define({ ...christmas, points: 'audience', audience: own })[0]?.audience).toStrictEqual({
      kind: 'list',
      customers: [{ customer: 'ana@example.com', points: 7, text: null }],
    });
  });

  test.each(['rate(1 day)', 'rate(90 minutes)', 'at(2026-12-24T09:00:00)', 'cron(0 9 ? * MON-FRI *)'])(
    'may be scheduled as %s',
    (schedule) => {
      expect(define({ ...christmas, schedule })).toMatchObject([{ schedule }]);
    },
  );
});

describe('what is missing is named, with what to write', () => {
  const write =
    'write { customers: […] } with at most 1000 customers, { file: "vip.csv" } or { birthdays: "birthdays.csv" }';
  test.each([
    [
      'id',
      'promotion number 1, id: is missing: name the promotion, such as "christmas"; its change keys hold this name',
    ],
    ['store', 'promotion "christmas", store: is missing: name the store whose customers these are'],
    [
      'points',
      'promotion "christmas", points: is missing: write how many points each customer gets, or "audience" when the file says it',
    ],
    [
      'schedule',
      'promotion "christmas", schedule: is missing: write when it fires, such as "at(2026-12-24T09:00:00)" or "cron(0 9 * * ? *)"',
    ],
    ['audience', `promotion "christmas", audience: ${write}`],
    [
      'maximumPoints',
      'promotion "christmas", maximumPoints: is missing: write how many points one run may move in all; one that would move more moves none',
    ],
  ])('%s', (field, fault) => {
    expect(faultsOf(without(christmas, field))).toEqual([fault]);
  });

  test.each<[unknown, string]>([
    [null, 'promotion number 1: write an object, in { }'],
    ['christmas', 'promotion number 1: write an object, in { }'],
  ])('%j is no promotion', (input, fault) => {
    expect(faultsOf(input)).toEqual([fault]);
  });
});

describe('a value that cannot be is refused with what can be', () => {
  const someNumber = 'write a whole number from 1 to 2147483647, or "audience"';
  const someId = 'use 1 to 40 lower-case letters, digits and underscores, beginning with a letter';
  const someSchedule =
    'write it as EventBridge Scheduler does: "at(2026-12-24T09:00:00)", "rate(7 days)" or, with six fields, "cron(0 9 * * ? *)"';
  const someAudience =
    'write { customers: […] } with at most 1000 customers, { file: "vip.csv" } or { birthdays: "birthdays.csv" }';

  test.each<[object, string]>([
    [{ id: 'Christmas' }, `promotion "Christmas", id: ${someId}`],
    [{ id: '1st' }, `promotion "1st", id: ${someId}`],
    [{ id: 'x-mas' }, `promotion "x-mas", id: ${someId}`],
    [{ id: 'x'.repeat(41) }, `promotion "${'x'.repeat(41)}", id: ${someId}`],
    [{ points: 0 }, 'points: must be more than 0'],
    [{ points: -5 }, 'points: must be more than 0'],
    [{ points: 1.5 }, `points: ${someNumber}`],
    [{ points: '50' }, `points: ${someNumber}`],
    [{ points: 'file' }, `points: ${someNumber}`],
    [{ points: 2_147_483_648 }, 'points: the API takes at most 2147483647 points'],
    [{ takesBack: 'yes' }, 'takesBack: write true or false, without quotes'],
    [{ reason: '' }, 'reason: must not be empty'],
    [{ reason: 'x'.repeat(201) }, 'reason: must have at most 200 characters'],
    [{ customerReason: '' }, 'customerReason: must not be empty'],
    [{ customerReason: 'x'.repeat(256) }, 'customerReason: must have at most 255 characters'],
    [{ schedule: 'every day' }, `schedule: ${someSchedule}`],
    [{ schedule: 'cron(0 9 * * *)' }, `schedule: ${someSchedule}`],
    [{ schedule: 'rate(0 days)' }, `schedule: ${someSchedule}`],
    [{ timeZone: 'Brazil' }, 'timeZone: is not a time zone; use a name such as "America/Sao_Paulo"'],
    [{ until: '31/12/2026' }, 'until: write a date as "2026-12-31", or with a time as "2026-12-31T18:00"'],
    [{ until: '2026-02-30' }, 'until: there is no 2026-02-30 in America/Sao_Paulo'],
    [
      { until: '2026-03-29T02:30', timeZone: 'Europe/Amsterdam' },
      'until: there is no 2026-03-29T02:30 in Europe/Amsterdam',
    ],
    [{ maximumPoints: 0 }, 'maximumPoints: must be more than 0'],
    [{ maximumPoints: '10000' }, 'maximumPoints: write a whole number, without quotes'],
    [{ audience: 'vip.csv' }, `audience: ${someAudience}`],
    [{ audience: {} }, `audience: ${someAudience}`],
    [{ audience: { file: 'vip.csv', birthdays: 'b.csv' } }, `audience: ${someAudience}`],
    [{ store: 'another' }, 'store: there is no store "another"; there is "my-shopify"'],
    [
      { points: 'audience', audience: { birthdays: 'birthdays.csv' } },
      'points: write a number; a file of birthdays says nothing of points',
    ],
    [{ maximumpoints: 1 }, 'there is no field "maximumpoints"; did you mean "maximumPoints"?'],
  ])('%j', (fields, fault) => {
    const [found = '', ...others] = faultsWith(fields);
    expect(others).toEqual([]);
    const about = fault.startsWith('promotion ') ? fault : `promotion "christmas", ${fault}`;
    expect(found).toBe(about.replace('promotion "christmas", there is', 'promotion "christmas": there is'));
  });

  test.each(['vip.xlsx', '/vip.csv', 'lists//vip.csv', 'vip list.csv', 'vip.csv.zip', 's3://bucket/vip.csv', '.csv'])(
    '%s is the name of no audience',
    (file) => {
      const [fault, ...others] = faultsWith({ audience: { file } });
      expect(others).toEqual([]);
      expect(fault).toMatch(/^promotion "christmas", audience/);
    },
  );
});

describe('customers of a list', () => {
  const listed = (changes: object) => ({ customer: 'ana@example.com', ...changes });

  test('with points of their own need a promotion that leaves them to its audience, and the other way round', () => {
    expect(faultsWithCustomers('bea@example.com', listed({ points: 5 }), listed({ points: 6 }))).toEqual([
      'promotion "christmas", audience: a customer has points of its own; write points: "audience", or leave them out',
    ]);
    expect(faultsWith({ points: 'audience', audience: { customers: [listed({ points: 5 }), listed({})] } })).toEqual([
      'promotion "christmas", audience: a customer is listed without points, and the promotion says points: "audience"',
    ]);
    expect(faultsWith({ points: 'audience', audience: { customers: ['ana@example.com'] } })).toEqual([
      'promotion "christmas", audience: a customer is listed without points, and the promotion says points: "audience"',
    ]);
  });

  test.each<[string, unknown[]]>([
    ['none', []],
    ['too many', Array.from({ length: 1_001 }, (_, index) => `c${index}@example.com`)],
    ['an empty one', ['']],
    ['a number', [12_345_678_909]],
    ['one with an unknown field', [listed({ name: 'Ana' })]],
    ['one with a text too long', [listed({ text: 'x'.repeat(256) })]],
    ['one with no points', [listed({ points: 0 })]],
  ])('%s: refused once, and nobody is named', (_, customers) => {
    const faults = faultsWith({ points: 'audience', audience: { customers } }).filter(
      (fault) => !fault.includes('is listed without points'),
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^promotion "christmas", audience/);
    expect(faults[0]).not.toMatch(/ana|@|12345678909/);
  });
});

test('a list of more bytes than the ledger can pin belongs into a file', () => {
  const long = (text: string) =>
    Array.from({ length: 1_000 }, (_, index) => ({ customer: `c${index}@example.com`, text }));
  expect(faultsWithCustomers(...long('x'.repeat(200)))).toEqual([]);
  expect(faultsWithCustomers(...long('é'.repeat(200)))).toEqual([
    'promotion "christmas", audience, customers: are more than 300 KB; write them into a file, and name the file',
  ]);
});

describe('several promotions', () => {
  test('with one id are refused', () => {
    expect(faultsOf(christmas, { ...christmas, points: 7 })).toEqual([
      'promotion "christmas": two promotions share this id',
    ]);
  });

  test('tell all their faults together', () => {
    expect(faultsOf({ ...christmas, points: 0 }, { ...without(christmas, 'id'), store: 'another' })).toEqual([
      'promotion "christmas", points: must be more than 0',
      'promotion number 2, id: is missing: name the promotion, such as "christmas"; its change keys hold this name',
      'promotion number 2, store: there is no store "another"; there is "my-shopify"',
    ]);
  });

  test('name all the stores there are', () => {
    const second = { ...shopifyInput, id: 'second', shopDomain: 'second.myshopify.com', account: 'second' };
    const input = { stores: [shopifyInput, second], promotions: [{ ...christmas, store: 'third' }] };
    expect(() => defineConfig(input as unknown as ConfigInput)).toThrow(
      'promotion "christmas", store: there is no store "third"; there are "my-shopify", "second"',
    );
  });

  test('name ten of many stores', () => {
    const stores = Array.from({ length: 12 }, (_, index) => ({
      ...shopifyInput,
      id: `shop-${index}`,
      shopDomain: `shop-${index}.myshopify.com`,
    }));
    const input = { stores, promotions: [{ ...christmas, store: 'another' }] };
    expect(() => defineConfig(input as unknown as ConfigInput)).toThrow(
      /there is no store "another"; there are "shop-0", .*, "shop-9" and 2 more$/,
    );
  });

  test('are a list', () => {
    expect(() => defineConfig({ stores: [shopifyInput], promotions: christmas } as unknown as ConfigInput)).toThrow(
      'promotions: write a list, in [ ]',
    );
  });
});
