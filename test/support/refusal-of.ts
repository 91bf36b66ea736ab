import { CommanderError } from 'commander';
import { vi } from 'vitest';
import { createProgram } from '../../cli/program.ts';

/** They do not look for a platform first. */
const ACTS: readonly string[] = ['init', 'start'];

/**
 * What the command says about words that are off; null for words that it takes. Words that it takes reach out for a platform,
 * of which there is none here.
 */
export async function refusalOf(words: readonly string[]): Promise<string | null> {
  vi.stubEnv('PONTE_STATE', '/nowhere');
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const printed = vi.spyOn(console, 'log').mockReturnValue(undefined);
  try {
    const local = words.filter((word, at) => word !== '--stage' && words[at - 1] !== '--stage');
    const program = createProgram();
    for (const command of program.commands) if (ACTS.includes(command.name())) command.action(() => undefined);
    await program.parseAsync(local, { from: 'user' });
    return null;
  } catch (error) {
    // Help and the version are no refusals.
    if (!(error instanceof CommanderError) || error.exitCode === 0) return null;
    return said.mock.calls.flat().join('\n') || error.message;
  } finally {
    said.mockRestore();
    printed.mockRestore();
    vi.unstubAllEnvs();
  }
}
