import type { MeasuredReconciliation } from './measure-reconciliation.ts';
import { prices } from './prices.ts';

const DAYS = 30;
/** As deployed: every 15 minutes, and once a day all of 60 days. */
const LOOKS = DAYS * 24 * 4;
const LOOK_BACK_DAYS = 60;
/** A change is read again by the looks of the hour after it, as each begins a little before the last one ended. */
const READ_AGAIN = 5;
const PAGE = 100;
/** A page's second at 512 MB, if no other store is read meanwhile. */
const GB_SECONDS = 0.5;
const ORDERS_A_MONTH = [100, 1_000, 10_000, 100_000];

/** Points that come back into an app's bucket each second. @see https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits */
const RESTORED = { Standard: 100, Advanced: 200, Plus: 1_000 };
const SPANS = [
  ['60 days', 60_000],
  ['a year', 365_000],
] as const;

/** What was counted of reconciliation, and what it costs a store and month, as Markdown. */
export function reconciliationTables(measured: readonly MeasuredReconciliation[]): string {
  return [
    '### Reconciliation: what was counted',
    '',
    '| | calls of the shop | points asked for | points taken | units read | units written |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...measured.flatMap(({ platform, orders, look, lookBack }) => [
      countedRow(`${platform}: a look that finds nothing new`, look),
      countedRow(`${platform}: a look back over ${counted(orders)} orders`, lookBack),
    ]),
    '',
    ...measured.flatMap(monthTable),
    ...measured.filter(({ lookBack }) => lookBack.points !== null).flatMap(spanTable),
  ].join('\n');
}

function countedRow(what: string, { calls, points, readUnits, writeUnits }: MeasuredReconciliation['look']): string {
  const inPoints = points === null ? ['', ''] : [counted(points.requested), counted(points.taken)];
  return row([what, counted(calls), ...inPoints, counted(readUnits), counted(writeUnits)]);
}

function monthTable(measured: MeasuredReconciliation): string[] {
  const { platform, look, lookBack } = measured;
  const hasPoints = lookBack.points !== null;
  return [
    `### ${platform}: reconciliation, a store and month`,
    '',
    row(['orders a month', 'calls', ...(hasPoints ? ['points taken'] : []), ...LABELS]),
    row(Array.from({ length: hasPoints ? 8 : 7 }, () => '---:')),
    ...ORDERS_A_MONTH.map((orders) => {
      const inLookBacks = (DAYS * LOOK_BACK_DAYS * orders) / DAYS;
      const seen = inLookBacks + READ_AGAIN * orders;
      const pages = LOOKS + DAYS * Math.ceil((LOOK_BACK_DAYS * orders) / DAYS / PAGE);
      const calls = pages + (perOrder(measured, 'calls') - 1 / PAGE) * seen;
      const points = LOOKS * (look.points?.taken ?? 0) + perPoint(measured) * seen;
      const reads = LOOKS * look.readUnits + perOrder(measured, 'readUnits') * seen;
      const table = (reads * prices.dynamoDbReadPerMillion + pages * prices.dynamoDbWritePerMillion) / 1_000_000;
      const lambda = pages * GB_SECONDS * prices.lambdaArmPerGbSecond;
      return row([
        counted(orders),
        rounded(Math.max(pages, calls)),
        ...(hasPoints ? [rounded(points)] : []),
        rounded(seen),
        rounded(reads),
        rounded(pages),
        table.toFixed(2),
        lambda.toFixed(2),
      ]);
    }),
    '',
  ];
}

const LABELS = ['orders looked at', 'units read', 'units written', 'table, US$', 'Lambda at most, US$'];

function spanTable(measured: MeasuredReconciliation): string[] {
  const { platform, orders, look, lookBack } = measured;
  const plans = Object.entries(RESTORED);
  return [
    `### ${platform}: a long time by pages, at 1,000 orders a day`,
    '',
    row([
      '',
      'calls',
      'points asked for',
      'points taken',
      ...plans.map(([plan, rate]) => `${plan}, ${counted(rate)} a second`),
    ]),
    row(['---', ...Array.from({ length: 3 + plans.length }, () => '---:')]),
    ...SPANS.map(([span, all]) => {
      const share = all / orders;
      const calls = share * (lookBack.calls - look.calls);
      const requested = share * ((lookBack.points?.requested ?? 0) - (look.points?.requested ?? 0));
      const taken = share * ((lookBack.points?.taken ?? 0) - (look.points?.taken ?? 0));
      const times = plans.map(([, rate]) => inTime(taken / rate));
      return row([`${span}, ${counted(all)} orders`, rounded(calls), rounded(requested), rounded(taken), ...times]);
    }),
    '',
  ];
}

function perOrder({ orders, look, lookBack }: MeasuredReconciliation, what: 'calls' | 'readUnits'): number {
  return (lookBack[what] - look[what]) / orders;
}

function perPoint({ orders, look, lookBack }: MeasuredReconciliation): number {
  return ((lookBack.points?.taken ?? 0) - (look.points?.taken ?? 0)) / orders;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function inTime(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** To three digits. */
function rounded(value: number): string {
  return counted(Number(value.toPrecision(3)));
}

function counted(value: number): string {
  return value.toLocaleString('en-US');
}
