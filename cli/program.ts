import { readFileSync } from 'node:fs';
import { type Argument, Command, type CommandUnknownOpts, Help } from '@commander-js/extra-typings';
import { escapeControls } from '../src/shared/escape-controls.ts';
import { audienceCommand } from './commands/audience.ts';
import { clockCommand } from './commands/clock.ts';
import { addCompletion } from './commands/complete.ts';
import { configCommand } from './commands/config.ts';
import { consoleCommand } from './commands/console.ts';
import { customerCommand } from './commands/customer.ts';
import { deliveriesCommand } from './commands/deliveries.ts';
import { dismissCommand } from './commands/dismiss.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { forgetCommand } from './commands/forget.ts';
import { initCommand } from './commands/init.ts';
import { listenCommand } from './commands/listen.ts';
import { parkedCommand } from './commands/parked.ts';
import { pendingCommand } from './commands/pending.ts';
import { promotionsCommand } from './commands/promotions.ts';
import { reclaimCommand } from './commands/reclaim.ts';
import { reconcileCommand } from './commands/reconcile.ts';
import { redriveCommand } from './commands/redrive.ts';
import { repinCommand } from './commands/repin.ts';
import { sendCommand } from './commands/send.ts';
import { shadowCommand } from './commands/shadow.ts';
import { simulateCommand } from './commands/simulate.ts';
import { startCommand } from './commands/start.ts';
import { webhooksCommand } from './commands/webhooks.ts';
import { projectPath } from './project.ts';
import { complain, ownLines, print } from './terminal.ts';

const ABOUT = `
Without --stage, a command works on the platform that runs on this machine
(npm start), wherever its state is. With --stage prod, it works on the deployed
stack ponte-prod, with the AWS credentials and region of your environment.

./ponte <command> --help says more of each, with examples.`;

const EXIT_CODES = `
Exit codes: 0 done, 1 something could not be done or was found wrong,
2 the words are off`;

/** The whole command. What is wrong with the words it was called with is thrown as commander's error, once it is told. */
export function createProgram(): Command {
  const program = new Command('./ponte');
  program
    .description('Runs and looks after Ponte, on this machine or in a deployed stage.')
    .version(`ponte ${versionOf(projectPath('package.json'))}`);
  program.commandsGroup('On this machine');
  for (const command of [
    initCommand(),
    configCommand(),
    startCommand(),
    sendCommand(),
    listenCommand(),
    clockCommand(),
  ])
    program.addCommand(command);
  program.commandsGroup('What waits for a person');
  for (const command of [parkedCommand(), redriveCommand(), dismissCommand()]) program.addCommand(command);
  program.commandsGroup('Orders and customers');
  for (const command of [
    explainCommand(),
    customerCommand(),
    simulateCommand(),
    shadowCommand(),
    pendingCommand(),
    deliveriesCommand(),
  ])
    program.addCommand(command);
  program.commandsGroup('Promotions');
  for (const command of [promotionsCommand(), audienceCommand()]) program.addCommand(command);
  program.commandsGroup('A platform as a whole');
  program.addCommand(consoleCommand());
  program.addCommand(doctorCommand());
  program.addCommand(webhooksCommand());
  program.commandsGroup('The ledger');
  program.addCommand(reclaimCommand());
  program.addCommand(reconcileCommand());
  program.addCommand(repinCommand());
  program.addCommand(exportCommand());
  program.addCommand(forgetCommand());
  program.commandsGroup('The command itself');
  addCompletion(program);
  program.addHelpText('after', ABOUT);
  for (const command of withSubcommands(program)) settle(command);
  return program;
}

function withSubcommands(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

const inHelp = new Help();

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** What holds for each command: what it was called with is written escaped, and whatever is wrong with it is thrown. */
function settle(command: CommandUnknownOpts): void {
  command
    .exitOverride()
    .helpCommand(false)
    // What stands behind a subcommand is its own, and not also that of the command that it belongs to.
    .enablePositionalOptions()
    .configureHelp({
      optionDescription: (option) => inHelp.optionDescription(option).replace(' (default: false)', ''),
      subcommandTerm: (one) => [one.name(), ...one.registeredArguments.map((arg) => argumentTerm(arg))].join(' '),
    })
    .showHelpAfterError(`${pathOf(command)} --help says how it is used.`)
    .configureOutput({
      writeOut: (text) => print(ownLines(text.trimEnd())),
      writeErr: (text) => complain(ownLines(text.trimEnd())),
      outputError: (text, write) => write(inOneLine(text)),
    })
    .addHelpText('after', EXIT_CODES);
}

function pathOf(command: CommandUnknownOpts): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** An error quotes what the command was called with; only commander's own suggestion stands below it. */
function inOneLine(text: string): string {
  const [, said = '', suggestion = ''] = /^(.*?)(\n\(Did you mean [^\n]*\))?\n?$/s.exec(text) ?? [];
  return `${escapeControls(said)}${suggestion}\n`;
}

function versionOf(file: string): string {
  const described: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const version = typeof described === 'object' && described !== null && 'version' in described && described.version;
  return String(version);
}
