import { Command } from '@commander-js/extra-typings';
import { audienceInWords } from '../audience/audience-in-words.ts';
import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';
import { complain, print } from '../terminal.ts';

/** `ponte audience`, and `ponte audience put` */
export function audienceCommand() {
  return new Command('audience')
    .summary('put the files of promotions where they belong')
    .description('Puts the files of promotions where they belong.')
    .addCommand(putCommand())
    .addHelpText('after', examples(['./ponte audience put vip vip.csv', 'for the next run of vip']));
}

function putCommand() {
  return platformCommand('put')
    .summary('check a file, and put it where the runs of a promotion read it')
    .description(
      'Looks through a file as the next run of a promotion would, and puts it where its runs read it. A file whose run would be refused is not put. A run that has begun stays with the file that it began with.',
    )
    .argument('<promotion>', 'as promotions lists them')
    .argument('<file>', 'CSV or JSON Lines, gzip or not')
    .option('--dry-run', 'look through it only', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte audience put vip vip.csv', 'on the platform here'],
        ['./ponte audience put vip vip.csv --stage prod', 'with the promotions of ponte.config.ts here'],
      ),
    )
    .action(async (promotion, file, options) => {
      const { putAudience } = await import('../audience/put-audience.ts');
      await onPlatform(options, async (connection, deadline) => {
        const asked = await putAudience(connection, { promotion, file, dryRun: options.dryRun }, deadline);
        if (asked.kind === 'none') {
          complain(asked.because);
          process.exitCode = 1;
          return;
        }
        const { put } = asked;
        if (put.result === 'refused') process.exitCode = 1;
        if (options.json) return print(JSON.stringify(put));
        print(audienceInWords(put));
        if (put.result === 'refused') return complain(`Nothing was put: the run would be refused, as ${put.because}.`);
        const then = put.next === null ? 'no run is scheduled any more' : `the next run is at ${put.next}`;
        print(`${put.result === 'put' ? 'It is' : 'It would be'} ${put.file} in the bucket of audiences; ${then}.`);
      });
    });
}
