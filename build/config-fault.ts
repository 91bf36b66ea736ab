import { scheduleFault } from '../deploy/schedule-times.ts';
import { ConfigError, type PonteConfig } from '../src/config/define-config.ts';
import { loadConfig } from './load-config.ts';
import { patternFaults } from './pattern-faults.ts';

/** What is wrong with the configuration in a file, in words; null when nothing is. */
export async function configFault(file: string): Promise<string | null> {
  const loaded = await loadConfig(file);
  return 'fault' in loaded ? loaded.fault : await faultsOf(loaded.config);
}

/** What takes libraries or time that whatever else imports the configuration does without. */
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
