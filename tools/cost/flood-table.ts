import { pricedTable } from './cost-table.ts';
import { accessLogBytes, lambdaLogBytes } from './log-lines.ts';
import type { MeasuredFlood, MeasuredRefusal } from './measure-flood.ts';
import { assumed, prices } from './prices.ts';

const MILLION = 1_000_000;
const GB = 1_000 ** 3;
const CALLS_PER_SECOND = 50;
const MONTH_SECONDS = 30 * 86_400;
/** How often a container reads the secret because of signatures that fail, and how often and long one waits for it: `reread-limit.ts`. */
const REREAD_EVERY_SECONDS = 2;
const WAITS_PER_MINUTE = 5;
const WAIT_SECONDS = 2;
/** All executions at once that a new account may have. */
const CONTAINERS = 10;

/** What a flood costs for a month, as Markdown; a limit is what `serverless.yml` lets through on one route. */
export function floodTable(
  measured: MeasuredFlood,
  limits: { readonly shopify: number; readonly woocommerce: number },
): string {
  const { refusals, memoryMb } = measured;
  const rates = [
    [CALLS_PER_SECOND, ''],
    [limits.shopify, "one route's limit"],
    [limits.shopify + limits.woocommerce, 'the limits of both routes'],
  ] as const;
  return [
    '### A flood: what was measured',
    '',
    `WooCommerce's route, ${memoryMb} MB, each call refused with 401.`,
    '',
    '| call | ms | log bytes |',
    '| --- | ---: | ---: |',
    ...refusals.map(
      ({ what, durationMs, logBytes }) => `| ${what} | ${durationMs.toFixed(1)} | ${logBytes.toFixed(0)} |`,
    ),
    '',
    ...refusals.flatMap((refusal) => [
      `### A flood: ${CALLS_PER_SECOND} calls a second that are ${refusal.what}, for a month`,
      '',
      ...pricedTable(rows(refusal, memoryMb, CALLS_PER_SECOND)),
      '',
    ]),
    '### A flood: US$ for a month',
    '',
    `| calls a second | ${refusals.map(({ what }) => what).join(' | ')} | |`,
    `| ---: | ${refusals.map(() => '---:').join(' | ')} | --- |`,
    ...rates.map(([rate, note]) => {
      const sums = refusals.map((refusal) => inAll(rows(refusal, memoryMb, rate)).toFixed(0));
      return `| ${rate} | ${sums.join(' | ')} | ${note} |`;
    }),
    '',
  ].join('\n');
}

type Rows = Parameters<typeof pricedTable>[0];

function rows({ what, durationMs, logBytes }: MeasuredRefusal, memoryMb: number, callsPerSecond: number): Rows {
  const calls = callsPerSecond * MONTH_SECONDS;
  const processorShare = Math.min(1, memoryMb / assumed.wholeProcessorMb);
  // Lambda counts milliseconds that have begun.
  const billedMs = Math.ceil(durationMs / processorShare);
  const gbSeconds = (calls * billedMs * memoryMb) / 1_000 / 1_024;
  const containerSeconds = what === 'unsigned' ? 0 : CONTAINERS * MONTH_SECONDS;
  const reads = containerSeconds / REREAD_EVERY_SECONDS;
  const waitedSeconds = (containerSeconds / 60) * WAITS_PER_MINUTE * WAIT_SECONDS;
  return [
    ['HTTP API', calls / MILLION, 'M requests', prices.httpApiPerMillion],
    ['Lambda, requests', calls / MILLION, 'M', prices.lambdaPerMillion],
    ['Lambda, time', gbSeconds / MILLION, 'M GB-s', prices.lambdaArmPerGbSecond * MILLION],
    [
      'Lambda, waiting for a secret',
      (waitedSeconds * memoryMb) / 1_024 / MILLION,
      'M GB-s',
      prices.lambdaArmPerGbSecond * MILLION,
    ],
    ['Secrets Manager, reads', reads / MILLION, 'M', prices.secretReadsPerMillion],
    ['CloudWatch Logs', (calls * (logBytes + lambdaLogBytes + accessLogBytes)) / GB, 'GB', prices.logsPerGb],
  ];
}

function inAll(priced: Rows): number {
  return priced.reduce((sum, [, amount, , price]) => sum + amount * price, 0);
}
