import { counted } from '../counted.ts';
import { faint, inLines, type Shown, shown, signed, strong } from '../terminal.ts';
import type { Bar, Comparison, Mover, Totals } from './tally.ts';

/** Characters of the longest bar. */
const BAR = 40;

/** A comparison as tables and a small chart. */
export function describeComparison(
  { all, stores, distribution, orders, customers, leftOut }: Comparison,
  before: string,
  config: string,
): Shown {
  if (all.orders === 0) return shown`No order has a claim to points${leftOut > 0 ? `; ${leftOut} have none` : ''}.`;
  const several = Object.keys(stores).length > 1;
  return inLines([
    strong(`${counted(all.orders, 'order')} ${before}, and by ${config}; nothing is written`),
    shown`  ${head(['', 'orders', 'points', 'would be', 'change', '', 'gain', 'lose'])}`,
    ...Object.entries(stores).map(([store, totals]) => shown`  ${row(store, totals)}`),
    ...(several ? [shown`  ${row('all', all)}`] : []),
    ...(leftOut > 0
      ? [faint(`  ${leftOut} more have no claim to points, such as unpaid ones and those without a customer`)]
      : []),
    '',
    strong('How many orders change by how many points'),
    ...chart(distribution),
    ...moversOf('Orders', orders.gain, orders.lose),
    ...moversOf('Customers', customers.gain, customers.lose),
  ]);
}

const WIDTHS = [24, 9, 12, 12, 12, 8, 9, 9];

function head(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[0] ?? 0) : cell.padStart(WIDTHS[at] ?? 0))).join('');
}

function row(name: string, { orders, before, after, gaining, losing }: Totals): string {
  const share = before === 0 ? '' : `${(((after - before) / before) * 100).toFixed(1)} %`;
  return head([name, orders, before, after, signed(after - before), share, gaining, losing].map(String));
}

function chart(bars: readonly Bar[]): Shown[] {
  const most = Math.max(...bars.map(({ orders }) => orders));
  return bars.map((bar) => {
    const length = bar.orders === 0 ? 0 : Math.max(1, Math.round((bar.orders / most) * BAR));
    return shown`  ${boundsOf(bar).padStart(16)}  ${'█'.repeat(length)}${length === 0 ? '' : ' '}${bar.orders}`;
  });
}

function boundsOf({ from, to }: Bar): string {
  if (from === 0 && to === 0) return 'none';
  if (from === null) return `${signed(to ?? 0)} or less`;
  if (to === null) return `${signed(from)} or more`;
  return `${signed(from)} to ${signed(to)}`;
}

function moversOf(what: string, gain: readonly Mover[], lose: readonly Mover[]): Shown[] {
  const lines = (movers: readonly Mover[]) =>
    movers.map(
      ({ id, before, after }) =>
        shown`  ${signed(after - before).padStart(10)}  ${id} ${faint(`${before} → ${after}`)}`,
    );
  return [
    ...(gain.length > 0 ? [shown``, strong(`${what} that gain most`), ...lines(gain)] : []),
    ...(lose.length > 0 ? [shown``, strong(`${what} that lose most`), ...lines(lose)] : []),
  ];
}
