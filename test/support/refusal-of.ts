import { CommanderError } from 'commander';
import { vi } from 'vitest';
import { createProgram } from '../../cli/program.ts';

/**
 * What the command says about words that are off; null for words that it takes. Words that it takes reach out for a platform,
 * of which there is none here.
 */
export async function refusalOf(words: readonly string[]): Promise<string | null> {
  vi.stubEnv('PONTE_STATE', '/nowhere');
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  try {
    const local = words.filter((word, at) => word !== '--stage' && words[at - 1] !== '--stage');
    await createProgram().parseAsync(local, { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) return null;
    return said.mock.calls.flat().join('\n') || error.message;
  } finally {
    said.mockRestore();
    vi.unstubAllEnvs();
  }
}
