import { limits } from '../../../deploy/limits/limits.ts';
import type { PackageSizes } from './measure-package.ts';

/** The sizes of packages beside the limits of AWS, as Markdown. */
export function sizesTable(sizes: readonly PackageSizes[]): string {
  const counts = sizes.map(({ stores }) => `${number(stores)} ${stores === 1 ? 'store' : 'stores'}`);
  const rows = limits.map(({ of, unit, limit }, index) =>
    row(`${of}, ${unit}`, number(limit), ...sizes.map(({ most }) => number(most[index] ?? 0))),
  );
  return [
    row('the fullest', 'limit', ...counts),
    row('---', '---:', ...counts.map(() => '---:')),
    ...rows,
    row('zipped code of a function, bytes', '', ...sizes.map(({ zipBytes }) => number(zipBytes))),
    row('packaging, seconds', '', ...sizes.map(({ took }) => took.seconds.toFixed(0))),
  ].join('\n');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function number(amount: number): string {
  return amount.toLocaleString('en');
}
