import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { examples } from '../base-command.ts';
import { projectPath } from '../project.ts';
import { coloured, complain, inLines, ownLines, print, shown } from '../terminal.ts';

/** `ponte config`, `ponte config check` and `ponte config schema` */
export function configCommand() {
  return new Command('config')
    .summary('check ponte.config.ts, or print its JSON Schema')
    .description('Checks ponte.config.ts, or prints the JSON Schema of what may stand in it.')
    .addCommand(checkCommand())
    .addCommand(schemaCommand())
    .addHelpText(
      'after',
      examples(['./ponte config check', 'what a build would say'], ['./ponte config schema', 'for a tool']),
    );
}

function checkCommand() {
  return new Command('check')
    .summary('say what is wrong, or hardly meant')
    .description('Says what a build would refuse, and what is valid and hardly meant. A warning is not an error.')
    .option('--config <file>', 'a configuration in place of ponte.config.ts')
    .option('--json', 'only JSON, one object', false)
    .addHelpText('after', examples(['./ponte config check --json', 'the fault, and each warning with its name']))
    .action(async ({ config, json }) => {
      const { checkConfig } = await import('../config/check-config.ts');
      const file = config === undefined ? projectPath('ponte.config.ts') : resolve(config);
      const checked = await checkConfig(file, Date.now());
      if (checked.fault !== null) process.exitCode = 1;
      if (json) return print(JSON.stringify(checked));
      if (checked.fault !== null) return complain(ownLines(checked.fault));
      for (const { place, message } of checked.warnings)
        print(shown`${coloured('warning', 'Warning:')} ${place}: ${message}`);
      if (checked.warnings.length === 0) print(shown`${checked.file} is in order.`);
    });
}

function schemaCommand() {
  return new Command('schema')
    .summary('print the JSON Schema')
    .description('Prints a JSON Schema of what is written in ponte.config.ts, with the meaning of every field.')
    .addHelpText('after', examples(['./ponte config schema > ponte.schema.json', 'in some seconds']))
    .action(async () => {
      const { describedSchema } = await import('../../build/described-schema.ts');
      print(inLines(JSON.stringify(describedSchema(), null, 2).split('\n')));
    });
}
