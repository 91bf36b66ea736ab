import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError, isConfig } from '../src/configuration/define-config.ts';

/** Loads the configuration in a file, and says what is wrong with it; null when nothing is. */
export async function configFault(file: string): Promise<string | null> {
  const name = basename(file);
  if (!existsSync(file)) return `There is no ${name}; docs/configuration.md shows how to write one.`;
  try {
    const { default: config } = await import(pathToFileURL(file).href);
    return isConfig(config) ? null : `${name} must end in "export default defineConfig({ … })".`;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    const [first = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    const line = error instanceof Error ? /^file:\S*?:(\d+)\n/.exec(error.stack ?? '')?.[1] : undefined;
    return `${name}${line === undefined ? '' : `, line ${line}`}, could not be loaded: ${first}`;
  }
}
