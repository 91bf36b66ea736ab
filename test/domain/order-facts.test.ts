import { describe, expect, test } from 'vitest';
import { parseOrderId } from '../../src/domain/order-facts.ts';

describe('order ids', () => {
  test.each(['1', '123', '820982911946154508', '9007199254740993', '9'.repeat(40)])('%s is kept whole', (text) => {
    expect(parseOrderId(text)).toBe(text);
  });

  test.each(['', '0', '0123', '-1', '1.5', '1e21', '12 ', ' 12', '12\n', 'a12', '12a', '#1001', '9'.repeat(41)])(
    '%j is none',
    (text) => {
      expect(parseOrderId(text)).toBeUndefined();
    },
  );
});
