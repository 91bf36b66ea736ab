import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError, isConfig, type PonteConfig } from '../src/config/define-config.ts';

/** The configuration in a file, checked, or what is wrong with it in words. */
export type Loaded = { readonly config: PonteConfig } | { readonly fault: string };

export async function loadConfig(file: string): Promise<Loaded> {
  const name = basename(file);
  if (!existsSync(file)) return { fault: `There is no ${name}; ./ponte init asks for your stores and writes one.` };
  try {
    const { default: config } = await import(pathToFileURL(file).href);
    return isConfig(config) ? { config } : { fault: `${name} must end in "export default defineConfig({ … })".` };
  } catch (error) {
    if (error instanceof ConfigError) return { fault: new ConfigError(error.faults, name).message };
    const [first = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    const line = error instanceof Error ? /^file:\S*?:(\d+)\n/.exec(error.stack ?? '')?.[1] : undefined;
    return { fault: `${name}${line === undefined ? '' : `, line ${line}`}, could not be loaded: ${first}` };
  }
}
