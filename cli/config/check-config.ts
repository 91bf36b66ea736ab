import { basename } from 'node:path';
import { checkedConfig } from '../../build/checked-config.ts';
import { type ConfigWarning, configWarnings } from '../../src/config/config-warnings.ts';

/** What there is to say about a configuration file. */
export interface CheckedConfig {
  readonly file: string;
  /** What keeps it from being built, in words. */
  readonly fault: string | null;
  readonly warnings: readonly ConfigWarning[];
}

/** The checks of a build, without one. */
export async function checkConfig(path: string, nowMs: number): Promise<CheckedConfig> {
  const file = basename(path);
  const loaded = await checkedConfig(path);
  return 'fault' in loaded
    ? { file, fault: loaded.fault, warnings: [] }
    : { file, fault: null, warnings: configWarnings(loaded.config, nowMs) };
}
