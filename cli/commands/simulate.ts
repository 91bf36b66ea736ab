import { Option } from '@commander-js/extra-typings';
import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';
import { readInstant } from './reclaim.ts';

/** A whole table of many millions of orders. */
const WITHIN_MS = 12 * 3_600_000;

/** `ponte simulate` */
export function simulateCommand() {
  return platformCommand('simulate')
    .summary('try changed rules over past orders')
    .description(
      'Compares what each order is to give by the rule that it has with what another configuration would have it give: totals, how many orders change by how much, and who gains and loses most. Nothing is written. Rules, campaigns and awardFrom count; who the customer is, and which lines and currencies earn, stays as the shop’s deliveries were read. With deliveries, such as a folder of payloads, it goes over the orders that these tell of, in place of the ledger’s.',
    )
    .argument(
      '[deliveries...]',
      'files, or folders of them, as ponte send plays them: payloads of either platform, recorded or logged deliveries',
    )
    .addOption(
      new Option(
        '--ledger <file>',
        'in place of a platform’s ledger: the orders that ./ponte export --format orders wrote into this file',
      ).conflicts(['stage', 'state', 'before']),
    )
    .option('--config <file>', 'the changed configuration, in the project', 'ponte.config.ts')
    .option(
      '--before <file>',
      'with deliveries: the configuration by whose rules the orders have their points now',
      'ponte.config.ts',
    )
    .option('--store <store>', "this store's orders only")
    .option('--since <instant>', 'orders paid at or after it, such as 2026-11-01T00:00:00-03:00', readInstant)
    .option('--show-customers', 'show customers, too, who are masked otherwise', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte simulate', 'what the rules of ponte.config.ts would make of past orders'],
        ['./ponte simulate --config ponte.next.config.ts --stage prod', 'the same for a stage, which is only read'],
        ['./ponte simulate deliveries/ --config ponte.next.config.ts', 'over a folder of payloads'],
        ['./ponte simulate --ledger orders.jsonl', 'over orders that were exported'],
        ['./ponte simulate --json', 'one object'],
      ),
    )
    .action(async (deliveries, { since: sinceMs, ...options }, command) => {
      const { simulate, simulateExport, simulateFiles } = await import('../simulate.ts');
      const choice = { ...options, ...(sinceMs !== undefined && { sinceMs }) };
      if (options.ledger !== undefined) {
        if (deliveries.length > 0) command.error('error: name deliveries, or a --ledger');
        return await simulateExport(options.ledger, choice);
      }
      if (deliveries.length > 0) {
        if (options.stage !== undefined) command.error('error: name deliveries, or a --stage');
        const deadline = { now: Date.now, endsAtMs: Date.now() + WITHIN_MS, signal: AbortSignal.timeout(WITHIN_MS) };
        return await simulateFiles(deliveries, choice, deadline);
      }
      await onPlatform(options, (connection, deadline) => simulate(connection, choice, deadline), WITHIN_MS);
    });
}
