import fc from 'fast-check';

/** What makes a terminal do something, or a reader see something else than is written. */
const SEQUENCES = [
  '\u001b[2J\u001b[H',
  '\u001b]0;a title\u0007',
  '\u001b]8;;https://example.com\u001b\\a link\u001b]8;;\u001b\\',
  '\u001b[31m',
  '\u009b2J',
  '\u009d0;a title\u009c',
  '\r',
  '\n',
  '\nFORGED a line of its own',
  '\r\nFORGED a line of its own',
  '\u0085FORGED a line of its own',
  '\u2028FORGED a line of its own',
  '\b\b\b\b',
  '\t',
  '\u0000',
  '\u007f',
  '\u202eELGNUJ',
  '\u2066\u2067\u2068\u2069\u061c\u200e\u200f',
  '\u{e0041}\u{e007f}',
  '\ufeff\u00ad\u200b',
  '\ud800',
];

/** All of them, but for what no argument of a command can hold. */
export const hostileArgument = SEQUENCES.join('x').replaceAll('\u0000', '');

/** Texts with such things in them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...SEQUENCES), fc.string({ unit: 'binary', maxLength: 8 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

const RANGES: readonly (readonly [from: number, to: number])[] = [
  // C0, DEL and C1.
  [0x00, 0x1f],
  [0x7f, 0x9f],
  // Soft hyphen, Arabic letter mark, zero width, marks of direction, line and paragraph separators, embeddings, isolates.
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xfeff, 0xfeff],
  // Halves of characters by themselves, and tags.
  [0xd800, 0xdfff],
  [0xe0001, 0xe0001],
  [0xe0020, 0xe007f],
];

/** The control characters in what was written, but for the line ends of the writer's own. */
export function controlsIn(written: string): string[] {
  return [...written].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = character !== '\n' && RANGES.some(([from, to]) => code >= from && code <= to);
    return isControl ? [`U+${code.toString(16)}`] : [];
  });
}
