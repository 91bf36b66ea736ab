import { describe, expect, test } from 'vitest';
import { fromWire, toWire } from '../../../src/aws/dynamodb/wire-format.ts';

test('attributes are written with their types, and nothing else is', () => {
  const written = toWire({
    TableName: 't',
    ConsistentRead: true,
    Limit: 5,
    Key: { pk: 'ORDER#acme#1' },
    ExpressionAttributeNames: { '#B': 'B' },
    ExpressionAttributeValues: { ':n': 1.5, ':no': null, ':list': ['a', new Set(['b'])], ':is': false },
    ExclusiveStartKey: undefined,
  });
  expect(JSON.parse(written)).toEqual({
    TableName: 't',
    ConsistentRead: true,
    Limit: 5,
    Key: { pk: { S: 'ORDER#acme#1' } },
    ExpressionAttributeNames: { '#B': 'B' },
    ExpressionAttributeValues: {
      ':n': { N: '1.5' },
      ':no': { NULL: true },
      ':list': { L: [{ S: 'a' }, { SS: ['b'] }] },
      ':is': { BOOL: false },
    },
  });
});

describe('bytes', () => {
  const [bytes, base64] = [Uint8Array.of(0, 255, 16), 'AP8Q'];
  const item = { whole: { B: base64 }, in: { M: { B: { L: [{ B: base64 }, { M: { B: { S: 'AP8Q' } } }] } } } };
  const plain = { whole: bytes, in: { B: [bytes, { B: 'AP8Q' }] } };

  test('are written in base64 wherever they are', () => {
    expect(JSON.parse(toWire({ Item: plain }))).toEqual({ Item: item });
    expect(JSON.parse(toWire({ Item: { whole: Buffer.from(bytes) } }))).toEqual({ Item: { whole: { B: base64 } } });
  });

  test('are read wherever they are, and a text of the same letters stays one', () => {
    const read = fromWire<{ Item: typeof plain }>(JSON.stringify({ Item: item })).Item;
    expect(read).toEqual(plain);
    expect(read.whole).toBeInstanceOf(Uint8Array);
  });
});

test('every part of an answer that holds attributes is read', () => {
  const answered = {
    Items: [{ pk: { S: 'a' } }, { pk: { S: 'b' } }],
    Attributes: { atMs: { N: '1796037334011' } },
    LastEvaluatedKey: { pk: { S: 'b' } },
    Count: 2,
  };
  expect(fromWire(JSON.stringify(answered))).toEqual({
    Items: [{ pk: 'a' }, { pk: 'b' }],
    Attributes: { atMs: 1_796_037_334_011 },
    LastEvaluatedKey: { pk: 'b' },
    Count: 2,
  });
  expect(fromWire('{}')).toEqual({});
});

test.each([undefined, new Date(0), 2 ** 60])('%s is no attribute', (value) => {
  expect(() => toWire({ Item: { value } })).toThrow();
});
