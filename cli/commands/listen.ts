import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { examples } from '../base-command.ts';
import { severityOption } from '../deliveries/severity-option.ts';

/** `ponte listen` */
export function listenCommand() {
  return new Command('listen')
    .summary('print deliveries as they come to the platform here')
    .description(
      'Prints deliveries as they come to the platform that runs here, until Ctrl-C: what came to which store, and what it came to.',
    )
    .option('--last <number>', 'so many of those that came before', readCount, 0)
    .option('--no-follow', 'print those, and end')
    .addOption(severityOption())
    .option('--state <directory>', "the platform's state directory, if several run")
    .option('--json', 'only JSON, one delivery a line, with headers and body; ./ponte send takes a file of one', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte listen', ''],
        ['./ponte listen --last 10 --no-follow', 'the last ten'],
        ['./ponte listen --last 1 --no-follow --json > order.json', 'keeps it; ./ponte send order.json sends it again'],
      ),
    )
    .action(async (options) => {
      const { listen } = await import('../local/listen.ts');
      await listen(options);
    });
}

function readCount(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a number.');
}
