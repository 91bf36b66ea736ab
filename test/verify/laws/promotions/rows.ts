import type { Store } from '../../../../src/domain/store.ts';
import type { Random } from '../histories/random.ts';
import { customerNumber, nobody, spelled } from './customers.ts';
import type { WrittenRow } from './history.ts';

export interface RowsWanted {
  readonly by: Store['customer']['by'];
  readonly size: number;
  readonly says: 'points' | 'noPoints' | 'birthdays';
  /** Whether rows may be such as only a file can have. */
  readonly inFile: boolean;
  /** Months and days that matter. */
  readonly days: readonly [string, ...string[]];
}

const PLAIN = { text: null, points: null, birthday: null, instead: null } as const;

/** Rows of an audience: most mean something, some nothing, and some a customer who stands there already. */
export function makeRows(random: Random, wanted: RowsWanted): readonly WrittenRow[] {
  const { by, size, inFile } = wanted;
  const share = random.pick([0, 0, 0.05, 0.3]);
  return Array.from({ length: size }, (_, index) => {
    const isAgain = index > 0 && random.chance(share);
    const customer = customerNumber(by, isAgain ? random.int(0, index - 1) : index);
    const row = goodRow(random, customer, wanted);
    return random.chance(share / 2) ? badRow(random, row, by, inFile) : row;
  });
}

function goodRow(random: Random, customer: string, { by, says, days, inFile }: RowsWanted): WrittenRow {
  const points = says === 'points' ? random.pick([1, 5, 10, random.int(1, 300)]) : null;
  const text = random.chance(0.3) ? random.pick(['Natal', 'VIP, ouro; prata', 'the "first" one', 'ação']) : null;
  const birthday = says === 'birthdays' ? random.pick([days[0], ...days]) : null;
  const year = random.pick(['', '', '1992-', '2000-']);
  return {
    customer: spelled(by, customer, random),
    points: points === null ? null : inFile && random.chance(0.1) ? ` ${points} ` : String(points),
    text,
    birthday: birthday === null ? null : `${year}${birthday}`,
    instead: null,
    means: { customer, points, text, birthday },
  };
}

function badRow(random: Random, row: WrittenRow, by: Store['customer']['by'], inFile: boolean): WrittenRow {
  const bad = { ...row, means: null };
  const unnamed = { ...bad, customer: nobody(by, random) };
  if (!inFile) return unnamed;
  const { points, birthday } = row;
  return random.pick<WrittenRow>([
    unnamed,
    { ...bad, ...PLAIN, instead: 'neither a row nor a record,,,,,,,,' },
    { ...bad, customer: ' ' },
    points === null ? unnamed : { ...bad, points: random.pick(['', '0', '-5', '1.5', 'ten', '2147483648']) },
    birthday === null ? unnamed : { ...bad, birthday: random.pick(['', '31-12', '1990-02-30', '13-01']) },
  ]);
}
