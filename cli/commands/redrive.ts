import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte redrive` */
export function redriveCommand() {
  return platformCommand('redrive')
    .summary('send what is parked through again')
    .description(
      'Sends what is parked through again, once the cause is gone. Entries keep their change keys, so that nothing counts twice.',
    )
    .argument('[ids...]', 'as parked lists them')
    .option('--all', 'all that parked lists, but for what needs checking first', false)
    .option('--dry-run', 'tell what would be done, and do nothing', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte redrive my-shop/5001 --dry-run', 'tells whether it would go'],
        ['./ponte redrive --all --stage prod', 'once the cause is gone for all'],
      ),
    )
    .action(async (ids, options, command) => {
      if (options.all === ids.length > 0) command.error('error: name ids, as parked lists them, or say --all');
      const { redriveParked } = await import('../parked.ts');
      await onPlatform(options, (connection, deadline) => redriveParked(connection, { ...options, ids }, deadline));
    });
}
