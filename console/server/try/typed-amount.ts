/** Thousands in groups of three, then decimals after the other separator. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*([.,]\d{1,2})?$/;

/**
 * An amount as a person types it, with a comma or a point, as decimal text: `12,50`, `1.234,50` and `1,234.50` are plain. Null for
 * what can be meant in two ways: `1,234` and `1.234`. Whatever else is no amount stays as it is.
 */
export function typedAmount(typed: string): string | null {
  const text = typed.trim();
  if (/^\d+,\d{1,2}$/.test(text)) return text.replace(',', '.');
  if (/^\d{1,3}[.,]\d{3}$/.test(text)) return null;
  const [, group, decimals] = GROUPED.exec(text) ?? [];
  if (group === undefined || decimals?.startsWith(group)) return text;
  const whole = decimals === undefined ? text : text.slice(0, -decimals.length);
  return whole.replaceAll(group, '') + (decimals ?? '').replace(',', '.');
}
