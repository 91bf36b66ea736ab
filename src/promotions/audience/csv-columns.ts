import { AudienceFault } from '../../ports/audience-files.ts';
import { type Field, fieldNamed, neededFields, pointsAreFixed, type WantedAudience } from './audience-fields.ts';

/** The index of each field's column. */
export type Columns = ReadonlyMap<Field, number>;

/** Excel writes semicolons where the comma is the decimal separator, as in Brazil. */
const DELIMITERS = [',', ';', '\t'];

/** The delimiter that is most frequent in a header line outside quotes; the comma where there is none. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Finds the columns by their names in the header. Throws an `AudienceFault` for missing, doubled or forbidden columns. */
export function findColumns(header: readonly string[], { file, wants }: WantedAudience): Columns {
  const columns = new Map<Field, number>();
  for (const [index, name] of header.entries()) {
    const field = fieldNamed(name);
    if (field === undefined) continue;
    if (columns.has(field)) throw new AudienceFault(`${file}: two columns are called ${field}; leave one out`);
    columns.set(field, index);
  }
  const missing = neededFields(wants).filter((field) => !columns.has(field));
  if (missing.length > 0) {
    const found = header.every(isName)
      ? `there are ${header.map((name) => name.trim()).join(', ')}`
      : 'the first line has to be the header, with the names of the columns';
    throw new AudienceFault(`${file}: the file has no column ${missing.join(' and no column ')}; ${found}`);
  }
  if (wants === 'noPoints' && columns.has('points')) throw pointsAreFixed(`${file}: the file has a column points`);
  return columns;
}

/** Whether a text of the first line may be shown: it does not look like a customer's address, number, document or date. */
function isName(text: string): boolean {
  return /^[\p{L}\p{M}\p{Zs}_./()#-]{1,40}\d{0,2}$/u.test(text.trim());
}
