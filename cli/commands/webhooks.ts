import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte webhooks` */
export function webhooksCommand() {
  return platformCommand('webhooks')
    .summary('show which webhooks a store needs and has, and put them right')
    .description(
      "Asks the shop's own API which webhooks it has, compares them with those that the store needs, and says what to do about each difference: by hand in the shop, or as a ready request. With --apply they are made, switched on or removed. Webhooks that send to other addresses are left alone.",
    )
    .argument('[store]', "a store's id in ponte.config.ts; without it, every store")
    .option('--apply', 'put them right', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte webhooks my-shop --stage prod', 'tells'],
        ['./ponte webhooks my-shop --stage prod --apply', 'does it'],
        ['./ponte webhooks --stage prod --json', 'of every store, one object a line'],
      ),
    )
    .action(async (store, options) => {
      const { webhooks } = await import('../webhooks.ts');
      await onPlatform(options, (connection, deadline) => webhooks(connection, { ...options, store }, deadline));
    });
}
