/** A text in a box, so that nobody overlooks it among the lines of a test run. */
export function inABox(text: string): string {
  const line = '═'.repeat(text.length + 2);
  return `╔${line}╗\n║ ${text} ║\n╚${line}╝`;
}
