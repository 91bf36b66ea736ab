import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { jsonText, toJson } from '../../../src/aws/dynamodb/json-text.ts';

/** A text whose JSON, with its quotes, has so many characters. */
const ofLength = (length: number) => 'é'.repeat(length - 2);

describe('a part of an item', () => {
  test('is text as long as it is short', () => {
    expect(toJson({ a: null, b: [1, 'x'] }, 1_024)).toBe('{"a":null,"b":[1,"x"]}');
    expect(toJson(ofLength(1_023), 1_024)).toBe(`"${ofLength(1_023)}"`);
  });

  test('is compressed from the given length on', () => {
    const written = toJson(ofLength(1_024), 1_024);
    expect(written).toBeInstanceOf(Uint8Array);
    expect(inflateRawSync(written as Uint8Array).toString()).toBe(`"${ofLength(1_024)}"`);
    expect(written.length).toBeLessThan(100);
  });

  test.each([
    ['text', '{"a":[1]}', { a: [1] }],
    ['compressed', deflateRawSync('{"a":[1]}'), { a: [1] }],
    ['compressed and long', deflateRawSync(`"${ofLength(5_000)}"`), ofLength(5_000)],
  ])('is read as %s', (_, written, expected) => {
    expect(jsonText.parse(written)).toStrictEqual(expected);
  });

  test.each([
    ['text that is no JSON', 'ana@example.com'],
    ['bytes that are not compressed', Buffer.from('ana@example.com')],
    ['bytes that were cut off', deflateRawSync(`"${ofLength(5_000)}"`).subarray(0, 20)],
    ['bytes that are no JSON', deflateRawSync('ana@example.com')],
    ['bytes that inflate without end', deflateRawSync(`${' '.repeat(64 * 1024 * 1024)}1`)],
    ['a number', 7],
  ])('is refused as %s, without being quoted', (_, written) => {
    const read = jsonText.safeParse(written);
    expect(read.success).toBe(false);
    expect(String(read.error)).not.toContain('ana');
  });

  test.each([
    ['undefined: points', { points: undefined }],
    ['NaN: deep', { deep: Number.NaN }],
    ['Infinity: ', Number.POSITIVE_INFINITY],
  ])('never holds %s', (what, part) => {
    expect(() => toJson(part, 1_024)).toThrow(new TypeError(`a record cannot hold ${what}`));
  });
});
