import type { OrderCounts } from '../../src/reconciliation/record-page.ts';
import type { Repair } from '../../src/reconciliation/repair.ts';
import { counted } from '../counted.ts';
import { print, shown, signed } from '../terminal.ts';

/** What a reading came to, beside its orders. */
export interface Compared {
  /** Customers whose history was compared; `null` where BonifiQ was not asked. */
  customers: number | null;
  /** Customers whose history could not be read. */
  unread: number;
  readonly found: Map<Repair['finding'], number>;
}

/** An order that the shop has and the ledger has not. */
export function tellOrder(one: Repair, lateMs: number, written: boolean, json: boolean): void {
  const { order, points } = one;
  if (json)
    print(JSON.stringify({ ...one, news: one.finding === 'missingFacts' ? 'facts' : 'points', lateMs, written }));
  else print(shown`${order}  ${signed(points)}  changed ${inTime(lateMs)} ago, and no webhook told`);
}

/** What BonifiQ has otherwise than the ledger. */
export function tellFinding(one: Repair, json: boolean): void {
  if (json) print(JSON.stringify({ ...one, lateMs: null, written: false }));
  else {
    const of = one.entry === null ? '' : `, entry ${one.entry}`;
    print(
      shown`${one.order ?? `customer ${one.customer ?? '***'}`}${of}  ${signed(one.points)} of ${one.at}  ${one.because}`,
    );
  }
}

export function tellCounts({ read, found, moved }: OrderCounts, points: number, { customers, found: kinds }: Compared) {
  print(`Orders: ${read} read, ${found} lack something here; ${moved} change points, together ${signed(points)}.`);
  if (customers === null) return;
  const told = [...kinds].map(([finding, count]) => `${count} ${IN_WORDS[finding]}`);
  print(
    `BonifiQ: ${counted(customers, 'customer', 'customers')} compared; ${told.join(', ') || 'nothing else is told'}.`,
  );
}

const IN_WORDS: Readonly<Record<Repair['finding'], string>> = {
  missingAward: 'awards missing here',
  missingReversal: 'reversals missing here',
  missingFacts: 'orders with news',
  notAtBonifiq: 'applied here, and not there',
  canceledAtBonifiq: 'canceled there',
  entryLost: 'there under a title of ours, and not here',
  doubleAward: 'given twice',
  doubleReversal: 'taken twice',
  unexplained: 'explained by nobody',
};

function inTime(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2_880 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1_440)} days`;
}
