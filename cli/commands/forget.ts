import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** A whole table, twice, and every version of every file. */
const WITHIN_MS = 12 * 3_600_000;

/** `ponte forget` */
export function forgetCommand() {
  return platformCommand('forget')
    .summary('erase what identifies a customer')
    .description(
      'Looks for a customer in the ledger, in parked bodies, in runs of promotions and in every version of every audience, and tells what there is. With --apply it erases what identifies them, looks again, and says what is left. Points and change keys stay, so that nothing counts twice; the orders are closed. Refused while an entry of theirs waits or may have been applied.',
    )
    .argument(
      '[ids...]',
      "what the customer is called by: e-mail address, document, telephone, the platform's number; - reads them from the input",
    )
    .option(
      '--request <id>',
      'whom a parked request of the shop names, as `parked` lists it; the request is erased, too',
    )
    .option('--store <stores...>', 'only in these stores')
    .option('--apply', 'erase it', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte forget ana@example.com --stage prod', 'tells what there is'],
        ['./ponte forget - --apply < ids.txt', 'erases, with ids that no shell remembers'],
        ['./ponte forget --request my-shop/body-0f3a… --apply', 'what Shopify has asked for'],
      ),
    )
    .action(async (ids, options, command) => {
      if ((options.request === undefined) === (ids.length === 0)) {
        command.error('error: name the customer, or a --request');
      }
      const { forgetCustomer } = await import('../forget.ts');
      const { store, request, ...rest } = options;
      const choice = { ...rest, ids, ...(store !== undefined && { store }), ...(request !== undefined && { request }) };
      await onPlatform(options, (connection, deadline) => forgetCustomer(connection, choice, deadline), WITHIN_MS);
    });
}
