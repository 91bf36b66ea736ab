import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';
import { readInstant } from './reclaim.ts';

/** A shop of many thousand orders, whose server is slow. */
const WITHIN_MS = 12 * 3_600_000;

/** `ponte reconcile` */
export function reconcileCommand() {
  return platformCommand('reconcile')
    .summary("compare a store's own orders with the ledger")
    .description(
      "Asks a store's own API for the orders that were changed since an instant, and tells of which the ledger lacks something: awards and reversals that no webhook told. With --apply they are recorded, and posted at the account's pace. Changes of the last minutes are left to their webhooks.",
    )
    .argument('<store>', "a store's id in ponte.config.ts; its secret holds a key of the shop's API")
    .requiredOption('--since <instant>', 'changed at or after it, such as 2026-11-01T00:00:00-03:00', readInstant)
    .option('--resume <place>', 'go on where a call before was cut off, which said so')
    .option('--apply', 'record what is missing', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte reconcile my-shop --since 2026-11-01T00:00:00-03:00 --stage prod', 'tells'],
        ['./ponte reconcile my-shop --since 2026-11-01T00:00:00-03:00 --stage prod --apply', 'does it'],
      ),
    )
    .action(async (store, { since: sinceMs, ...options }) => {
      const { reconcile } = await import('../reconcile.ts');
      const choice = { ...options, store, sinceMs };
      await onPlatform(options, (connection, deadline) => reconcile(connection, choice, deadline), WITHIN_MS);
    });
}
