import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { examples } from '../base-command.ts';
import { projectPath } from '../project.ts';

/** `ponte init` */
export function initCommand() {
  return new Command('init')
    .summary('ask for your stores, and write ponte.config.ts')
    .description(
      'Asks for your stores, and writes a configuration of them that builds. A file that is not the template any more is replaced only after a yes.',
    )
    .option('--config <file>', 'a file in place of ponte.config.ts')
    .addHelpText('after', examples(['./ponte init', ''], ['./ponte init < answers.txt', 'one answer a line']))
    .action(async ({ config }) => {
      const { init } = await import('../init/init.ts');
      await init(config === undefined ? projectPath('ponte.config.ts') : resolve(config), Date.now());
    });
}
