import { AudienceFault } from '../../ports/audience-files.ts';
import { type Field, fieldNamed, neededFields, pointsAreFixed, type WantedAudience } from './audience-fields.ts';

/** Where in a record each field stands. */
export type Columns = ReadonlyMap<Field, number>;

/** Excel writes semicolons where the comma separates decimals, as in Brazil. */
const DELIMITERS = [',', ';', '\t'];

/** The one that a header line has most of outside quotes; the comma where it has none. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Finds the columns by a header's names. Throws an `AudienceFault` for columns that are missing, doubled or not allowed. */
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

/** Whether a first line's text may be shown: it looks like no address, number, document or date of a customer. */
function isName(text: string): boolean {
  return /^[\p{L}\p{M}\p{Zs}_./()#-]{1,40}\d{0,2}$/u.test(text.trim());
}
