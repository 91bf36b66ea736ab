import { faint, inLines, type Shown, shown, signed, strong } from '../terminal.ts';
import type { ShadowReport } from './tally.ts';

/** A report in words and tables. */
export function describeReport({ store, inShadow, all, held, rules, largest, reasons, waiting }: ShadowReport): Shown {
  const now = inShadow ? 'is in shadow: nothing of its orders is posted' : 'is not in shadow now';
  const net = all.given + all.takenBack;
  return inLines([
    strong(`Store ${store} ${now}`),
    all.orders === 0
      ? shown`  No order of it is in shadow.`
      : shown`  Orders in shadow: ${all.orders}. Would be given: ${signed(all.given)}; taken back: ${signed(all.takenBack)}; left: ${signed(net)}.`,
    ...(held === 0 ? [] : [shown`  Of these, the rules would still hold back ${signed(held)}.`]),
    ...(waiting.orders === 0
      ? []
      : [
          shown`  Of orders that began before, ${waiting.orders}, ${signed(waiting.points)} wait until the store leaves the shadow.`,
        ]),
    ...(rules.length === 0 ? [] : ['', strong('By rule and campaign'), faint(`  ${row(HEAD)}`)]),
    ...rules.map(
      ({ rule, campaign, orders, given, takenBack }) =>
        shown`  ${row([campaign === null ? rule : `${rule}, ${campaign}`, String(orders), signed(given), signed(takenBack)])}`,
    ),
    ...(largest.length === 0 ? [] : ['', strong('Largest orders')]),
    ...largest.map(({ order, points }) => shown`  ${signed(points).padStart(10)}  ${order}`),
    ...(reasons.length === 0 ? [] : ['', strong('Why orders would have no points, or not all')]),
    ...reasons.map(
      ({ reason, because, orders }) => shown`  ${String(orders).padStart(10)}  ${reason} ${faint(because)}`,
    ),
  ]);
}

const HEAD = ['', 'orders', 'given', 'taken back'];

function row([name = '', ...cells]: readonly string[]): string {
  return name.padEnd(32) + cells.map((cell) => cell.padStart(12)).join('');
}
