import { Option } from '@commander-js/extra-typings';
import { examples, platformCommand } from '../base-command.ts';
import { readPort } from '../read-port.ts';

/** `ponte console` */
export function consoleCommand() {
  return platformCommand('console')
    .summary('show deliveries, orders and points on a page, until Ctrl-C')
    .description(
      'Serves a page on this machine alone, until Ctrl-C: deliveries as they come, what each order came to and why, what waits, what is parked, numbers, and on the local platform what can be tried. The printed address holds a token; whoever has none is refused. A stage is only looked at, unless --write says otherwise.',
    )
    .option('--write', 'on a stage: what is parked can be redriven and dismissed, and promotions fired', false)
    .addOption(new Option('--port <port>', '0 picks a free one').default(0).argParser(readPort))
    .option('--no-open', 'do not open it in a browser')
    .addHelpText(
      'after',
      examples(
        ['./ponte console', 'the platform here'],
        ['./ponte console --stage prod', 'a stage, to look at'],
        ['./ponte console --json --no-open', 'its address and token as one JSON object'],
      ),
    )
    .action(async (options) => {
      const { runConsole } = await import('../../console/server/run-console.ts');
      process.exit(await runConsole(options));
    });
}
