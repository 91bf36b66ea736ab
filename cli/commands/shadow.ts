import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';
import { readInstant } from './reclaim.ts';

/** A whole table of many millions of orders. */
const WITHIN_MS = 12 * 3_600_000;

/** `ponte shadow` */
export function shadowCommand() {
  return platformCommand('shadow')
    .summary('what a store in shadow would have posted')
    .description(
      'Adds up what would have been posted to BonifiQ of the orders that began while the store was in shadow: by rule and campaign, the largest orders, and why orders would have no points. Nothing is written.',
    )
    .argument('<store>', 'a store of the configuration, such as my-shop')
    .option('--since <instant>', 'orders paid at or after it, such as 2026-11-01T00:00:00-03:00', readInstant)
    .addHelpText(
      'after',
      examples(
        ['./ponte shadow my-shop', 'of the platform that runs here'],
        ['./ponte shadow my-shop --stage prod --json', 'one object'],
        ['./ponte explain my-shop 5001', 'and why one order would have its points'],
      ),
    )
    .action(async (store, { since: sinceMs, ...options }) => {
      const { reportShadow } = await import('../shadow.ts');
      const choice = { ...options, ...(sinceMs !== undefined && { sinceMs }) };
      await onPlatform(options, (connection, deadline) => reportShadow(connection, store, choice, deadline), WITHIN_MS);
    });
}
