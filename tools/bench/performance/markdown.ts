import type { Summary } from './statistics.ts';

/** A table whose columns after the first are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** A median with the spread beside it: `84.1 ± 2.3`. */
export function spread({ median, mad }: Summary, digits = 1): string {
  return `${median.toFixed(digits)} ± ${mad.toFixed(digits)}`;
}

/** A ratio and its quartiles: `3.12 (3.05–3.20)`. */
export function ratioText(ratio: Summary | null): string {
  if (ratio === null || Number.isNaN(ratio.median)) return '';
  const [first, third] = ratio.quartiles;
  return `${ratio.median.toFixed(2)} (${first.toFixed(2)}–${third.toFixed(2)})`;
}

/** Puts a text between two markers of a page, which stay. Throws where the page does not have them. */
export function between(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`the page has no ${start} … ${end}`);
  return `${page.slice(0, from + start.length)}\n${text.trim()}\n${page.slice(to)}`;
}
