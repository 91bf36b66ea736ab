import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte dismiss` */
export function dismissCommand() {
  return platformCommand('dismiss')
    .summary('take bodies and runs off that list')
    .description(
      'Takes bodies and runs of promotions off the list of what is parked, without sending them. A body is deleted.',
    )
    .argument('[ids...]', 'as parked lists them')
    .option(
      '--host <host>',
      'all bodies that this host sent as a store that does not name it, such as those of a staging copy',
    )
    .option('--dry-run', 'tell what would be done, and do nothing', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte dismiss my-shop/body-0f3a51c2d7e9', 'a forged body'],
        ['./ponte dismiss --host staging.example.com --stage prod', 'all that this copy has sent'],
      ),
    )
    .action(async (ids, options, command) => {
      if ((options.host === undefined) === (ids.length === 0)) {
        command.error('error: name ids, as parked lists them, or a --host');
      }
      const { dismissParked } = await import('../parked.ts');
      await onPlatform(options, (connection, deadline) => dismissParked(connection, { ...options, ids }, deadline));
    });
}
