import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';
import { readZone } from './reclaim.ts';

/** It may look at every order of the ledger. */
const INDEX_WITHIN_MS = 12 * 3_600_000;

/** `ponte customer` */
export function customerCommand() {
  return platformCommand('customer')
    .summary('say which orders and promotions stand behind a balance')
    .description(
      "Shows the orders and promotions behind a customer's balance, beside BonifiQ's own balance and history, and what neither explains. Customers are found by a digest under a key in the store's secret, customerKey: no address stands in the ledger's index.",
    )
    .argument('[id]', "the customer as the store knows it: an e-mail address, a document or the platform's number")
    .option('--store <store>', 'of this store only')
    .option('--zone <zone>', "the time zone of BonifiQ's times that say none, such as America/Sao_Paulo", readZone)
    .option('--show-customer', "show the customer, too, and what the shopper reads in BonifiQ's history", false)
    .option('--index', 'write the digests that older orders lack, of all customers, and show nobody', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte customer ana@example.com --stage prod', 'in words'],
        ['./ponte customer ana@example.com --store my-shop --json', 'one object for each account'],
        ['./ponte customer --index --stage prod', 'once, after customerKey came into the secrets'],
      ),
    )
    .action(async (id, options, command) => {
      if ((id === undefined) !== options.index) command.error('error: name one customer, or say --index');
      const { completeIndex, showCustomer } = await import('../customer.ts');
      if (id === undefined) {
        await onPlatform(
          options,
          (connection, deadline) => completeIndex(connection, options, deadline),
          INDEX_WITHIN_MS,
        );
      } else {
        await onPlatform(options, (connection, deadline) => showCustomer(connection, id, options, deadline));
      }
    });
}
