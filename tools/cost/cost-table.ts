import type { MeasuredLife, MeasuredMoment } from './measure-lives.ts';
import { assumed, prices } from './prices.ts';

const MILLION = 1_000_000;
const GB = 1_000 ** 3;

type PricedRow = readonly [what: string, amount: number, unit: string, price: number];
type Amount = (moment: MeasuredMoment) => number;

/** What was measured of one order, and what a million of them cost, as Markdown. */
export function costTable(life: MeasuredLife): string {
  const { platform, memoryMb, initMs } = life;
  /** Of the mean order: all of its sale, and its share of a refund. */
  const perOrder = (amount: Amount) =>
    total(life.sale.map(amount)) + assumed.refundedShare * total(life.refund.map(amount));

  const processorShare = Math.min(1, memoryMb / assumed.wholeProcessorMb);
  const billedMs: Amount = ({ durationMs, loyaltyApi }) =>
    (durationMs + assumed.coldShare * initMs) / processorShare + loyaltyApi * assumed.loyaltyApiMs;
  const deliveries = perOrder(() => 1);
  const gbSeconds = (perOrder(billedMs) / 1_000) * (memoryMb / 1_024);
  const logGb = (perOrder(({ logBytes }) => logBytes + assumed.otherLogBytes) * MILLION) / GB;
  const transferGb = (perOrder(({ loyaltyApi }) => loyaltyApi) * assumed.callBytes * MILLION) / GB;
  const sqsRequests = 3 * assumed.deferredShare;

  const rows: PricedRow[] = [
    ['HTTP API', deliveries, 'M requests', prices.httpApiPerMillion],
    ['Lambda, requests', deliveries, 'M', prices.lambdaPerMillion],
    ['Lambda, time', gbSeconds, 'M GB-s', prices.lambdaArmPerGbSecond * MILLION],
    ['DynamoDB, writes', perOrder(({ writeUnits }) => writeUnits), 'M units', prices.dynamoDbWritePerMillion],
    ['DynamoDB, reads', perOrder(({ readUnits }) => readUnits), 'M units', prices.dynamoDbReadPerMillion],
    ['SQS', sqsRequests, 'M requests', prices.sqsPerMillion],
    ['CloudWatch Logs', logGb, 'GB', prices.logsPerGb],
    ['transfer out', transferGb, 'GB', prices.transferOutPerGb],
  ];
  return [
    `### ${platform}: what was measured`,
    '',
    `Init ${initMs.toFixed(0)} ms; ${memoryMb} MB.`,
    '',
    '| delivery | outcome | ms | reads | writes | calls of BonifiQ | log bytes |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...[...life.sale, ...life.refund].map(momentRow),
    '',
    `### ${platform}: a million orders`,
    '',
    ...pricedTable(rows),
    '',
  ].join('\n');
}

/** What is bought at a price, and all of it together. */
export function pricedTable(rows: readonly PricedRow[]): string[] {
  const sum = total(rows.map(([, amount, , price]) => amount * price));
  return [
    '| | amount | | price each | US$ |',
    '| --- | ---: | --- | ---: | ---: |',
    ...rows.map(([what, amount, unit, price]) => {
      return `| ${what} | ${amount.toFixed(2)} | ${unit} | ${price} | ${(amount * price).toFixed(2)} |`;
    }),
    `| **in all** | | | | **${sum.toFixed(2)}** |`,
  ];
}

function momentRow({ what, outcome, durationMs, readUnits, writeUnits, loyaltyApi, logBytes }: MeasuredMoment): string {
  return `| ${what} | \`${outcome}\` | ${durationMs.toFixed(1)} | ${readUnits} | ${writeUnits} | ${loyaltyApi} | ${logBytes} |`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
