import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inOrder } from '../../../src/aws/dynamodb/in-order.ts';

const schema = inOrder({ first: z.string(), second: z.number().nullable(), third: z.boolean().nullable() });

describe('a list of fields', () => {
  test.each([
    ['all of them', { first: 'a', second: 2, third: false }, ['a', 2, false]],
    ['without the nulls at its end', { first: 'a', second: null, third: null }, ['a']],
    ['with a null in its middle', { first: 'a', second: null, third: true }, ['a', null, true]],
    ['with zero and empty at its end', { first: '', second: 0, third: null }, ['', 0]],
  ])('holds %s', (_, value, written) => {
    expect(z.encode(schema, value)).toStrictEqual(written);
    expect(z.decode(schema, written)).toStrictEqual(value);
  });

  test('of nothing but nulls is empty', () => {
    const nothing = inOrder({ first: z.string().nullable(), second: z.number().nullable() });
    expect(z.encode(nothing, { first: null, second: null })).toStrictEqual([]);
    expect(z.decode(nothing, [])).toStrictEqual({ first: null, second: null });
  });

  test('is in the order of the fields, however the object was made', () => {
    expect(z.encode(schema, { third: true, second: 2, first: 'a' })).toStrictEqual(['a', 2, true]);
  });

  test.each([
    ['one field more', ['a', 2, true, 'secret']],
    ['one null more', ['a', 2, true, null]],
    ['a required field less', []],
    ['a field of another kind', ['a', 'secret', true]],
    ['names', { first: 'a' }],
  ])('with %s is refused', (_, written) => {
    expect(schema.safeParse(written).success).toBe(false);
  });
});
