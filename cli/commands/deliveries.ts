import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { examples } from '../base-command.ts';
import { severityOption } from '../deliveries/severity-option.ts';
import { readStage } from '../read-stage.ts';

const WITHIN_MS = 600_000;
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `ponte deliveries` */
export function deliveriesCommand() {
  return new Command('deliveries')
    .summary('list what a deployed stage was sent, and what became of it')
    .description(
      'Lists the deliveries of a deployed stage by the log lines of its functions: when, from which store, of which order, and what became of them. Those of the platform on this machine are shown by ./ponte listen.',
    )
    .option('--stage <stage>', 'a deployed stage, such as prod', readStage)
    .addOption(
      new Option('--since <time>', 'so long ago: 30m, 6h or 2d').argParser(readAgo).default(3_600_000, 'an hour'),
    )
    .option('--store <store>', 'of this store only')
    .option('--order <order>', "of this order only, by the platform's own number")
    .addOption(severityOption())
    .option('--json', 'only JSON, one object a line', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte deliveries --stage prod', 'of the last hour'],
        ['./ponte deliveries --stage prod --severity warning,error', 'those that need attention'],
        ['./ponte deliveries --stage prod --since 2d --order 5820982911946', 'what came of one order'],
      ),
    )
    .action(async ({ stage, since, ...options }, command) => {
      if (stage === undefined) {
        command.error('error: name a --stage; what came to the platform here is shown by ./ponte listen --last 20');
      } else {
        const { listDeliveries } = await import('../deliveries.ts');
        const deadline = { now: Date.now, endsAtMs: Date.now() + WITHIN_MS, signal: AbortSignal.timeout(WITHIN_MS) };
        await listDeliveries({ ...options, stage, sinceMs: Date.now() - since, stores: await knownStores() }, deadline);
      }
    });
}

/** Without a configuration that can be used, times are told in UTC, and the log is read all the same. */
async function knownStores() {
  return await import('../../ponte.config.ts').then(({ default: { stores } }) => stores).catch(() => []);
}

/** A length of time in milliseconds. */
export function readAgo(text: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('Write it as 30m, 6h or 2d.');
  return ms;
}
