import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  coloured,
  complain,
  faint,
  inLines,
  ownLines,
  print,
  redraw,
  type Shown,
  shown,
  strong,
} from '../../cli/terminal.ts';
import { controlsIn, hostileText } from '../support/hostile-text.ts';

let written: string[];
beforeEach(() => {
  written = [];
  for (const level of ['log', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((text: string) => void written.push(text));
  }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

test('our own line ends stay, and those of what is put in do not', () => {
  print(shown`one ${'a\nb'}\ntwo ${2}${null}${shown`\nthree`}`);
  print('a\nb');
  complain(inLines(['a\nb', shown`c\nd`]));
  print(ownLines('a\nb'));
  expect(written).toEqual(['one a\\u000ab\ntwo 2\nthree', 'a\\u000ab', 'a\\u000ab\nc\nd', 'a\nb']);
});

test('whatever is put in, nothing comes out that a terminal would carry out', () => {
  const ways: readonly ((text: string) => Shown | string)[] = [
    (text) => text,
    (text) => shown`a ${text} b`,
    (text) => shown`a ${shown`${text}`} b`,
    (text) => inLines([text]),
    (text) => coloured('error', text),
    faint,
    strong,
  ];
  vi.stubEnv('NO_COLOR', '1');
  fc.assert(
    fc.property(hostileText, fc.constantFrom(...ways), fc.constantFrom(print, complain), (text, way, write) => {
      written = [];
      write(way(text));
      expect(controlsIn(written.join(''))).toEqual([]);
      expect(written.join('')).not.toContain('\n');
    }),
    { numRuns: 500 },
  );
  vi.unstubAllEnvs();
});

test('lines that are drawn anew take one line each', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { maxLength: 4 }), (lines) => {
      written = [];
      expect(redraw(lines, 0)).toBe(lines.length);
      expect(written.join('').split('\n')).toHaveLength(lines.length + 1);
      expect(controlsIn(written.join(''))).toEqual([]);
    }),
  );
  written = [];
  redraw(['a'], 3);
  expect(written).toEqual(['\u001b[3A\u001b[0J', 'a\n']);
});
