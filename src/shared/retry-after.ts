const maxMs = 24 * 60 * 60 * 1000;
const httpDate = /^[A-Za-z]{3,9}, ?\d{2}[ -][A-Za-z]{3}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads seconds or an HTTP date as milliseconds from now, at most a day; `null` when absent or neither.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, maxMs);
  const untilMs = httpDate.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(untilMs) ? null : Math.min(Math.max(untilMs - nowMs, 0), maxMs);
}
