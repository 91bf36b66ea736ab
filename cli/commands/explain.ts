import { Option } from '@commander-js/extra-typings';
import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte explain` */
export function explainCommand() {
  return platformCommand('explain')
    .summary('say why an order has the points that it has')
    .description(
      'Says why an order has the points that it has: what the shop said and when, what earned and what not, what went back, rule and campaign, and what became of each entry. The order is named by its number in the platform’s own data, as in the address of its page in the shop’s admin; Shopify’s #1001 is another name, which the ledger does not keep.',
    )
    .argument('[store]', 'a store of ponte.config.ts; or store and order in one, as other commands list them')
    .argument('[order]', 'the platform’s own number of the order')
    .addOption(new Option('--lang <language>', 'the language of the sentences').choices(['en', 'pt']).default('en'))
    .option('--show-customer', 'show the customer, too, whose id is masked otherwise', false)
    .option('--json-schema', 'print the JSON Schema of what --json prints, and do nothing else', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte explain my-shop 5820982911946', 'in sentences that support can read out'],
        ['./ponte explain my-shop 5820982911946 --lang pt', 'em português'],
        ['./ponte explain my-shop/5820982911946 --stage prod --json', 'for a program'],
        ['./ponte explain --json-schema > explanation.schema.json', 'what a program can rely on'],
      ),
    )
    .action(async (store, order, options, command) => {
      const { explainOne, printSchema, readOrderName } = await import('../explain.ts');
      if (options.jsonSchema) {
        printSchema();
        return;
      }
      const name = readOrderName(store, order);
      if (name === null)
        command.error(
          order === undefined
            ? 'error: name a store and an order, such as my-shop 5820982911946'
            : "error: name the order by the platform's own number, as in the address of its page in the shop's admin",
        );
      else await onPlatform(options, (connection, deadline) => explainOne(connection, name, options, deadline));
    });
}
