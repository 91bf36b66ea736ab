import { expect, test } from 'vitest';
import { parseJson } from '../../src/shared/parse-json.ts';

test.each([
  ['{"a":[1,null]}', { a: [1, null] }],
  ['null', null],
  ['""', ''],
  ['0', 0],
])('%s is read', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

test.each(['', '{', 'undefined', '<html>', '{"a":1}{'])('of "%s" nothing can be read', (text) => {
  expect(parseJson(text)).toBeUndefined();
});
