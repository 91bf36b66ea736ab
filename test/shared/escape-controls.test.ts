import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeControls, escapedJson } from '../../src/shared/escape-controls.ts';
import { controlsIn, hostileText } from '../support/hostile-text.ts';

test.each([
  ['\u001b]0;x\u0007', String.raw`\u001b]0;x\u0007`],
  ['a\r\nb\tc', String.raw`a\u000d\u000ab\u0009c`],
  ['\u007f\u009b', String.raw`\u007f\u009b`],
  ['a\u202eb\u2066', String.raw`a\u202eb\u2066`],
  ['\u2028\u2029', String.raw`\u2028\u2029`],
  // A tag is two halves.
  ['\u{e0041}', String.raw`\udb40\udc41`],
  ['\ud800', String.raw`\ud800`],
])('%j is shown as %s', (text, escaped) => expect(escapeControls(text)).toBe(escaped));

test.each(['', 'ção № 5 − 3 → „x“ 日本 😀 e\u0301', String.raw`C:\temp \u001b`])('%s stays as it is', (text) =>
  expect(escapeControls(text)).toBe(text),
);

test('nothing is left, and no line is begun', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const escaped = escapeControls(text);
      expect(controlsIn(escaped)).toEqual([]);
      expect(escaped).not.toContain('\n');
      expect(escapeControls(escaped)).toBe(escaped);
    }),
    { numRuns: 1_000 },
  );
});

test('JSON text means what it meant', () => {
  fc.assert(
    fc.property(fc.dictionary(hostileText, fc.oneof(hostileText, fc.array(hostileText))), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(escapeControls(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('JSON of escaped texts holds no control character once it is read, either', () => {
  fc.assert(
    fc.property(fc.record({ text: hostileText, deep: fc.record({ list: fc.array(hostileText) }) }), (value) => {
      const read = JSON.parse(escapedJson(value));
      expect(controlsIn(escapedJson(value))).toEqual([]);
      expect(read).toEqual({
        text: escapeControls(value.text),
        deep: { list: value.deep.list.map(escapeControls) },
      });
    }),
  );
  expect(JSON.parse(escapedJson({ number: 1, none: null, yes: true, left: undefined }))).toEqual({
    number: 1,
    none: null,
    yes: true,
  });
});
