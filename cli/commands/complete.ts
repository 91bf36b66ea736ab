import type { RootCommand } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import type { Command } from '@commander-js/extra-typings';
import type { Command as UntypedCommand } from 'commander';
import { examples } from '../base-command.ts';
import { projectPath } from '../project.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

/** Adds `ponte complete <shell>`; to be called when the program has all its other commands. */
export function addCompletion(typed: Command): void {
  // One class with two typings, of which neither is assignable to the other.
  const program = typed as unknown as UntypedCommand;
  const completion = tab(program);
  program.commands
    .find((command) => command.name() === 'complete')
    ?.summary('print what a shell needs to complete commands and options')
    .description(
      'Prints a script with which a shell completes the commands, options and stores of ./ponte, and of ponte where it is on the PATH.',
    )
    .usage('<shell>')
    .addHelpText(
      'after',
      examples(
        ['source <(./ponte complete bash)', 'for this shell'],
        ['./ponte complete zsh > ~/.ponte-completion.zsh', 'source this file in ~/.zshrc'],
        ['./ponte complete fish > ~/.config/fish/completions/ponte.fish', ''],
      ),
    )
    // The script calls it with what was typed so far, behind two dashes.
    .action(async (shell: string | undefined, _options, command: UntypedCommand) => {
      if (process.argv.includes('--')) {
        if (mayNameStore(command.args)) offerStores(completion, await configuredStores());
        completion.parse(command.args);
      } else if (shell !== undefined && SHELLS.includes(shell))
        completion.setup('ponte', quoted(projectPath('ponte')), shell);
      else command.error(`error: name a shell: ${SHELLS.join(', ')}`);
    });
}

/** Reading the configuration takes as long as everything else. */
function mayNameStore(words: readonly string[]): boolean {
  return words[0] === 'explain' || words.includes('--store');
}

/** None where the configuration is not there or has a fault: a shell that completes is no place to say so. */
async function configuredStores(): Promise<readonly string[]> {
  const { loadConfig } = await import('../../build/load-config.ts');
  const loaded = await loadConfig(projectPath('ponte.config.ts')).catch(() => null);
  return loaded === null || 'fault' in loaded ? [] : loaded.config.stores.map(({ id }) => id);
}

/** Completes these ids wherever a command takes a store. */
export function offerStores({ commands }: Pick<RootCommand, 'commands'>, ids: readonly string[]): void {
  const offer = (complete: (value: string, description: string) => void) => {
    for (const id of ids) complete(id, 'store');
  };
  for (const { options, arguments: positional } of commands.values()) {
    for (const taking of [options.get('store'), positional.get('store')])
      if (taking !== undefined) taking.handler = offer;
  }
}

/** The scripts put it into double quotes, and evaluate it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
