import { accessLogBytes, lambdaLogBytes } from './log-lines.ts';
import type { MeasuredLife, MeasuredMoment } from './measure-lives.ts';
import { assumed, prices } from './prices.ts';

const MILLION = 1_000_000;
const GB = 1_000 ** 3;

type PricedRow = readonly [what: string, amount: number, unit: string, price: number];
type Amount = (moment: MeasuredMoment) => number;

/** What a deployment may choose, which changes the price. */
interface Choice {
  readonly memoryMb: number;
  /** The API in front of the functions; a function URL costs nothing, and has no access log. */
  readonly front: 'httpApi' | 'functionUrl';
}

/** What was measured of one order, and what a million of them cost, as Markdown. */
export function costTable(life: MeasuredLife): string {
  const { platform, memoryMb, initMs } = life;
  const chosen: Choice = { memoryMb, front: 'httpApi' };
  const others: readonly (readonly [what: string, changes: Partial<Choice>])[] = [
    ['512 MB', { memoryMb: 512 }],
    ['a function URL', { front: 'functionUrl' }],
    ['both', { memoryMb: 512, front: 'functionUrl' }],
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
    ...pricedTable(pricedRows(life, chosen)),
    '',
    `### ${platform}: what would cost less`,
    '',
    '| | US$ | less |',
    '| --- | ---: | ---: |',
    ...others.map(([what, changes]) => {
      const inAll = sumOf(pricedRows(life, { ...chosen, ...changes }));
      return `| ${what} | ${inAll.toFixed(2)} | ${(sumOf(pricedRows(life, chosen)) - inAll).toFixed(2)} |`;
    }),
    '',
  ].join('\n');
}

function pricedRows({ sale, refund, initMs }: MeasuredLife, choice: Choice): PricedRow[] {
  const { memoryMb, front } = choice;
  /** Of the mean order: all of its sale, and its share of a refund. */
  const perOrder = (amount: Amount) => total(sale.map(amount)) + assumed.refundedShare * total(refund.map(amount));

  const processorShare = Math.min(1, memoryMb / assumed.wholeProcessorMb);
  const billedMs: Amount = ({ durationMs, loyaltyApi }) =>
    (durationMs + assumed.coldShare * initMs) / processorShare + loyaltyApi * assumed.loyaltyApiMs;
  const deliveries = perOrder(() => 1);
  const gbSeconds = (perOrder(billedMs) / 1_000) * (memoryMb / 1_024);
  const otherLogBytes = lambdaLogBytes + (front === 'httpApi' ? accessLogBytes : 0);
  const logGb = (perOrder(({ logBytes }) => logBytes + otherLogBytes) * MILLION) / GB;
  const transferGb = (perOrder(({ loyaltyApi }) => loyaltyApi) * assumed.callBytes * MILLION) / GB;
  const sqsRequests = 3 * assumed.deferredShare;
  return [
    ['HTTP API', front === 'httpApi' ? deliveries : 0, 'M requests', prices.httpApiPerMillion],
    ['Lambda, requests', deliveries, 'M', prices.lambdaPerMillion],
    ['Lambda, time', gbSeconds, 'M GB-s', prices.lambdaArmPerGbSecond * MILLION],
    ['DynamoDB, writes', perOrder(({ writeUnits }) => writeUnits), 'M units', prices.dynamoDbWritePerMillion],
    ['DynamoDB, reads', perOrder(({ readUnits }) => readUnits), 'M units', prices.dynamoDbReadPerMillion],
    ['SQS', sqsRequests, 'M requests', prices.sqsPerMillion],
    ['CloudWatch Logs', logGb, 'GB', prices.logsPerGb],
    ['transfer out', transferGb, 'GB', prices.transferOutPerGb],
  ];
}

/** What is bought at a price, and all of it together. */
export function pricedTable(rows: readonly PricedRow[]): string[] {
  return [
    '| | amount | | price each | US$ |',
    '| --- | ---: | --- | ---: | ---: |',
    ...rows.map(([what, amount, unit, price]) => {
      return `| ${what} | ${amount.toFixed(2)} | ${unit} | ${price} | ${(amount * price).toFixed(2)} |`;
    }),
    `| **in all** | | | | **${sumOf(rows).toFixed(2)}** |`,
  ];
}

function sumOf(rows: readonly PricedRow[]): number {
  return total(rows.map(([, amount, , price]) => amount * price));
}

function momentRow({ what, outcome, durationMs, readUnits, writeUnits, loyaltyApi, logBytes }: MeasuredMoment): string {
  return `| ${what} | \`${outcome}\` | ${durationMs.toFixed(1)} | ${readUnits} | ${writeUnits} | ${loyaltyApi} | ${logBytes} |`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
