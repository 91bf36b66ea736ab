import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';
import { readInstant } from './reclaim.ts';

/** A whole table of many millions of orders. */
const WITHIN_MS = 12 * 3_600_000;

/** `ponte repin` */
export function repinCommand() {
  return platformCommand('repin')
    .summary('give past orders the rule that they should have had')
    .description(
      'Gives the orders that were paid in a time the rule and the campaign that ponte.config.ts has for their payment date, in place of those that are pinned to them, as entries for the difference. Tells only, without --apply. An order for which ponte.config.ts has no rule keeps its own.',
    )
    .requiredOption('--since <instant>', 'orders paid at or after it, such as 2026-11-01T00:00:00-03:00', readInstant)
    .requiredOption('--until <instant>', 'and before it', readInstant)
    .option('--store <store>', "this store's orders only")
    .option('--apply', 'write it', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte repin --since 2026-11-01T00:00:00-03:00 --until 2026-11-02T00:00:00-03:00', 'tells'],
        ['./ponte repin --since … --until … --store my-shop --stage prod --apply', 'does it'],
      ),
    )
    .action(async ({ since: sinceMs, until: untilMs, ...options }, command) => {
      if (sinceMs >= untilMs) command.error('error: --since has to be before --until');
      const { repin } = await import('../repin.ts');
      const choice = { ...options, sinceMs, untilMs };
      await onPlatform(options, (connection, deadline) => repin(connection, choice, deadline), WITHIN_MS);
    });
}
