import { pricedTable } from './cost-table.ts';
import { lambdaLogBytes } from './log-lines.ts';
import type { MeasuredPromotion } from './measure-promotion.ts';
import { assumed, prices } from './prices.ts';

const MILLION = 1_000_000;
const GB = 1_000 ** 3;
const RATES_PER_SECOND = [10, 50, 200];
/** How long what is known of an account holds: `src/posting/circuit-breaker.ts`. */
const ACCOUNT_KNOWN_FOR_MS = 2_000;
/** A run that queues sends ten messages at once. */
const MESSAGES_PER_SEND = 10;

/** How long a million awards take, and what they cost, as Markdown. */
export function promotionTable(measured: MeasuredPromotion, concurrency: number): string {
  return [
    '### A promotion: how long a million awards take',
    '',
    '| calls a second | a million take | functions at once | |',
    '| ---: | ---: | ---: | --- |',
    ...schedule(concurrency),
    '',
    '### A promotion: what was measured',
    '',
    `${measured.awards} awards, ${measured.memoryMb} MB.`,
    '',
    '| | in all | for each award |',
    '| --- | ---: | ---: |',
    ...(['invocations', 'durationMs', 'readUnits', 'writeUnits', 'loyaltyApi', 'logBytes'] as const).map((name) => {
      return `| ${NAMES[name]} | ${measured[name].toFixed(0)} | ${(measured[name] / measured.awards).toFixed(3)} |`;
    }),
    '',
    '### A promotion: a million awards',
    '',
    ...pricedTable(rows(measured)),
    '',
  ].join('\n');
}

const NAMES = {
  invocations: 'invocations',
  durationMs: 'ms',
  readUnits: 'reads',
  writeUnits: 'writes',
  loyaltyApi: 'calls of BonifiQ',
  logBytes: 'log bytes',
};

/** Each rate with the functions that it keeps busy, and the rate of `promotionConcurrency` as it is. */
function schedule(concurrency: number): string[] {
  const configured = (concurrency * 1_000) / assumed.loyaltyApiMs;
  const rates = [...new Set([...RATES_PER_SECOND, configured])].toSorted((one, other) => one - other);
  return rates.map((rate) => {
    const functions = (rate * assumed.loyaltyApiMs) / 1_000;
    const note = rate === configured ? '`promotionConcurrency` as it is' : '';
    return `| ${rate} | ${hours(MILLION / rate)} | ${functions} | ${note} |`;
  });
}

function hours(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function rows(measured: MeasuredPromotion): Parameters<typeof pricedTable>[0] {
  const { memoryMb } = measured;
  const perAward = (name: keyof MeasuredPromotion) => measured[name] / measured.awards;
  const processorShare = Math.min(1, memoryMb / assumed.wholeProcessorMb);
  const gbSeconds = ((perAward('durationMs') / processorShare + assumed.loyaltyApiMs) / 1_000) * (memoryMb / 1_024);
  // The sandbox answers so fast that the account is read hardly ever.
  const reads = perAward('readUnits') + assumed.loyaltyApiMs / ACCOUNT_KNOWN_FOR_MS;
  const requests = perAward('invocations');
  const logBytes = perAward('logBytes') + requests * lambdaLogBytes;
  return [
    ['Lambda, requests', requests, 'M', prices.lambdaPerMillion],
    ['Lambda, time', gbSeconds, 'M GB-s', prices.lambdaArmPerGbSecond * MILLION],
    ['DynamoDB, writes', perAward('writeUnits'), 'M units', prices.dynamoDbWritePerMillion],
    ['DynamoDB, reads', reads, 'M units', prices.dynamoDbReadPerMillion],
    // Each message is received and deleted by itself.
    ['SQS', requests * (2 + 1 / MESSAGES_PER_SEND), 'M requests', prices.sqsPerMillion],
    ['CloudWatch Logs', (logBytes * MILLION) / GB, 'GB', prices.logsPerGb],
    ['transfer out', (perAward('loyaltyApi') * assumed.callBytes * MILLION) / GB, 'GB', prices.transferOutPerGb],
  ];
}
