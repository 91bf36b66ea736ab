import { basename } from 'node:path';
import { configFault } from '../../build/config-fault.ts';
import { loadConfig } from '../../build/load-config.ts';
import { type ConfigWarning, configWarnings } from '../../src/config/config-warnings.ts';

/** What there is to say about a configuration file. */
export interface CheckedConfig {
  readonly file: string;
  /** What keeps it from being built, in words. */
  readonly fault: string | null;
  readonly warnings: readonly ConfigWarning[];
}

/** The checks of a build, without one. */
export async function checkConfig(file: string, nowMs: number): Promise<CheckedConfig> {
  const name = basename(file);
  const fault = await configFault(file);
  const loaded = fault === null ? await loadConfig(file) : { fault };
  if ('fault' in loaded) return { file: name, fault: loaded.fault, warnings: [] };
  return { file: name, fault: null, warnings: configWarnings(loaded.config, nowMs) };
}
