import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { examples } from '../base-command.ts';
import { print } from '../terminal.ts';

/** `ponte send` */
export function sendCommand() {
  return new Command('send')
    .summary('send deliveries to the platform that runs here')
    .description(
      "Sends deliveries to the platform that runs here, and prints what they came to. A payload is signed as its store's platform does; a recorded delivery of the demo's stores goes out byte for byte.",
    )
    .argument(
      '[deliveries...]',
      "a fixture's name or the beginning of it, such as orders-paid or 007; a file; or a folder, whose files go in the order of their names",
    )
    .option(
      '--store <id>',
      "told from the payload by default: the first store on its platform, yours before the demo's",
    )
    .option('--topic <topic>', 'such as orders/paid or order.updated; told from name and payload by default')
    .option('--secret <text>', "what to sign with; the store's secret on this platform by default")
    .option(
      '--replay <number>',
      'once more a delivery that ./ponte listen has shown, by its number, or last; signed anew',
      readNumber,
    )
    .option('--url <url>', 'where the platform is, if it is not to be found by itself')
    .option('--state <directory>', "the platform's state directory, if several run")
    .option('--json', 'only JSON, one answer a line', false)
    .option('--list', 'list the fixtures', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte send orders-paid', 'a fixture'],
        ['./ponte send order.json --store my-shop', 'a payload of yours'],
        ['./ponte send deliveries/', 'a folder, one after the other'],
        ['./ponte send --replay last', 'what came last, once more'],
      ),
    )
    .action(async (asked, options, command) => {
      const { fixtureList, NothingToSend, send } = await import('../local/send.ts');
      if (options.list) return print(fixtureList());
      if ((options.replay === undefined) === (asked.length === 0)) {
        command.error('error: name deliveries, or one to --replay');
      }
      try {
        if (!(await send({ ...options, asked }))) process.exitCode = 1;
      } catch (error) {
        if (!(error instanceof NothingToSend)) throw error;
        command.error(`error: ${error.message}`);
      }
    });
}

function readNumber(text: string): number | 'last' {
  if (text === 'last') return text;
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a number that ./ponte listen has shown, or last.');
}
