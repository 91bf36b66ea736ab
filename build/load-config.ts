import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scheduleFault } from '../deploy/schedule-times.ts';
import { ConfigError, isConfig, type PonteConfig } from '../src/config/define-config.ts';
import { patternFaults } from './pattern-faults.ts';

/** Loads the configuration in a file, and says what is wrong with it; null when nothing is. */
export async function configFault(file: string): Promise<string | null> {
  const name = basename(file);
  if (!existsSync(file)) return `There is no ${name}; docs/configuration.md shows how to write one.`;
  try {
    const { default: config } = await import(pathToFileURL(file).href);
    return isConfig(config) ? await faultsOf(config) : `${name} must end in "export default defineConfig({ … })".`;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    const [first = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    const line = error instanceof Error ? /^file:\S*?:(\d+)\n/.exec(error.stack ?? '')?.[1] : undefined;
    return `${name}${line === undefined ? '' : `, line ${line}`}, could not be loaded: ${first}`;
  }
}

/** What is judged when it is built and not when a Lambda starts, which has neither the time nor the libraries for it. */
async function faultsOf({ promotions, stores }: PonteConfig): Promise<string | null> {
  const faults = [...scheduleFaults(promotions), ...(await patternFaults(stores))];
  return faults.length === 0 ? null : new ConfigError(faults).message;
}

/** Before AWS says it, in the midst of a deployment. */
function scheduleFaults(promotions: PonteConfig['promotions']): string[] {
  return promotions.flatMap(({ id, schedule, timeZone }) => {
    const fault = scheduleFault(schedule, timeZone);
    return fault === null ? [] : [`promotion "${id}", schedule: ${fault}`];
  });
}
