import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromColumn, type Json, toColumn } from '../../../src/aws/dynamodb/columns.ts';

const wholeNumber = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 41n }).map(String), fc.nat().map(String));
const scalar = fc.oneof(
  wholeNumber,
  fc.constantFrom(
    '05',
    '',
    '-1',
    '1e3',
    'ADD-ana-10-7',
    'ADD-ana-08-7',
    '86.05',
    null,
    true,
    false,
    0,
    -3,
    1.5,
    2 ** 60,
  ),
  fc.string(),
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
);
const like = fc.nat().chain((number) => fc.constantFrom(`ADD-ana-${number}`, String(number), [String(number)], number));
const anyJson = fc.oneof(
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json),
  scalar,
  like,
);
/** Values of any kinds, and values that are alike. */
const anyValues: fc.Arbitrary<Json[]> = fc.oneof(
  fc.array(anyJson),
  fc.array(wholeNumber),
  fc.array(like),
  fc.array(fc.tuple(wholeNumber, scalar, fc.array(fc.tuple(wholeNumber, fc.constant('success'))))),
  fc.array(fc.array(fc.array(wholeNumber, { maxLength: 2 }), { maxLength: 3 })),
) as fc.Arbitrary<Json[]>;

describe('a column', () => {
  test('reads back exactly, through JSON', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        expect(fromColumn(JSON.parse(JSON.stringify(toColumn(values))), values.length)).toStrictEqual(values);
      }),
      { numRuns: 3_000 },
    );
  });

  test.each<[string, Json[], Json]>([
    ['no values', [], ['v']],
    ['equal values once', ['BRL', 'BRL', 'BRL'], 'BRL'],
    [
      'ids by their differences',
      ['14820984000000', '14820984032769', '14820984000000'],
      ['d', '14820984000000', 32_769, -32_769],
    ],
    ['instants likewise', [1_777_906_800_000, 1_777_906_800_012], ['d', 1_777_906_800_000, 12]],
    [
      'change keys by their numbers',
      ['REMOVE-a-8-7-2', 'REMOVE-a-9-7-3'],
      ['p', ['REMOVE-a-', '-', '-', ''], ['d', '8', 1], '7', ['d', '2', 1]],
    ],
    ['amounts as they are', ['8.05', '9.5'], ['v', '8.05', '9.5']],
    [
      'rows by their fields',
      [
        ['1', true],
        ['3', true],
      ],
      ['t', ['d', '1', 2], true],
    ],
    ['lists of several lengths by their items', [['1'], [], ['2', '3']], ['l', ['d', 1, -1, 2], 3, ['d', '1', 1, 1]]],
    ['numbers that are not whole as they are', [1.5, 2], ['v', 1.5, 2]],
    ['numbers and texts as they are', ['1', 1], ['v', '1', 1]],
    ['digits with a zero before them as they are', ['05', '06'], ['v', '05', '06']],
  ])('holds %s', (_, values, column) => {
    expect(toColumn(values)).toStrictEqual(column);
    expect(fromColumn(column, values.length)).toStrictEqual(values);
  });

  test.each<[string, unknown]>([
    ['an object', { secret: 1 }],
    ['of no kind', ['secret', 1]],
    ['an empty list', []],
    ['too few values', ['v', 'secret']],
    ['too many values', ['v', 'secret', 'secret', 'secret']],
    ['differences that are no numbers', ['d', '1', 'secret']],
    ['differences that are not whole', ['d', '1', 0.5]],
    ['differences of nothing', ['d', null, 1]],
    ['a first number with a zero before it', ['d', '01', 1]],
    ['parts that are none', ['p', 'secret', ['v', '1', '2']]],
    ['too few parts', ['p', ['secret'], ['v', '1', '2']]],
    ['lists with items left over', ['l', 1, 3, ['v', 1, 2, 3]]],
    ['lists of no length', ['l', 'secret', 2, ['v', 1, 2]]],
    ['lists with too few items', ['l', 1, 2, ['v', 1]]],
  ])('is refused as %s, without being quoted', (_, column) => {
    expect(() => fromColumn(column, 2)).toThrow(new TypeError('not a column'));
  });
});
