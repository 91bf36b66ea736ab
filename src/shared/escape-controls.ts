/** What no reader sees as a character: C0, DEL, C1, marks that turn the direction of text or join it, line ends, half characters. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text that a terminal or a viewer of logs only shows: each control character, line ends included, is written as `\u001b`.
 * JSON text keeps its meaning, as its line ends and controls stand in strings.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (control) =>
    [...Array(control.length).keys()]
      .map((at) => `\\u${control.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** JSON of a value in all of whose texts control characters are escaped, for readers that show what it holds. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? escapeControls(part) : part));
}
