import type * as z from 'zod';
import { type ConfigInput, configSchema, type ParsedStore } from './config-schema.ts';
import type { Store } from './store.ts';
import { storeFaults } from './store-faults.ts';
import { toStore } from './to-store.ts';

/** The checked configuration: every default filled in, every local time an instant. */
export interface PonteConfig {
  readonly stores: readonly Store[];
}

/** All the faults of a configuration together, in words that say where and what to do. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['ponte.config.ts has to be put right first:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/**
 * Checks the configuration of all stores. Runs when Ponte is built, when it is tested and when a Lambda starts.
 * @throws {ConfigError} with every fault at once
 */
export function defineConfig(input: ConfigInput): PonteConfig {
  const parsed = configSchema.safeParse(input);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => faultOf(issue, input)));
  const faults = storeFaults(parsed.data.stores);
  if (faults.length > 0) throw new ConfigError(faults);
  return { stores: parsed.data.stores.map(toStore) };
}

function faultOf(issue: z.core.$ZodIssue, input: ConfigInput): string {
  return `${placeOf(issue.path, input)}: ${issue.message}`;
}

/** `stores.0.rules.1.rounding` as a person would say it: `store "my-shop", rules.1.rounding`. */
function placeOf(path: readonly PropertyKey[], input: ConfigInput): string {
  const [list, index, ...rest] = path;
  if (list !== 'stores' || typeof index !== 'number') return path.map(String).join('.') || 'the configuration';
  const id: unknown = (input.stores[index] as Partial<ParsedStore> | undefined)?.id;
  const store = typeof id === 'string' ? `store "${id}"` : `store number ${index + 1}`;
  return rest.length === 0 ? store : `${store}, ${rest.map(String).join('.')}`;
}
