/** WooCommerce writes UTC without a zone suffix: `2026-11-22T19:58:37`. */
const UTC_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z?$/;

/** Reads one of the `*_gmt` times, in milliseconds since 1970; `undefined` for any other text. */
export function parseUtcTime(text: string): number | undefined {
  if (!UTC_TIME.test(text)) return undefined;
  // Stryker disable next-line StringLiteral: a test in another zone notices; Stryker's threads keep the machine's
  const timeMs = Date.parse(text.endsWith('Z') ? text : `${text}Z`);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
