import { examples, platformCommand } from '../base-command.ts';
import { onPlatform } from '../on-platform.ts';

/** `ponte promotions`, and `ponte promotions run` */
export function promotionsCommand() {
  return platformCommand('promotions')
    .summary('show the promotions and their runs')
    .description(
      'Shows the promotions and how far their newest runs came; on a terminal, until all are done. Of a stage, those of ponte.config.ts here.',
    )
    .addCommand(runCommand())
    .addHelpText(
      'after',
      examples(
        ['./ponte promotions --stage prod', ''],
        ['./ponte promotions run vip', 'its last scheduled time, by hand'],
      ),
    )
    .action(async (options) => {
      const { showPromotions } = await import('../promotions.ts');
      await onPlatform(options, (connection, deadline) => showPromotions(connection, options, deadline));
    });
}

function runCommand() {
  return platformCommand('run')
    .summary('fire a promotion by hand, as its schedule does')
    .description(
      'Fires a promotion by hand, as its schedule does: for its last scheduled time, or the one that --at names.',
    )
    .argument('<promotion>', 'as promotions lists them')
    .option('--at <time>', "such as 2026-12-24T09:00, in the promotion's time zone")
    .option('--extra', 'for a time that is not of the schedule: a run besides, which gives points of its own', false)
    .option('--dry-run', 'tell who would get what, and do nothing', false)
    .addHelpText(
      'after',
      examples(
        ['./ponte promotions run christmas --dry-run --stage prod', 'who would get what'],
        ['./ponte promotions run christmas --at 2026-12-24T09:00 --stage prod', ''],
      ),
    )
    .action(async (promotion, options) => {
      const { trigger } = await import('../promotions.ts');
      await onPlatform(options, (connection, deadline) => trigger(connection, { ...options, promotion }, deadline));
    });
}
