import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEnvelope } from '../../src/bonifiq/envelope.ts';

test('of all texts together the first 2,000 characters are looked at', () => {
  const texts = ['a'.repeat(1_500), 'b'.repeat(400), 'c'.repeat(150), 'd'];
  const [ErrorMessage, ...ErrorMessages] = texts;
  expect(readEnvelope(JSON.stringify({ HasError: true, ErrorMessage, ErrorMessages })).texts).toEqual([
    'a'.repeat(1_500),
    'b'.repeat(400),
    'c'.repeat(100),
  ]);
});

test('whatever a reply says, and how often', () => {
  const text = fc.oneof(fc.string({ maxLength: 3_000, size: 'max' }), fc.constant('x'.repeat(1_000)));
  const field = fc.constantFrom('ErrorMessage', 'FriendlyErrorMessage', 'error', 'message', 'title', 'detail');
  const body = fc.record({
    fields: fc.dictionary(field, text),
    ErrorMessages: fc.array(text, { maxLength: 20 }),
    ErrorDescriptions: fc.array(fc.record({ Field: text, Description: text }), { maxLength: 20 }),
    Result: fc.record({ Error: text }),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        body.map(({ fields, ...others }) => JSON.stringify({ ...fields, ...others })),
        text,
      ),
      (told) => {
        expect(readEnvelope(told).texts.join('').length).toBeLessThanOrEqual(2_000);
      },
    ),
    { numRuns: 200 },
  );
});
