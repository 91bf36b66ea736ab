import { Command, Option } from '@commander-js/extra-typings';
import { readStage } from './read-stage.ts';

/** What every command that works on a platform takes. */
export interface PlatformOptions {
  /** A deployed stage; without it, the local platform. */
  readonly stage?: string;
  /** The local platform's state directory, where it is not to be found by itself. */
  readonly state?: string;
  readonly json: boolean;
}

/** A command that works on the local platform or on a stage. */
export function platformCommand<Name extends string>(name: Name) {
  return new Command(name)
    .option('--stage <stage>', 'a deployed stage, such as prod; without it, the platform that runs here', readStage)
    .addOption(
      new Option(
        '--state <directory>',
        "the state directory of the platform that runs here, if it isn't found by itself",
      ).conflicts('stage'),
    )
    .option('--json', 'only JSON, one object a line', false);
}

/** Examples for the end of a command's help, each with what it does. */
export function examples(...lines: readonly (readonly [command: string, what: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return ['\nExamples:', ...lines.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`.trimEnd())].join('\n');
}
