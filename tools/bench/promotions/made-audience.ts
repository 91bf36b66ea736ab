import type { AudienceCounts } from '../../../src/domain/promotion/run.ts';

/** What a row of the made audience has to come to. */
export type MadeRow =
  | { readonly kind: 'award'; readonly customer: string; readonly points: number; readonly written: string }
  | { readonly kind: 'bad' | 'duplicate'; readonly written: string };

/** In every thousand rows, one that cannot be used and one of a customer who was there before. */
const PER_THOUSAND = 1_000;
const BAD_AT = 500;
const DUPLICATE_AT = 750;
const MAX_POINTS = 500;
const BAD = ['no address,10,', 'none@example.com,0,', 'half@example.com,1.5,', 'wide@example.com,10,,,'];
const HEADER = 'customer,points,text\r\n';
/** The header is line 1. */
const FIRST_LINE = 2;
/** As src/promotions/batch-awards.ts makes batches: a hundred awards, and none across ten thousand lines. */
const AWARDS_PER_MESSAGE = 100;
const LINES_TOGETHER = 10_000;

/** The row on a line, which depends on nothing but the line. */
export function madeRow(line: number): MadeRow {
  const number = line - FIRST_LINE;
  const place = number % PER_THOUSAND;
  const thousand = Math.floor(number / PER_THOUSAND);
  if (place === BAD_AT) return { kind: 'bad', written: BAD[thousand % BAD.length] ?? '' };
  // The first of half as many thousands, written in another way.
  const first = Math.floor(thousand / 2) * PER_THOUSAND;
  if (place === DUPLICATE_AT) return { kind: 'duplicate', written: ` ${customerOf(first).toUpperCase()} ,10,` };
  const customer = customerOf(number);
  const points = 1 + (number % MAX_POINTS);
  return { kind: 'award', customer, points, written: `${customer},${points},` };
}

/** The file, in pieces. */
export function* madeAudience(rows: number): Generator<Buffer> {
  yield Buffer.from(HEADER);
  for (let start = FIRST_LINE; start < FIRST_LINE + rows; start += PER_THOUSAND) {
    const lines = Math.min(PER_THOUSAND, FIRST_LINE + rows - start);
    yield Buffer.from(Array.from({ length: lines }, (_, index) => `${madeRow(start + index).written}\r\n`).join(''));
  }
}

/** What has to be found in it, and in how many messages its awards have to come. */
export function madeCounts(rows: number): AudienceCounts & { readonly messages: number } {
  const counts = { rows, awards: 0, points: 0, bad: 0, duplicates: 0, otherDays: 0, messages: 0 };
  let together = 0;
  for (let line = FIRST_LINE; line < FIRST_LINE + rows; line += 1) {
    if (line % LINES_TOGETHER === 0) together = 0;
    const row = madeRow(line);
    if (row.kind === 'bad') counts.bad += 1;
    if (row.kind === 'duplicate') counts.duplicates += 1;
    if (row.kind === 'award') {
      if (together % AWARDS_PER_MESSAGE === 0) counts.messages += 1;
      together += 1;
      counts.awards += 1;
      counts.points += row.points;
    }
  }
  return counts;
}

function customerOf(number: number): string {
  return `customer-${String(number).padStart(7, '0')}@example.com`;
}
