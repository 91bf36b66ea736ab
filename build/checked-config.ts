import { basename } from 'node:path';
import { scheduleFault } from '../deploy/schedule-times.ts';
import { ConfigError, type PonteConfig } from '../src/config/define-config.ts';
import { type Loaded, loadConfig } from './load-config.ts';
import { patternFaults } from './pattern-faults.ts';

/** The configuration in a file, with all checks that a build makes, or what is wrong with it in words. */
export async function checkedConfig(file: string): Promise<Loaded> {
  const loaded = await loadConfig(file);
  if ('fault' in loaded) return loaded;
  const fault = await faultsOf(loaded.config, basename(file));
  return fault === null ? loaded : { fault };
}

/** What takes libraries or time that whatever else imports the configuration does without. */
async function faultsOf({ promotions, stores }: PonteConfig, file: string): Promise<string | null> {
  const faults = [...scheduleFaults(promotions), ...(await patternFaults(stores))];
  return faults.length === 0 ? null : new ConfigError(faults, file).message;
}

/** Before AWS says it, in the midst of a deployment. */
function scheduleFaults(promotions: PonteConfig['promotions']): string[] {
  return promotions.flatMap(({ id, schedule, timeZone }) => {
    const fault = scheduleFault(schedule, timeZone);
    return fault === null ? [] : [`promotion "${id}", schedule: ${fault}`];
  });
}
