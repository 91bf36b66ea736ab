import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet takes for a formula at the beginning of a cell. @see https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of CSV, as RFC 4180 has it but for its end. A text that a spreadsheet would take for a formula gets an apostrophe before it;
 * numbers stay numbers, negative ones too. Null is an empty cell.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const safe = cells.map((cell) => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell));
  return stringify([safe], { eof: false });
}
